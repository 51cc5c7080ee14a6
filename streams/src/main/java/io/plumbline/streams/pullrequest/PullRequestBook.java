package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.streams.runtime.DecodedStore;
import io.plumbline.streams.settings.Settings;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pull requests of one task: what is known of each, and the fact that follows from it. Its recorder writes, its teller
 * reads; both run in the task's thread.
 */
final class PullRequestBook {

    static final String HISTORIES = "pull-requests";
    /** Bodies by pull request and hash: needed only when rules change, so they are not part of the history. */
    static final String BODIES = "pull-request-bodies";

    static final String COMMITS = "pull-request-commits";

    private static final Logger LOG = LoggerFactory.getLogger(PullRequestBook.class);
    private static final int REMEMBERED = 5_000;

    private final KeyValueStore<String, PullRequestHistory> store;
    private final DecodedStore<PullRequestHistory> histories;
    private final KeyValueStore<String, String> bodies;
    private final KeyValueStore<String, PullRequestCommits> commits;
    private final Map<String, CommitReading> readings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CommitReading> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Supplier<Settings> settings;
    private String readingsOf = "";

    PullRequestBook(
            KeyValueStore<String, PullRequestHistory> store,
            KeyValueStore<String, String> bodies,
            KeyValueStore<String, PullRequestCommits> commits) {
        this.store = store;
        this.histories = new DecodedStore<>(store);
        this.bodies = bodies;
        this.commits = commits;
    }

    /** Whoever keeps the settings says so before the first event. */
    void compute(Supplier<Settings> with) {
        this.settings = with;
    }

    KeyValueStore<String, PullRequestHistory> histories() {
        return store;
    }

    /** @return whether it may have changed the fact */
    boolean add(String key, Input input) {
        var known = histories.take(key);
        var history = known == null ? Histories.begin(input) : known;
        boolean reread = reread(key, history);
        if (!add(key, history, input) && !reread) {
            histories.putBack(key, history);
            return false;
        }
        histories.put(key, history);
        return true;
    }

    private boolean add(String key, PullRequestHistory history, Input input) {
        if (input instanceof Sighting sighting) {
            var before = Histories.bodies(history);
            boolean changed = Histories.add(history, sighting, settings.get().attribution());
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
        readings.put(key, CommitReading.of(list, settings.get(), before));
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

    /** Reads the bodies with the rules of now, when others read them last. Writes; not for the end of a commit interval. */
    void reread(String key) {
        var history = histories.take(key);
        if (history == null) {
            return;
        }
        if (reread(key, history)) {
            histories.put(key, history);
        } else {
            histories.putBack(key, history);
        }
    }

    private boolean reread(String key, PullRequestHistory history) {
        return Histories.reread(history, settings.get().attribution(), hash -> bodies.get(bodyKey(key, hash)));
    }

    boolean knows(String key) {
        var history = histories.take(key);
        if (history == null) {
            return false;
        }
        histories.putBack(key, history);
        return true;
    }

    /** With the settings of now; empty as long as too little is known. Writes nothing. */
    Optional<PullRequestFact> fact(String key) {
        var history = histories.take(key);
        if (history == null) {
            return Optional.empty();
        }
        var fact = PullRequestLifecycle.fact(history, reading(key), settings.get());
        histories.putBack(key, history);
        return fact;
    }

    /** What earlier versions told last, and kept with the history; null when they told nothing. */
    EventHash toldBefore(String key) {
        var history = histories.take(key);
        if (history == null) {
            return null;
        }
        histories.putBack(key, history);
        return history.getFact();
    }

    private void keepUpToDate() {
        var version = settings.get().version();
        if (!version.equals(readingsOf)) {
            readings.clear();
            readingsOf = version;
        }
    }

    private CommitReading reading(String key) {
        keepUpToDate();
        return readings.computeIfAbsent(key, subject -> CommitReading.of(commits.get(subject), settings.get(), null));
    }

    /**
     * A person's right to erasure: all that is known goes.
     *
     * @return whether anything was
     */
    boolean erase(String key) {
        var history = histories.delete(key);
        commits.delete(key);
        readings.remove(key);
        if (history == null) {
            return false;
        }
        Histories.bodies(history).forEach(hash -> bodies.delete(bodyKey(key, hash)));
        LOG.info("Erased a pull request with {} events", history.getMoments().size());
        return true;
    }

    private static String bodyKey(String key, EventHash hash) {
        return key + ' ' + HexFormat.of().formatHex(hash.bytes());
    }
}
