package io.plumbline.dashboards.format;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates and instants as pages write them: English month names, 24 hours, in the organisation's zone. */
public final class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private Times() {}

    /** {@code 30 Dec 2024}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code 30 Dec 2024 – 3 Aug 2025}; what both days share is named once: {@code 3 – 30 Aug 2025}. */
    public static String range(LocalDate from, LocalDate to) {
        if (YearMonth.from(from).equals(YearMonth.from(to))) {
            return from.getDayOfMonth() + " – " + DAY.format(to);
        }
        return (from.getYear() == to.getYear() ? SHORT_DAY : DAY).format(from) + " – " + DAY.format(to);
    }

    /** {@code 30 Dec 2024}. */
    public static String day(Instant at, ZoneId zone) {
        return DAY.format(at.atZone(zone));
    }

    /** {@code 30 Dec 2024, 14:05}. */
    public static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    /** {@code 14:05:09}. */
    public static String second(Instant at, ZoneId zone) {
        return SECOND.format(at.atZone(zone));
    }

    /** For the datetime attribute and titles: {@code 2024-12-30T14:05:09.120Z}. */
    public static String iso(Instant at) {
        return at.toString();
    }
}
