package io.plumbline.dashboards.alert;

import io.plumbline.dashboards.format.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be agreed on. */
enum Rule {
    PICKUP("Pickup time", "median working hours from ready to the first review by a person", Unit.HOURS, true, 8, 14),
    SIZE("Size", "median lines of merged pull requests, generated files left out", Unit.LINES, true, 200, 14),
    WIP("Work in progress", "open pull requests that are no drafts, now", Unit.COUNT, true, 20, 14),
    UNREVIEWED("Merged unreviewed", "merged without a review by a person", Unit.SHARE, true, 0.1, 14),
    ACCEPTANCE("Acceptance", "merged, of AI-written pull requests that ended", Unit.SHARE, false, 0.6, 28),
    REWORK("Rework", "corrected within 14 days of the merge", Unit.SHARE, true, 0.2, 28),
    FAILURE("Change failure", "deployments that an incident is laid on, low bound", Unit.SHARE, true, 0.15, 28);

    /** How values are typed and written. */
    enum Unit {
        HOURS,
        LINES,
        COUNT,
        /** In the table 0 to 1, for readers in percent. */
        SHARE
    }

    private final String label;
    private final String meaning;
    private final Unit unit;
    private final boolean atMost;
    private final double usual;
    private final int days;

    Rule(String label, String meaning, Unit unit, boolean atMost, double usual, int days) {
        this.label = label;
        this.meaning = meaning;
        this.unit = unit;
        this.atMost = atMost;
        this.usual = usual;
        this.days = days;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<Rule> all() {
        return List.of(values());
    }

    static Optional<Rule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id().equals(id)).findFirst();
    }

    String label() {
        return label;
    }

    String meaning() {
        return meaning;
    }

    Unit unit() {
        return unit;
    }

    /** Whether more than agreed breaks it; otherwise less does. */
    boolean isAtMost() {
        return atMost;
    }

    /** A window that usually holds enough for it. */
    int days() {
        return days;
    }

    String usual() {
        return typed(usual);
    }

    /** As in the form: shares in percent. */
    String typed(double value) {
        return String.format(Locale.ROOT, "%.4g", unit == Unit.SHARE ? 100 * value : value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    /** @throws NumberFormatException for no number, IllegalArgumentException for one that cannot be meant */
    double parse(String typed) {
        double value = Double.parseDouble(typed.replace(',', '.'));
        if (!(value >= 0) || value > 100_000 || (unit == Unit.SHARE && value > 100)) {
            throw new IllegalArgumentException("Not a limit: " + typed);
        }
        return unit == Unit.SHARE ? value / 100 : value;
    }

    String write(double value) {
        return switch (unit) {
            case HOURS -> Numbers.hours(value);
            case LINES -> Numbers.count(Math.round(value)) + " lines";
            case COUNT -> Numbers.count(Math.round(value));
            case SHARE -> String.format(Locale.ROOT, "%.0f %%", 100 * value);
        };
    }

    /** A limit as it was typed, not rounded. */
    String writeLimit(double value) {
        return switch (unit) {
            case HOURS -> typed(value) + " h";
            case LINES -> typed(value) + " lines";
            case COUNT -> typed(value);
            case SHARE -> typed(value) + " %";
        };
    }

    boolean isBeyond(double value, double limit) {
        return atMost ? value > limit : value < limit;
    }
}
