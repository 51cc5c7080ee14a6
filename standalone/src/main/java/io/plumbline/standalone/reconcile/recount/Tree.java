package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Fields of a JSON tree. Missing and null read as null; a value of another type makes the payload unreadable. */
final class Tree {

    /** Smaller numbers are seconds, greater ones milliseconds. */
    private static final long SECONDS_BELOW = 100_000_000_000L;

    private Tree() {}

    static JsonNode object(JsonNode parent, String field) throws Unreadable {
        var node = child(parent, field);
        if (node != null && !node.isObject()) {
            throw new Unreadable(field + " is not an object");
        }
        return node;
    }

    static JsonNode needObject(JsonNode parent, String field) throws Unreadable {
        return need(field, object(parent, field));
    }

    static String text(JsonNode parent, String field) throws Unreadable {
        var node = child(parent, field);
        if (node != null && !node.isTextual()) {
            throw new Unreadable(field + " is not a text");
        }
        return node == null ? null : node.textValue();
    }

    static String needText(JsonNode parent, String field) throws Unreadable {
        return need(field, text(parent, field));
    }

    static Long number(JsonNode parent, String field) throws Unreadable {
        var node = child(parent, field);
        if (node != null && !(node.isIntegralNumber() && node.canConvertToLong())) {
            throw new Unreadable(field + " is not a whole number");
        }
        return node == null ? null : node.longValue();
    }

    static long needNumber(JsonNode parent, String field) throws Unreadable {
        return need(field, number(parent, field));
    }

    static Boolean flag(JsonNode parent, String field) throws Unreadable {
        var node = child(parent, field);
        if (node != null && !node.isBoolean()) {
            throw new Unreadable(field + " is not true or false");
        }
        return node == null ? null : node.booleanValue();
    }

    static Instant time(JsonNode parent, String field) throws Unreadable {
        var node = child(parent, field);
        if (node == null) {
            return null;
        }
        try {
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                long value = node.longValue();
                return plausible(
                        Math.abs(value) < SECONDS_BELOW ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value));
            }
            if (node.isTextual()) {
                return plausible(parse(node.textValue().strip()));
            }
        } catch (DateTimeException e) {
            throw new Unreadable(field + " is not a time");
        }
        throw new Unreadable(field + " is not a time");
    }

    static List<String> names(JsonNode parent, String list, String field) throws Unreadable {
        var names = new ArrayList<String>();
        var node = child(parent, list);
        if (node != null) {
            for (var element : node) {
                names.add(needText(element, field));
            }
        }
        return names;
    }

    private static Instant parse(String text) {
        var iso = text.replace(' ', 'T').replaceFirst("TUTC$", "Z");
        if (iso.matches(".*T.*[+-]\\d{4}")) {
            iso = iso.substring(0, iso.length() - 2) + ":" + iso.substring(iso.length() - 2);
        }
        return iso.matches(".*T.*([+-]\\d\\d(:\\d\\d)?|[Zz])")
                ? OffsetDateTime.parse(iso.replaceFirst("([+-]\\d\\d)$", "$1:00"))
                        .toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }

    /** Such times stand for "none". */
    private static Instant plausible(Instant time) {
        return time.isBefore(Instant.EPOCH) || !time.isBefore(Instant.parse("2262-01-01T00:00:00Z")) ? null : time;
    }

    private static JsonNode child(JsonNode parent, String field) {
        var node = parent == null ? null : parent.get(field);
        return node == null || node.isNull() ? null : node;
    }

    private static <T> T need(String field, T value) throws Unreadable {
        if (value == null) {
            throw new Unreadable(field + " is missing");
        }
        return value;
    }
}
