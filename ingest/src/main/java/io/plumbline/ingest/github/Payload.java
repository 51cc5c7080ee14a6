package io.plumbline.ingest.github;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the wanted fields of one JSON document in one pass. */
final class Payload {

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            // JSON is UTF-8; guessing other encodings would read noise as text.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            // A record is at most 32 MB, so is a text in it.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Payload() {}

    /** @param bytes one JSON object and nothing else; its position is not moved */
    static Part read(ByteBuffer bytes, Shape shape) throws PayloadException {
        var array = bytes.hasArray() ? bytes.array() : copy(bytes);
        var offset = bytes.hasArray() ? bytes.arrayOffset() + bytes.position() : 0;
        try (var parser = JSON.createParser(array, offset, bytes.remaining())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new PayloadException("not a JSON object");
            }
            var part = object(parser, shape, null, "");
            if (parser.nextToken() != null) {
                throw new PayloadException("more than one JSON value");
            }
            return part;
        } catch (JsonProcessingException e) {
            throw new PayloadException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new PayloadException("not JSON: " + e.getMessage());
        }
    }

    private static byte[] copy(ByteBuffer bytes) {
        var copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return copy;
    }

    private static Part object(JsonParser parser, Shape shape, Part parent, String name) throws IOException {
        var part = new Part(shape, parent, name);
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            var position = shape.position(field);
            var token = parser.nextToken();
            if (position < 0) {
                parser.skipChildren();
            } else {
                part.set(position, value(parser, token, shape.inner(position), part, field));
            }
        }
        return part;
    }

    /** Text, Long, Double, Boolean, Part, list of these, null, or {@link Part#FOREIGN}. */
    private static Object value(JsonParser parser, JsonToken token, Shape shape, Part parent, String field)
            throws IOException {
        return switch (token) {
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? Part.FOREIGN
                        : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case START_OBJECT -> {
                if (shape != null) {
                    yield object(parser, shape, parent, field);
                }
                parser.skipChildren();
                yield Part.FOREIGN;
            }
            case START_ARRAY -> array(parser, shape, parent, field);
            default -> null;
        };
    }

    private static List<Object> array(JsonParser parser, Shape shape, Part parent, String field) throws IOException {
        var list = new ArrayList<Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                // No field of ours is a list of lists; not following them keeps the depth bounded.
                parser.skipChildren();
                list.add(Part.FOREIGN);
            } else {
                list.add(value(parser, token, shape, parent, field));
            }
        }
        return list;
    }
}
