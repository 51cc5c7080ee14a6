package io.plumbline.streams.settings;

import io.plumbline.schema.config.ConfigApplied;
import io.plumbline.schema.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** Takes apart what a processor with a {@link Restating} tells: its facts, and that it has applied the settings. */
public final class Told {

    private Told() {}

    /**
     * Writes {@code config.applied}.
     *
     * @param family begins the names of operators
     * @return the facts; null values are erased ones
     */
    public static <F extends SpecificRecord> KStream<String, F> facts(
            String family, KStream<String, SpecificRecord> told, Class<F> type) {
        told.filter((key, record) -> record instanceof ConfigApplied, Named.as(family + "-settings-applied"))
                .mapValues(record -> (ConfigApplied) record, Named.as(family + "-as-applied"))
                .to(
                        Topics.CONFIG_APPLIED.name(),
                        Produced.with(Topics.CONFIG_APPLIED.keySerde(), Topics.CONFIG_APPLIED.valueSerde())
                                .withName(family + "-config-applied"));
        return told.filterNot((key, record) -> record instanceof ConfigApplied, Named.as(family + "-facts-told"))
                .mapValues(type::cast, Named.as(family + "-as-facts"));
    }
}
