package io.plumbline.streams.directory;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Days of a time zone, made moments: from the start of the first day to the start of the day that no longer counts. Where a
 * clock change skips midnight the day starts when its first moment does.
 *
 * @param from null = always
 * @param until null = for ever
 */
record Span(Instant from, Instant until) {

    static Span of(LocalDate from, LocalDate until, ZoneId zone) {
        return new Span(start(from, zone), start(until, zone));
    }

    boolean covers(Instant at) {
        return (from == null || !at.isBefore(from)) && (until == null || at.isBefore(until));
    }

    boolean overlaps(Span other) {
        return (from == null || other.until == null || from.isBefore(other.until))
                && (until == null || other.from == null || other.from.isBefore(until));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}
