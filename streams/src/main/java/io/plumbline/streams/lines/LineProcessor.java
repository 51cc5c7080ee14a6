package io.plumbline.streams.lines;

import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.HistoryRead;
import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.DecodedStore;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps each commit with what it took from others and what it lost to others, and tells its fact when that became another.
 * What a commit lost is a sum over the commits that took it, so the order in which they arrive does not matter.
 */
final class LineProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    static final String COMMITS = "line-commits";
    static final String INDEX = "line-commit-index";
    static final String PULL_REQUESTS = "line-pull-requests";
    static final String HEADS = "line-heads";
    static final String SETTINGS = "line-settings";

    private static final Logger LOG = LoggerFactory.getLogger(LineProcessor.class);
    private static final AvroSerde<LineHistoryFact> FACT = AvroSerde.of(LineHistoryFact.class);
    private static final long CHANGES_FOR_MILLIS =
            Duration.ofDays(Ages.EXACT_DAYS).toMillis();

    private final String application;
    private final SettingsTable settingsTable;
    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, LineCommit> stored;
    private DecodedStore<LineCommit> commits;
    private KeyValueStore<String, Head> heads;
    private PullRequests pullRequests;
    private Restating restating;

    LineProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        this.stored = context.getStateStore(COMMITS);
        this.commits = new DecodedStore<>(stored);
        this.heads = context.getStateStore(HEADS);
        this.pullRequests = new PullRequests(context.getStateStore(PULL_REQUESTS), context.getStateStore(INDEX));
        this.restating = new Restating(
                application,
                context,
                settingsTable,
                stored,
                context.getStateStore(SETTINGS),
                key -> restate(key, Math.max(0, context.currentStreamTimeMs())));
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (record.value() instanceof CommitLines commit) {
            process(record.key(), commit, record.timestamp());
        } else if (record.value() instanceof HistoryRead read) {
            process(record.key(), read, record.timestamp());
        } else if (record.value() instanceof Brought brought) {
            pullRequests.put(record.key(), brought).forEach(key -> restate(key, record.timestamp()));
        }
    }

    private void process(String repository, CommitLines event, long timestamp) {
        var id = new CommitId(repository, event.getCommittedAt().toEpochMilli(), event.getSha());
        var news = Commits.read(event);
        var known = commits.take(id.key());
        var commit = known == null ? Commits.unknown() : known;
        if (commit.getKnown() && !Commits.isNewer(news, commit)) {
            commits.putBack(id.key(), commit);
            return;
        }
        var before = new ArrayList<>(commit.getTaken());
        pullRequests.note(id, commit.getNumber(), news.getNumber());
        news.setLost(commit.getLost());
        news.setTold(commit.getTold());
        tell(id, news, timestamp);
        commits.put(id.key(), news);
        take(id, before, news.getTaken(), timestamp);
    }

    /** Takes back what an earlier version of the commit took, and tells each commit what it lost. */
    private void take(CommitId by, List<Taken> before, List<Taken> now, long timestamp) {
        var differences = new TreeMap<String, int[]>();
        before.forEach(one -> add(differences, by, one, -1));
        now.forEach(one -> add(differences, by, one, 1));
        differences.forEach((key, difference) -> {
            if (difference[0] != 0 || difference[1] != 0) {
                var owner = CommitId.of(key);
                var known = commits.take(key);
                var commit = known == null ? Commits.unknown() : known;
                commit.setLost(Ages.added(
                        commit.getLost(),
                        Ages.days(owner.committedAt(), by.committedAt()),
                        difference[0],
                        difference[1]));
                tell(owner, commit, timestamp);
                commits.put(key, commit);
            }
        });
    }

    private static void add(Map<String, int[]> differences, CommitId by, Taken one, int sign) {
        var key = new CommitId(by.repository(), one.getWrittenAt(), one.getSha()).key();
        var difference = differences.computeIfAbsent(key, unused -> new int[2]);
        difference[0] += sign * one.getLines();
        difference[1] += one.getOwn() ? sign * one.getLines() : 0;
    }

    private void process(String repository, HistoryRead event, long timestamp) {
        var before = heads.get(repository);
        var now = new Head(
                event.getMeta().getObservedAt().toEpochMilli(),
                event.getHead(),
                event.getHeadAt().toEpochMilli());
        if (before != null && !isNewer(now, before)) {
            return;
        }
        heads.put(repository, now);
        if (before != null && before.getAt() == now.getAt()) {
            return;
        }
        // Of older commits all that counts was known before.
        long from = before == null ? 0 : Math.min(before.getAt(), now.getAt()) - CHANGES_FOR_MILLIS;
        var keys = new ArrayList<String>();
        try (var range = stored.range(CommitId.from(repository, from), CommitId.end(repository))) {
            range.forEachRemaining(entry -> keys.add(entry.key));
        }
        int changed = 0;
        for (var key : keys) {
            changed += restate(key, timestamp) ? 1 : 0;
        }
        LOG.info("A history was read further: {} of {} commits looked at have another fact", changed, keys.size());
    }

    private static boolean isNewer(Head now, Head before) {
        return now.getObservedAt() != before.getObservedAt()
                ? now.getObservedAt() > before.getObservedAt()
                : now.getSha().compareTo(before.getSha()) > 0;
    }

    /** With what is known now; true when the fact became another. */
    private boolean restate(String key, long timestamp) {
        var commit = commits.take(key);
        if (commit == null) {
            return false;
        }
        if (tell(CommitId.of(key), commit, timestamp)) {
            commits.put(key, commit);
            return true;
        }
        commits.putBack(key, commit);
        return false;
    }

    private boolean tell(CommitId id, LineCommit commit, long timestamp) {
        var fact = commit.getKnown() && !commit.getGone()
                ? LineFacts.of(
                        id,
                        commit,
                        pullRequests.of(id, commit.getNumber()),
                        heads.get(id.repository()),
                        restating.settings())
                : null;
        long fingerprint = fact == null ? 0 : SchemaNormalization.fingerprint64(FACT.toBytes(fact));
        if (fingerprint == commit.getTold()) {
            return false;
        }
        commit.setTold(fingerprint);
        context.forward(new Record<>(id.factId(), fact, timestamp));
        return true;
    }
}
