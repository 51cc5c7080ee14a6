package io.plumbline.ingest.provenance;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Fields of JSON objects: missing and null are the same, another type is an error that names the field. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Json() {}

    /** @param bytes one JSON object and nothing else; its position is not moved */
    static JsonNode object(ByteBuffer bytes) throws BadRecordException {
        return object(StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
    }

    static JsonNode object(String text) throws BadRecordException {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new BadRecordException("not JSON: " + e.getOriginalMessage());
        }
        if (node == null || !node.isObject()) {
            throw new BadRecordException("not a JSON object");
        }
        return node;
    }

    /** Null when there is none. */
    static JsonNode field(JsonNode object, String name) {
        var field = object.get(name);
        return field == null || field.isNull() ? null : field;
    }

    /** Null when there is none. */
    static String text(JsonNode object, String name) throws BadRecordException {
        var field = field(object, name);
        if (field != null && !field.isTextual()) {
            throw new BadRecordException(name + " is not a text");
        }
        return field == null ? null : field.textValue();
    }

    static String needText(JsonNode object, String name) throws BadRecordException {
        var text = text(object, name);
        if (text == null || text.isEmpty()) {
            throw new BadRecordException(name + " is missing");
        }
        return text;
    }

    /** A number of lines; null when there is none. */
    static Integer count(JsonNode object, String name) throws BadRecordException {
        var field = field(object, name);
        if (field == null) {
            return null;
        }
        if (!field.isIntegralNumber() || !field.canConvertToInt() || field.intValue() < 0) {
            throw new BadRecordException(name + " is not a number of lines");
        }
        return field.intValue();
    }

    /** Null when there is none. */
    static JsonNode part(JsonNode object, String name) throws BadRecordException {
        var field = field(object, name);
        if (field != null && !field.isObject()) {
            throw new BadRecordException(name + " is not an object");
        }
        return field;
    }

    static JsonNode needPart(JsonNode object, String name) throws BadRecordException {
        var part = part(object, name);
        if (part == null) {
            throw new BadRecordException(name + " is missing");
        }
        return part;
    }

    /** An empty list when there is none. */
    static JsonNode list(JsonNode object, String name) throws BadRecordException {
        var field = field(object, name);
        if (field == null) {
            return MAPPER.createArrayNode();
        }
        if (!field.isArray()) {
            throw new BadRecordException(name + " is not a list");
        }
        return field;
    }

    /** The element as an object. */
    static JsonNode element(JsonNode element, String list) throws BadRecordException {
        if (!element.isObject()) {
            throw new BadRecordException(list + " is not a list of objects");
        }
        return element;
    }
}
