package io.plumbline.dashboards.filter;

import io.plumbline.dashboards.format.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * Whole days in the organisation's zone, both ends included.
 *
 * @param from first day
 * @param to last day, not before from
 * @param preset the preset that gave it; empty for dates typed by hand
 * @param note why the page shows another period than the default one; empty when it does not
 */
public record Period(LocalDate from, LocalDate to, Optional<Preset> preset, Optional<String> note) {

    private static final Preset DEFAULT = Preset.WEEKS_12;
    private static final int LONGEST_YEARS = 20;

    /**
     * {@code from} and {@code to} win over {@code period}; with neither, the last 12 complete ISO weeks, or the whole
     * span of the data, aloud, when those weeks have none (imported history may be a year old).
     *
     * @param today in the organisation's zone
     * @throws BadFilterException for dates or presets that cannot be read
     */
    public static Period of(UrlState state, Span span, LocalDate today) {
        if (state.has("from") || state.has("to")) {
            return typed(state, span, today);
        }
        if (state.has("period")) {
            var preset = Preset.find(state.get("period"))
                    .orElseThrow(() -> new BadFilterException("\"period\" is one of 4w, 12w, 26w, 52w, all."));
            return preset == Preset.ALL ? all(span, today) : complete(preset, today);
        }
        var usual = complete(DEFAULT, today);
        boolean stale = !span.isEmpty()
                && (span.lastDay().isBefore(usual.from) || span.firstDay().isAfter(usual.to));
        if (!stale) {
            return usual;
        }
        var whole = all(span, today);
        return new Period(
                whole.from,
                whole.to,
                Optional.of(Preset.ALL),
                Optional.of("Showing " + Times.range(whole.from, whole.to) + ": no data in the last 12 weeks."));
    }

    private static Period complete(Preset preset, LocalDate today) {
        var lastSunday = monday(today).minusDays(1);
        return new Period(
                lastSunday.minusWeeks(preset.weeks()).plusDays(1), lastSunday, Optional.of(preset), Optional.empty());
    }

    private static Period all(Span span, LocalDate today) {
        if (span.isEmpty()) {
            return new Period(complete(DEFAULT, today).from, today, Optional.of(Preset.ALL), Optional.empty());
        }
        return new Period(monday(span.firstDay()), sunday(span.lastDay()), Optional.of(Preset.ALL), Optional.empty());
    }

    private static Period typed(UrlState state, Span span, LocalDate today) {
        var to = state.find("to").map(text -> date("to", text)).orElse(sunday(span.isEmpty() ? today : span.lastDay()));
        var from = state.find("from")
                .map(text -> date("from", text))
                .orElse(span.isEmpty() || span.firstDay().isAfter(to) ? to : monday(span.firstDay()));
        if (from.isAfter(to)) {
            throw new BadFilterException("\"from\" (" + from + ") is after \"to\" (" + to + ").");
        }
        if (ChronoUnit.YEARS.between(from, to) >= LONGEST_YEARS) {
            throw new BadFilterException("A period is at most " + LONGEST_YEARS + " years long.");
        }
        return new Period(from, to, Optional.empty(), Optional.empty());
    }

    private static LocalDate date(String key, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadFilterException("\"" + key + "\" is a date such as 2025-06-30, not \"" + text + "\".");
        }
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate sunday(LocalDate day) {
        return day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }

    /** Number of days, at least 1. */
    public long days() {
        return ChronoUnit.DAYS.between(from, to) + 1;
    }

    /** The period of equal length right before this one. */
    public Period previous() {
        return new Period(from.minusDays(days()), from.minusDays(1), Optional.empty(), Optional.empty());
    }

    public boolean is(Preset candidate) {
        return preset.filter(candidate::equals).isPresent();
    }

    /** {@code 30 Dec 2024 – 3 Aug 2025}. */
    public String label() {
        return Times.range(from, to);
    }
}
