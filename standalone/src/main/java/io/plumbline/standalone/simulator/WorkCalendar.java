package io.plumbline.standalone.simulator;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Office hours, weekends and holidays of one time zone; times are seconds since 1970 UTC. */
final class WorkCalendar {
    private static final int OPEN = 9 * 3600;
    private static final int CLOSE = 17 * 3600 + 1800;
    /** How often a pull request is opened in each hour of the local day: a dip at lunch, a little at night. */
    private static final double[] HOURS = {
        0, 0, 0, 0, 0, 0, 0.2, 1, 4, 9, 12, 11, 5, 9, 12, 12, 10, 6, 2, 1, 0.8, 0.6, 0.3, 0
    };

    private static final double[] DAYS = {1.05, 1.12, 1.1, 1.03, 0.7, 0.06, 0.04};

    private final ZoneId zone;
    private final String region;

    WorkCalendar(ZoneId zone) {
        this.zone = zone;
        this.region = zone.getId();
    }

    ZoneId zone() {
        return zone;
    }

    /** Share of a week's work that is begun on this date; a full week sums to about 1. */
    double weight(LocalDate date) {
        double weight = DAYS[date.getDayOfWeek().getValue() - 1];
        return (holiday(date) ? StrictMath.min(weight, 0.05) : weight) / 5.1;
    }

    boolean working(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day != DayOfWeek.SATURDAY && day != DayOfWeek.SUNDAY && !holiday(date);
    }

    /** A moment of the local date at which somebody may open a pull request. */
    long moment(LocalDate date, Dice dice) {
        int hour = dice.weighted(HOURS);
        return at(date, hour * 3600 + dice.below(3600));
    }

    long at(LocalDate date, int secondOfDay) {
        return date.atStartOfDay(zone).toEpochSecond() + secondOfDay;
    }

    /** The moment at which so many seconds of office time have passed after the given moment. */
    long after(long moment, double officeSeconds) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(moment), zone);
        LocalDate date = local.toLocalDate();
        int second = local.toLocalTime().toSecondOfDay();
        long left = (long) StrictMath.max(1, officeSeconds);
        while (true) {
            if (working(date) && second < CLOSE) {
                int start = StrictMath.max(second, OPEN);
                if (left <= CLOSE - start) {
                    return LocalDateTime.of(date, LocalTime.ofSecondOfDay(start + left))
                            .atZone(zone)
                            .toEpochSecond();
                }
                left -= CLOSE - start;
            }
            date = date.plusDays(1);
            second = 0;
        }
    }

    /** Local time with its offset, as git writes it. */
    String withOffset(long moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochSecond(moment).atZone(zone).toOffsetDateTime());
    }

    private boolean holiday(LocalDate date) {
        if (on(date, 1, 1, 1) || on(date, 12, 25, 26)) {
            return true;
        }
        if (region.startsWith("Europe/")) {
            return on(date, 5, 1, 1) || on(date, 12, 31, 31);
        }
        if (region.startsWith("America/")) {
            boolean thanksgiving = on(date, 11, 22, 28) && date.getDayOfWeek() == DayOfWeek.THURSDAY;
            boolean labour = on(date, 9, 1, 7) && date.getDayOfWeek() == DayOfWeek.MONDAY;
            return on(date, 7, 4, 4) || thanksgiving || labour;
        }
        if (region.equals("Asia/Tokyo")) {
            return on(date, 1, 2, 3) || on(date, 5, 3, 5);
        }
        if (region.equals("Asia/Kolkata")) {
            return on(date, 1, 26, 26) || on(date, 8, 15, 15) || on(date, 10, 2, 2);
        }
        return false;
    }

    private static boolean on(LocalDate date, int month, int firstDay, int lastDay) {
        int day = date.getDayOfMonth();
        return date.getMonthValue() == month && day >= firstDay && day <= lastDay;
    }
}
