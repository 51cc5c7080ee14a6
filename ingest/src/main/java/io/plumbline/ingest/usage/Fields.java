package io.plumbline.ingest.usage;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fields of reports. What is missing or null is unknown: null, never 0. */
final class Fields {

    private static final LocalDate EARLIEST = LocalDate.of(2015, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2100, 1, 1);
    private static final int LONGEST_TEXT = 300;

    private Fields() {}

    /** Whole and not negative; Windsurf, Cursor and Google write numbers as texts. */
    static Long number(JsonNode row, String field) throws ReportException {
        var value = row.path(field);
        if (value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.asText().isBlank())) {
            return null;
        }
        double number;
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            number = value.longValue();
        } else if (value.isTextual() || value.isFloatingPointNumber()) {
            try {
                number = Double.parseDouble(value.asText().strip());
            } catch (NumberFormatException e) {
                throw new ReportException(field + " is not a number");
            }
        } else {
            throw new ReportException(field + " is not a number");
        }
        if (number < 0 || number > 1e15 || number != Math.rint(number)) {
            throw new ReportException(field + " is not a count: " + value.asText());
        }
        return (long) number;
    }

    /** Null when one of the two is not known. */
    static Long sum(Long left, Long right) {
        return left == null || right == null ? null : Long.valueOf(left + right);
    }

    /** Of those that are known; null when none is. */
    static Long sumOfKnown(Long... numbers) {
        Long sum = null;
        for (var number : numbers) {
            if (number != null) {
                sum = sum == null ? number : Long.valueOf(sum + number);
            }
        }
        return sum;
    }

    static String text(JsonNode row, String field) {
        var value = row.path(field);
        if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
            return null;
        }
        var text = value.asText().strip();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    static String mail(JsonNode row, String field) {
        var text = text(row, field);
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    static Boolean flag(JsonNode row, String field) {
        var value = row.path(field);
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : null;
    }

    /** A date, the date of a time (in UTC), or epoch milliseconds. The first of these fields that is there. */
    static LocalDate day(JsonNode row, String... fields) throws ReportException {
        for (var field : fields) {
            var text = text(row, field);
            if (text != null) {
                return plausible(field, text, parse(field, text));
            }
        }
        throw new ReportException(String.join(" or ", fields) + " is missing");
    }

    /** Null when there is none. */
    static Instant time(JsonNode row, String field) throws ReportException {
        var text = text(row, field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ReportException(field + " is not a time");
        }
    }

    /** The objects of an array; none when it is missing. */
    static List<JsonNode> rows(JsonNode parent, String field) {
        return objects(parent.path(field));
    }

    static List<JsonNode> objects(JsonNode array) {
        var rows = new ArrayList<JsonNode>();
        if (array.isArray()) {
            array.forEach(row -> {
                if (row.isObject()) {
                    rows.add(row);
                }
            });
        }
        return rows;
    }

    private static LocalDate parse(String field, String text) throws ReportException {
        try {
            if (text.chars().allMatch(Character::isDigit)) {
                return LocalDate.ofInstant(Instant.ofEpochMilli(Long.parseLong(text)), ZoneOffset.UTC);
            }
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : LocalDate.ofInstant(OffsetDateTime.parse(text).toInstant(), ZoneOffset.UTC);
        } catch (DateTimeException | NumberFormatException e) {
            throw new ReportException(field + " is not a date: " + text);
        }
    }

    private static LocalDate plausible(String field, String text, LocalDate day) throws ReportException {
        if (day.isBefore(EARLIEST) || day.isAfter(LATEST)) {
            throw new ReportException(field + " is no day of our time: " + text);
        }
        return day;
    }
}
