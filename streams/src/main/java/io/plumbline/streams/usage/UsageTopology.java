package io.plumbline.streams.usage;

import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.settings.Told;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Reports of usage to the newest figure each. */
public final class UsageTopology {

    private UsageTopology() {}

    /**
     * Writes {@code fact.usage-day}; a null value is an erased figure.
     *
     * @param application its id
     * @return the facts as they are written, for counters of the same application
     */
    public static KStream<String, UsageDayFact> addTo(
            StreamsBuilder builder, String application, SettingsTable settings) {
        var told = builder.stream(
                        Topics.USAGE_DAY.name(),
                        Consumed.with(Topics.USAGE_DAY.keySerde(), Topics.USAGE_DAY.valueSerde())
                                .withName("usage-reports"))
                .process(newest(application, settings), Named.as("keep-newest-report"));
        var facts = Told.facts("usage", told, UsageDayFact.class);
        facts.to(
                Topics.USAGE_DAY_FACT.name(),
                Produced.with(Topics.USAGE_DAY_FACT.keySerde(), Topics.USAGE_DAY_FACT.valueSerde())
                        .withName("usage-facts"));
        return facts;
    }

    private static ProcessorSupplier<String, UsageDay, String, SpecificRecord> newest(
            String application, SettingsTable settings) {
        return new ProcessorSupplier<>() {
            @Override
            public Processor<String, UsageDay, String, SpecificRecord> get() {
                return new UsageProcessor(application, settings);
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        Stores.keyValueStoreBuilder(
                                        Stores.persistentKeyValueStore(UsageProcessor.STORE),
                                        Serdes.String(),
                                        Topics.USAGE_DAY.valueSerde())
                                .withCachingEnabled(),
                        Restating.progressStore(UsageProcessor.SETTINGS));
            }
        };
    }
}
