package io.plumbline.streams.loader;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** An Avro record as plain JSON: field names as in the schema, times in ISO 8601, unknown fields left out. */
final class EventJson {

    private static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    static byte[] of(SpecificRecord record) {
        try (var bytes = new ByteArrayBuilder(2048);
                var json = JSON.createGenerator(bytes)) {
            write(record, json);
            json.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("Writing JSON into memory failed", e);
        }
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof SpecificRecord record) {
            json.writeStartObject();
            for (var field : record.getSchema().getFields()) {
                var content = record.get(field.pos());
                if (content != null) {
                    json.writeFieldName(field.name());
                    write(content, json);
                }
            }
            json.writeEndObject();
        } else if (value instanceof CharSequence text) {
            json.writeString(text.toString());
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Instant || value instanceof LocalDate) {
            json.writeString(value.toString());
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (var element : list) {
                write(element, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (var entry : map.entrySet()) {
                json.writeFieldName(entry.getKey().toString());
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof ByteBuffer buffer) {
            var copy = new byte[buffer.remaining()];
            buffer.duplicate().get(copy);
            json.writeBinary(copy);
        } else {
            throw new IllegalArgumentException("No JSON for " + value.getClass());
        }
    }
}
