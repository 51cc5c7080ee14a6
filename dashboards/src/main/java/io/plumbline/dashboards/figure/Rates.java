package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.stats.Interval;
import java.util.Locale;

/** Rates and ratios as pages write them: three digits. */
public final class Rates {

    private Rates() {}

    /** {@code 0.42}, {@code 12.3}, {@code 1,083}. */
    public static String rate(double rate) {
        return String.format(Locale.ROOT, rate < 9.95 ? "%.2f" : rate < 99.5 ? "%.1f" : "%,.0f", rate);
    }

    /** {@code 8.1–16.5}. */
    public static String interval(Interval bounds) {
        return rate(bounds.lower()) + "–" + rate(bounds.upper());
    }

    /** {@code 3.2 %}, {@code 0.41 %}: one decimal, two below one percent. */
    public static String percent(double ratio) {
        double percent = ratio * 100;
        return String.format(Locale.ROOT, percent != 0 && percent < 0.995 ? "%.2f" : "%.1f", percent) + " %";
    }

    /** {@code 2.1–4.9 %}. */
    public static String percent(Interval bounds) {
        var upper = percent(bounds.upper());
        return percent(bounds.lower()).replace(" %", "") + "–" + upper;
    }
}
