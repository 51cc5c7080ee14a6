package io.plumbline.ingest.github;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Times as forges and other vendors write them, read as UTC when no zone is given. */
public final class Times {

    /** Epoch seconds stay below this until the year 5138, epoch milliseconds were above it from 1973 on. */
    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    /** Above it milliseconds would be after the year 5138. */
    private static final long FIRST_MICROSECONDS = FIRST_MILLISECONDS * 1_000;

    private static final long FIRST_NANOSECONDS = FIRST_MICROSECONDS * 1_000;

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    /** 2021-07-21T06:00:00Z, with space for T, fraction, +02:00, +0200, +02, " UTC" or no zone at all. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "UTC")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /**
     * Null outside 1970..2261: such values stand for "none" (the year 1 of some languages) and no table can hold them.
     *
     * @throws IllegalArgumentException when the text is no time
     */
    public static Instant parse(String text) {
        var fast = utcSeconds(text);
        if (fast != Long.MIN_VALUE) {
            return plausible(Instant.ofEpochSecond(fast));
        }
        try {
            var parsed = ISO.parse(text);
            var offset = parsed.query(TemporalQueries.offset());
            return plausible(LocalDateTime.from(parsed).toInstant(offset == null ? ZoneOffset.UTC : offset));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a time", e);
        }
    }

    /** Seconds, milliseconds, microseconds or nanoseconds, told apart by size; null like {@link #parse}. */
    public static Instant ofEpoch(long number) {
        if (number > -FIRST_MILLISECONDS && number < FIRST_MILLISECONDS) {
            return plausible(Instant.ofEpochSecond(number));
        }
        if (number >= FIRST_NANOSECONDS) {
            return plausible(Instant.ofEpochMilli(number / 1_000_000));
        }
        if (number >= FIRST_MICROSECONDS) {
            return plausible(Instant.ofEpochMilli(number / 1_000));
        }
        return plausible(Instant.ofEpochMilli(number));
    }

    private static Instant plausible(Instant time) {
        return time.isBefore(EARLIEST) || !time.isBefore(LATEST) ? null : time;
    }

    /** GitHub's usual form, yyyy-MM-ddTHH:mm:ssZ, ten times as fast as a formatter; MIN_VALUE for any other. */
    private static long utcSeconds(String text) {
        if (text.length() != 20
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(19) != 'Z') {
            return Long.MIN_VALUE;
        }
        var year = digits(text, 0, 4);
        var month = digits(text, 5, 7);
        var day = digits(text, 8, 10);
        var hour = digits(text, 11, 13);
        var minute = digits(text, 14, 16);
        var second = digits(text, 17, 19);
        if ((year | month | day | hour | minute | second) < 0
                || month < 1
                || month > 12
                || day < 1
                || (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth())
                || hour > 23
                || minute > 59
                || second > 59) {
            return Long.MIN_VALUE;
        }
        return LocalDate.of(year, month, day).toEpochDay() * 86_400L + hour * 3_600L + minute * 60L + second;
    }

    private static int digits(String text, int from, int to) {
        var number = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
