package io.plumbline.ingest.json;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.github.Times;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON object and where it stands in its document.
 *
 * <p>Missing and null are the same, unknown, and read as null; blank texts too. A value of another type is an error that
 * names the field: reading it as unknown would hide a change of the vendor's format.
 *
 * @param path empty for the document itself
 */
public record Json(JsonNode node, String path) {

    private static final ObjectMapper MAPPER = new ObjectMapper(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** @param bytes one JSON value and nothing else; its position is not moved */
    private static JsonNode tree(ByteBuffer bytes) throws BadJsonException {
        try {
            var tree = MAPPER.readTree(
                    StandardCharsets.UTF_8.decode(bytes.duplicate()).toString());
            if (tree == null || tree.isMissingNode()) {
                throw new BadJsonException("not JSON: empty");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new BadJsonException("not JSON: " + e.getOriginalMessage());
        }
    }

    /** The objects of a document: itself, or the elements when it is an array of objects. */
    public static List<Json> documents(ByteBuffer bytes) throws BadJsonException {
        var tree = tree(bytes);
        if (tree.isObject()) {
            return List.of(new Json(tree, ""));
        }
        if (tree.isArray()) {
            return elements(tree, "");
        }
        throw new BadJsonException("not a JSON object or an array of them");
    }

    public boolean has(String field) {
        var value = node.get(field);
        return value != null && !value.isNull();
    }

    /** Null when missing or blank; numbers are given as they are written, for ids that some vendors number. */
    public String text(String field) throws BadJsonException {
        var value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw wrong(field, "a text");
        }
        var text = value.asText();
        return text.isBlank() ? null : text;
    }

    public String needText(String field) throws BadJsonException {
        return needed(field, text(field));
    }

    public Long number(String field) throws BadJsonException {
        var value = value(field);
        if (value == null) {
            return null;
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isTextual() && value.textValue().matches("\\d{1,18}")) {
            return Long.valueOf(value.textValue());
        }
        throw wrong(field, "a whole number");
    }

    public Boolean flag(String field) throws BadJsonException {
        var value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(field, "true or false");
        }
        return value.booleanValue();
    }

    /** ISO 8601 text or epoch number of any unit; null also for the year 1 that some vendors write for "none". */
    public Instant time(String field) throws BadJsonException {
        var value = value(field);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            return null;
        }
        try {
            if (value.isTextual()) {
                return Times.parse(value.textValue());
            }
            if (value.isIntegralNumber() && value.canConvertToLong()) {
                return Times.ofEpoch(value.longValue());
            }
        } catch (IllegalArgumentException e) {
            throw new BadJsonException(at(field) + " is not a time");
        }
        throw wrong(field, "a time");
    }

    public Instant needTime(String field) throws BadJsonException {
        return needed(field, time(field));
    }

    /** Null when missing. */
    public Json object(String field) throws BadJsonException {
        var value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw wrong(field, "an object");
        }
        return new Json(value, at(field));
    }

    public Json needObject(String field) throws BadJsonException {
        return needed(field, object(field));
    }

    /** Empty when missing. */
    public List<Json> objects(String field) throws BadJsonException {
        var value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(field, "a list");
        }
        return elements(value, at(field));
    }

    /** Empty when missing. */
    public List<String> texts(String field) throws BadJsonException {
        var value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw wrong(field, "a list");
        }
        var texts = new ArrayList<String>();
        for (var element : value) {
            if (!element.isTextual()) {
                throw wrong(field, "a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    private static List<Json> elements(JsonNode array, String path) throws BadJsonException {
        var objects = new ArrayList<Json>(array.size());
        for (var element : array) {
            if (!element.isObject()) {
                throw new BadJsonException((path.isEmpty() ? "the document" : path) + " is not a list of objects");
            }
            objects.add(new Json(element, path));
        }
        return objects;
    }

    private JsonNode value(String field) {
        var value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private <T> T needed(String field, T value) throws BadJsonException {
        if (value == null) {
            throw new BadJsonException(at(field) + " is missing");
        }
        return value;
    }

    private BadJsonException wrong(String field, String wanted) {
        return new BadJsonException(at(field) + " is not " + wanted);
    }

    private String at(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }
}
