package io.plumbline.streams.settings;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.topic.Topics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;

/**
 * The configuration as every task of an application sees it: a global table of {@code config.entry}. One object for the
 * whole application, so that tasks share what was read; safe for many threads.
 */
public final class SettingsTable {

    private static final String STORE = "config";

    private Set<String> entriesRead = Set.of();
    private Settings settings = Settings.STANDARD;

    /** Adds the table to a topology. Once for each application. */
    public void addTo(StreamsBuilder builder) {
        builder.globalTable(
                Topics.CONFIG_ENTRY.name(),
                Consumed.with(Topics.CONFIG_ENTRY.keySerde(), Topics.CONFIG_ENTRY.valueSerde())
                        .withName("config-entries"),
                Materialized.<String, ConfigEntry, KeyValueStore<Bytes, byte[]>>as(STORE)
                        .withKeySerde(Topics.CONFIG_ENTRY.keySerde())
                        .withValueSerde(Topics.CONFIG_ENTRY.valueSerde()));
    }

    /** What counts now. An entry never changes (its key holds its event id), so only keys are compared. */
    Settings read(ProcessingContext context) {
        TimestampedKeyValueStore<String, ConfigEntry> store = context.getStateStore(STORE);
        var keys = new HashSet<String>();
        var entries = new ArrayList<ConfigEntry>();
        try (var all = store.all()) {
            while (all.hasNext()) {
                var entry = all.next();
                keys.add(entry.key);
                entries.add(entry.value.value());
            }
        }
        synchronized (this) {
            if (!keys.equals(entriesRead)) {
                settings = Settings.of(entries);
                entriesRead = keys;
            }
            return settings;
        }
    }
}
