package io.plumbline.streams.suggestion;

import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.DecodedStore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds each piece of news to its pull request's history and forwards the facts of comments that it changes. */
final class SuggestionProcessor implements Processor<String, News, String, SuggestionFact> {

    static final String STORE = "suggestion-histories";

    private static final Logger LOG = LoggerFactory.getLogger(SuggestionProcessor.class);
    private static final AvroSerde<SuggestionFact> FACT = AvroSerde.of(SuggestionFact.class);
    private static final Pattern KEY = Pattern.compile("([^:]+):(.+)#(\\d+)");

    private final Supplier<Knowledge> knowledge;
    private ProcessorContext<String, SuggestionFact> context;
    private DecodedStore<SuggestionHistory> histories;

    SuggestionProcessor(Supplier<Knowledge> knowledge) {
        this.knowledge = knowledge;
    }

    @Override
    public void init(ProcessorContext<String, SuggestionFact> context) {
        this.context = context;
        KeyValueStore<String, SuggestionHistory> store = context.getStateStore(STORE);
        this.histories = new DecodedStore<>(store);
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

    /**
     * Computes a pull request's facts again, after what the rules know has changed.
     *
     * @return whether one of them became another
     */
    boolean restate(String key, long timestamp) {
        var history = histories.take(key);
        if (history == null) {
            return false;
        }
        if (!write(history, timestamp)) {
            histories.putBack(key, history);
            return false;
        }
        histories.put(key, history);
        return true;
    }

    private boolean write(SuggestionHistory history, long timestamp) {
        var facts = SuggestionFacts.of(history, knowledge.get());
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
        return changed;
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
    }

    private static SuggestionHistory begin(String key) {
        var match = KEY.matcher(key);
        if (!match.matches()) {
            throw new IllegalArgumentException("Not the key of a pull request: " + key);
        }
        return Histories.begin(match.group(1), match.group(2), Integer.parseInt(match.group(3)));
    }
}
