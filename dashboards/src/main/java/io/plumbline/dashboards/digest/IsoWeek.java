package io.plumbline.dashboards.digest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A week from Monday to Sunday, numbered after ISO 8601: week 1 has the year's first Thursday, so some years have 53.
 *
 * @param monday its first day
 */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {

    private static final Pattern ID = Pattern.compile("(\\d{4})-W(\\d{2})");

    public IsoWeek {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException(monday + " is no Monday");
        }
    }

    public static IsoWeek of(LocalDate day) {
        return new IsoWeek(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** The last one that is over. */
    public static IsoWeek lastCompleteAt(Instant now, ZoneId zone) {
        return of(LocalDate.ofInstant(now, zone)).minus(1);
    }

    /** {@code 2026-W53}; empty for anything else, also for a week that the year does not have. */
    public static Optional<IsoWeek> parse(String id) {
        var match = ID.matcher(id);
        if (!match.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(match.group(2));
        // 4 January is always in week 1.
        var first = of(LocalDate.of(Integer.parseInt(match.group(1)), 1, 4));
        var week = first.minus(1 - number);
        return number >= 1 && week.id().equals(id) ? Optional.of(week) : Optional.empty();
    }

    /** 1 to 53. */
    public int number() {
        return monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    }

    public String id() {
        return String.format(Locale.ROOT, "%d-W%02d", monday.get(IsoFields.WEEK_BASED_YEAR), number());
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    public IsoWeek minus(long weeks) {
        return new IsoWeek(monday.minusWeeks(weeks));
    }

    public IsoWeek next() {
        return minus(-1);
    }

    /** When it is over. */
    public Instant endsAt(ZoneId zone) {
        return next().monday.atStartOfDay(zone).toInstant();
    }

    @Override
    public int compareTo(IsoWeek other) {
        return monday.compareTo(other.monday);
    }

    @Override
    public String toString() {
        return id();
    }
}
