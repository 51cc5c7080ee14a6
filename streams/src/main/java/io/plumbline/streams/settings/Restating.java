package io.plumbline.streams.settings;

import io.plumbline.schema.config.ConfigApplied;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one task's facts in step with the settings: when they change, every subject of the task is computed again, a slice
 * at a time between events, so that history is restated while the application goes on.
 *
 * <p>Events that arrive meanwhile are computed with the new settings at once. Which version is complete is kept in a store:
 * after a restart half way the task begins again, which changes nothing that was restated already. Cost: one recomputation
 * for each subject, at most half of the task's time.
 */
public final class Restating {

    private static final Logger LOG = LoggerFactory.getLogger(Restating.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration BUDGET = Duration.ofMillis(500);
    private static final int SLICE = 500;
    private static final String VERSION = "version";

    private final String application;
    private final ProcessorContext<?, ?> context;
    private final SettingsTable table;
    private final KeyValueStore<String, ?> subjects;
    private final KeyValueStore<String, String> progress;
    private final Predicate<String> restate;
    private final Consumer<ConfigApplied> done;

    private Settings settings;
    private String next;
    private long looked;
    private long changed;

    /**
     * Begins at once; call it from {@code Processor.init}.
     *
     * @param application its id
     * @param subjects what is computed again: its keys are the subjects
     * @param progress a store of {@link #progressStore}
     * @param restate computes one subject again with {@link #settings()}; true when its fact changed
     * @param done told when all subjects have been computed with a version
     */
    public Restating(
            String application,
            ProcessorContext<?, ?> context,
            SettingsTable table,
            KeyValueStore<String, ?> subjects,
            KeyValueStore<String, String> progress,
            Predicate<String> restate,
            Consumer<ConfigApplied> done) {
        this.application = application;
        this.context = context;
        this.table = table;
        this.subjects = subjects;
        this.progress = progress;
        this.restate = restate;
        this.done = done;
        this.settings = table.read(context);
        context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::step);
    }

    /** For a processor that forwards nothing but records: it forwards there what it has applied, too. */
    public Restating(
            String application,
            ProcessorContext<String, SpecificRecord> context,
            SettingsTable table,
            KeyValueStore<String, ?> subjects,
            KeyValueStore<String, String> progress,
            Predicate<String> restate) {
        this(
                application,
                context,
                table,
                subjects,
                progress,
                restate,
                applied -> context.forward(recordOf(applied, applied)));
    }

    /** What has been applied under its key (application and task) and at its time. */
    public static <V> Record<String, V> recordOf(ConfigApplied applied, V value) {
        return new Record<>(
                applied.getApplication() + "/" + applied.getTask(),
                value,
                applied.getAppliedAt().toEpochMilli());
    }

    /** Remembers which version a task's facts are complete in. */
    public static StoreBuilder<KeyValueStore<String, String>> progressStore(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.String());
    }

    /** What to compute with now. */
    public Settings settings() {
        return settings;
    }

    private void step(long now) {
        var current = table.read(context);
        if (!current.version().equals(settings.version())) {
            LOG.info("{} restates its facts with configuration {}", context.taskId(), current.version());
            settings = current;
            begin();
        }
        if (settings.version().equals(progress.get(VERSION))) {
            return;
        }
        long until = System.nanoTime() + BUDGET.toNanos();
        do {
            var keys = slice();
            for (var key : keys) {
                looked++;
                changed += restate.test(key) ? 1 : 0;
            }
            if (keys.size() < SLICE) {
                finish(now);
                return;
            }
        } while (System.nanoTime() < until);
    }

    private void begin() {
        next = null;
        looked = 0;
        changed = 0;
    }

    /** The next keys, and where to go on; read first, because the store is written to while they are worked on. */
    private List<String> slice() {
        var keys = new ArrayList<String>(SLICE);
        try (var range = subjects.range(next, null)) {
            while (range.hasNext() && keys.size() < SLICE) {
                keys.add(range.next().key);
            }
        }
        if (!keys.isEmpty()) {
            // The smallest key that comes after the last one.
            next = keys.get(keys.size() - 1) + '\0';
        }
        return keys;
    }

    private void finish(long now) {
        progress.put(VERSION, settings.version());
        LOG.info("{} has restated {} of {} facts", context.taskId(), changed, looked);
        done.accept(new ConfigApplied(
                application,
                context.taskId().toString(),
                settings.version(),
                looked,
                changed,
                Instant.ofEpochMilli(now)));
        begin();
    }
}
