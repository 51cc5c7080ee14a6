package io.plumbline.schema.topic;

import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Avro single-object encoding: two marker bytes, the fingerprint of the writer's schema, the record.
 *
 * <p>A record written with any earlier version of the schema is read with today's: the fingerprint finds the writer's
 * schema in {@link SchemaHistory}. No registry service is needed. Null is null (a tombstone).
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro specification</a>
 */
public final class AvroSerde<T extends SpecificRecord> implements Serde<T> {

    static {
        // Avro instantiates only classes that it was told to trust; ours are the generated records of this module.
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), type -> type.getPackageName()
                        .startsWith("io.plumbline.schema.")));
    }

    private final Class<T> type;
    private final BinaryMessageEncoder<T> encoder;
    private final BinaryMessageDecoder<T> decoder;

    private AvroSerde(Class<T> type) {
        this.type = type;
        var schema = SpecificData.get().getSchema(type);
        // getForClass carries the logical-type conversions of the generated class; the bare SpecificData does not.
        var data = SpecificData.getForClass(type);
        this.encoder = new BinaryMessageEncoder<>(data, schema);
        this.decoder = new BinaryMessageDecoder<>(data, schema, SchemaHistory.of(schema.getName()));
    }

    public static <T extends SpecificRecord> AvroSerde<T> of(Class<T> type) {
        return new AvroSerde<>(type);
    }

    /** Today's. */
    public Schema schema() {
        return SpecificData.get().getSchema(type);
    }

    /** The record as bytes, for keys and digests outside Kafka; the same record always gives the same bytes. */
    public byte[] toBytes(T value) {
        try {
            var buffer = encoder.encode(value);
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (IOException | AvroRuntimeException | ClassCastException | NullPointerException e) {
            throw new SerializationException("Cannot write " + type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** Fails with {@link SerializationException} when the bytes are not a record of a known version of this schema. */
    public T fromBytes(byte[] bytes) {
        try {
            return decoder.decode(bytes);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | ClassCastException e) {
            throw new SerializationException(
                    "Not a " + type.getSimpleName() + " of any known version: " + e.getMessage(), e);
        }
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : toBytes(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> bytes == null ? null : fromBytes(bytes);
    }
}
