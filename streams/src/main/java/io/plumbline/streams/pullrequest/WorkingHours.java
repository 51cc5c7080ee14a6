package io.plumbline.streams.pullrequest;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Working time of a team: Monday to Friday, 9 to 17 by the clock of its time zone. Public holidays are not known and count
 * as working days. A clock change within these hours, which no zone makes today, would not be noticed.
 */
final class WorkingHours {

    private static final long HOUR = 3_600_000;
    private static final long BEGIN = 9 * HOUR;
    private static final long DAY = 8 * HOUR;
    private static final int DAYS_PER_WEEK = 5;
    /** Any Monday. */
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 5);

    private WorkingHours() {}

    /** Milliseconds of working time in a span that is not negative. */
    static long between(Instant from, Instant to, ZoneId zone) {
        return worked(to, zone) - worked(from, zone);
    }

    /** Since the first Monday. */
    private static long worked(Instant at, ZoneId zone) {
        var local = at.atZone(zone).toLocalDateTime();
        long days = local.toLocalDate().toEpochDay() - FIRST.toEpochDay();
        long weeks = Math.floorDiv(days, 7);
        int day = Math.floorMod(days, 7);
        long whole = (weeks * DAYS_PER_WEEK + Math.min(day, DAYS_PER_WEEK)) * DAY;
        if (day >= DAYS_PER_WEEK) {
            return whole;
        }
        long today = local.toLocalTime().toNanoOfDay() / 1_000_000 - BEGIN;
        return whole + Math.max(0, Math.min(DAY, today));
    }
}
