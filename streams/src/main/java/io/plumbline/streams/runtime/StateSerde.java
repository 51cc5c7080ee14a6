package io.plumbline.streams.runtime;

import io.plumbline.schema.topic.AvroSerde;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/** Serde for the records of this module that live in state stores, with the same history of versions as on topics. */
public final class StateSerde {

    static {
        // Avro instantiates only classes that it was told to trust.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .startsWith("io.plumbline.streams.")));
    }

    private StateSerde() {}

    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type) {
        // The generated encoders write the same bytes faster; the records of this module all have them.
        SpecificData.getForClass(type).setCustomCoders(true);
        return AvroSerde.of(type);
    }
}
