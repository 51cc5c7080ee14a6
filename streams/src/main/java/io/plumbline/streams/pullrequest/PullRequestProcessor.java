package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.DecodedStore;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds what is learned to a pull request's history and forwards the fact when it is a new one; computes all facts again
 * when the settings change, and forwards when that is done.
 */
final class PullRequestProcessor implements Processor<String, Input, String, SpecificRecord> {

    static final String STORE = "pull-requests";
    /** Bodies by pull request and hash: needed only when rules change, so they are not part of the history. */
    static final String BODIES = "pull-request-bodies";

    static final String COMMITS = "pull-request-commits";
    static final String SETTINGS = "pull-request-settings";

    private static final Logger LOG = LoggerFactory.getLogger(PullRequestProcessor.class);
    private static final AvroSerde<PullRequestFact> FACT = AvroSerde.of(PullRequestFact.class);
    private static final int REMEMBERED = 5_000;

    private final String application;
    private final SettingsTable settingsTable;
    private final Map<String, CommitReading> readings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CommitReading> eldest) {
            return size() > REMEMBERED;
        }
    };
    private ProcessorContext<String, SpecificRecord> context;
    private DecodedStore<PullRequestHistory> histories;
    private KeyValueStore<String, String> bodies;
    private KeyValueStore<String, PullRequestCommits> commits;
    private Restating restating;
    private String readingsOf = "";

    PullRequestProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        KeyValueStore<String, PullRequestHistory> store = context.getStateStore(STORE);
        histories = new DecodedStore<>(store);
        bodies = context.getStateStore(BODIES);
        commits = context.getStateStore(COMMITS);
        restating = new Restating(
                application,
                context,
                settingsTable,
                store,
                context.getStateStore(SETTINGS),
                this::restate,
                applied -> context.forward(new Record<>(
                        applied.getApplication() + "/" + applied.getTask(),
                        applied,
                        applied.getAppliedAt().toEpochMilli())));
    }

    @Override
    public void process(Record<String, Input> record) {
        var key = record.key();
        var input = record.value();
        if (input == null) {
            erase(record);
            return;
        }
        var known = histories.take(key);
        var history = known == null ? Histories.begin(input) : known;
        boolean reread = reread(key, history);
        if (!add(key, history, input) && !reread) {
            histories.putBack(key, history);
            return;
        }
        tell(key, history);
        histories.put(key, history);
    }

    private boolean add(String key, PullRequestHistory history, Input input) {
        if (input instanceof Sighting sighting) {
            var before = Histories.bodies(history);
            boolean changed =
                    Histories.add(history, sighting, restating.settings().attribution());
            keepBodies(key, before, Histories.bodies(history), sighting);
            if (changed && history.getMoments().size() == Histories.LIMIT) {
                LOG.warn("{} has {} events; further ones are not counted", key, Histories.LIMIT);
            }
            return changed;
        }
        if (input instanceof Input.Statement statement) {
            return Histories.add(history, statement.statement());
        }
        var list = ((Input.Commits) input).commits();
        keepUpToDate();
        var before = readings.remove(key);
        commits.put(key, list);
        readings.put(key, CommitReading.of(list, restating.settings(), before));
        return true;
    }

    private void keepBodies(String key, Set<EventHash> before, Set<EventHash> now, Sighting sighting) {
        if (before.equals(now)) {
            return;
        }
        for (var hash : before) {
            if (!now.contains(hash)) {
                bodies.delete(bodyKey(key, hash));
            }
        }
        for (var hash : now) {
            if (!before.contains(hash)) {
                bodies.put(bodyKey(key, hash), sighting.body());
            }
        }
    }

    private boolean reread(String key, PullRequestHistory history) {
        return Histories.reread(history, restating.settings().attribution(), hash -> bodies.get(bodyKey(key, hash)));
    }

    /** With the settings of now; true when that gave another fact. */
    private boolean restate(String key) {
        var history = histories.take(key);
        if (history == null) {
            return false;
        }
        boolean reread = reread(key, history);
        boolean changed = tell(key, history);
        if (reread || changed) {
            histories.put(key, history);
        } else {
            histories.putBack(key, history);
        }
        return changed;
    }

    private boolean tell(String key, PullRequestHistory history) {
        var fact = PullRequestLifecycle.fact(history, reading(key), restating.settings());
        if (fact.isEmpty()) {
            return false;
        }
        var hash = Sightings.hash(FACT.toBytes(fact.get()));
        if (hash.equals(history.getFact())) {
            return false;
        }
        history.setFact(hash);
        context.forward(new Record<>(key, fact.get(), timeOf(fact.get().getLastEventAt())));
        return true;
    }

    private void keepUpToDate() {
        var version = restating.settings().version();
        if (!version.equals(readingsOf)) {
            readings.clear();
            readingsOf = version;
        }
    }

    private CommitReading reading(String key) {
        keepUpToDate();
        return readings.computeIfAbsent(
                key, subject -> CommitReading.of(commits.get(subject), restating.settings(), null));
    }

    /** A tombstone is a person's right to erasure: the history goes, and the fact with all that was counted from it. */
    private void erase(Record<String, Input> record) {
        var key = record.key();
        var history = histories.delete(key);
        commits.delete(key);
        readings.remove(key);
        if (history != null) {
            Histories.bodies(history).forEach(hash -> bodies.delete(bodyKey(key, hash)));
            LOG.info(
                    "Erased a pull request with {} events", history.getMoments().size());
            context.forward(new Record<>(key, null, record.timestamp()));
        }
    }

    private static String bodyKey(String key, EventHash hash) {
        return key + ' ' + HexFormat.of().formatHex(hash.bytes());
    }

    /** Kafka has no time before 1970. */
    private static long timeOf(Instant instant) {
        return Math.max(0, instant.toEpochMilli());
    }
}
