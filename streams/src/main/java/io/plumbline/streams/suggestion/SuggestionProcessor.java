package io.plumbline.streams.suggestion;

import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.streams.runtime.DecodedStore;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import java.util.Collection;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds each piece of news to its pull request's history and forwards the facts of comments and the fact of its findings that
 * it changes; computes all of them again when the settings change, and forwards when that is done.
 */
final class SuggestionProcessor implements Processor<String, News, String, SpecificRecord> {

    static final String STORE = "suggestion-histories";
    static final String SETTINGS = "suggestion-settings";

    private static final Logger LOG = LoggerFactory.getLogger(SuggestionProcessor.class);
    private static final AvroSerde<SuggestionFact> FACT = AvroSerde.of(SuggestionFact.class);
    private static final AvroSerde<FindingsFact> FINDINGS = AvroSerde.of(FindingsFact.class);

    private final String application;
    private final SettingsTable settingsTable;
    private ProcessorContext<String, SpecificRecord> context;
    private DecodedStore<SuggestionHistory> histories;
    private Restating restating;
    private String knownVersion = "";
    private Knowledge knowledge;

    SuggestionProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<String, SuggestionHistory> store = context.getStateStore(STORE);
        this.histories = new DecodedStore<>(store);
        this.restating = new Restating(
                application, context, settingsTable, store, context.getStateStore(SETTINGS), this::restate);
    }

    private Knowledge knowledge() {
        var settings = restating.settings();
        if (!settings.version().equals(knownVersion)) {
            knownVersion = settings.version();
            knowledge = Knowledge.of(settings);
        }
        return knowledge;
    }

    @Override
    public void process(Record<String, News> record) {
        var news = record.value();
        if (news instanceof News.OfErasure) {
            erase(record.key(), record.timestamp());
            return;
        }
        var known = histories.take(record.key());
        var history = known == null ? begin(record.key()) : known;
        if (!Histories.add(history, news)) {
            histories.putBack(record.key(), history);
            return;
        }
        if (history.getComments().size() == Histories.COMMENTS) {
            LOG.warn("{} has {} review comments; later ones are not counted", record.key(), Histories.COMMENTS);
        }
        write(history, record.timestamp());
        histories.put(record.key(), history);
    }

    /** With what is known now; true when one of the facts became another. */
    private boolean restate(String key) {
        var history = histories.take(key);
        if (history == null) {
            return false;
        }
        if (!write(history, Math.max(0, context.currentStreamTimeMs()))) {
            histories.putBack(key, history);
            return false;
        }
        histories.put(key, history);
        return true;
    }

    private boolean write(SuggestionHistory history, long timestamp) {
        var facts = SuggestionFacts.of(history, knowledge());
        boolean changed = false;
        for (var comment : history.getComments()) {
            var fact = facts.get(comment.getId());
            long fingerprint = fact == null ? 0 : SchemaNormalization.fingerprint64(FACT.toBytes(fact));
            if (fingerprint != comment.getWritten()) {
                comment.setWritten(fingerprint);
                forward(history, comment, fact, timestamp);
                changed = true;
            }
        }
        return writeFindings(history, facts.values(), timestamp) || changed;
    }

    private boolean writeFindings(SuggestionHistory history, Collection<SuggestionFact> comments, long timestamp) {
        var fact = FindingsFacts.of(history, comments, knowledge());
        long fingerprint = fact == null ? 0 : SchemaNormalization.fingerprint64(FINDINGS.toBytes(fact));
        if (fingerprint == history.getFindingsWritten()) {
            return false;
        }
        history.setFindingsWritten(fingerprint);
        context.forward(new Record<>(FindingsFacts.key(history), fact, timestamp));
        return true;
    }

    private void forward(SuggestionHistory history, Comment comment, SuggestionFact fact, long timestamp) {
        context.forward(new Record<>(SuggestionFacts.key(history, comment.getId()), fact, timestamp));
    }

    /** A person's right to erasure: the history goes, and every fact with all that was counted from it. */
    private void erase(String key, long timestamp) {
        var history = histories.delete(key);
        if (history == null) {
            return;
        }
        LOG.info(
                "Erased the review comments of a pull request, {}",
                history.getComments().size());
        for (var comment : history.getComments()) {
            if (comment.getWritten() != 0) {
                forward(history, comment, null, timestamp);
            }
        }
        if (history.getFindingsWritten() != 0) {
            context.forward(new Record<>(FindingsFacts.key(history), null, timestamp));
        }
    }

    private static SuggestionHistory begin(String key) {
        var pullRequest = PullRequestKey.of(key);
        return Histories.begin(pullRequest.provider(), pullRequest.repo(), pullRequest.number());
    }
}
