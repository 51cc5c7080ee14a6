package io.plumbline.dashboards.format;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.Share;
import java.util.Locale;

/** Numbers as pages write them (ux.md 1): no decimal below n = 1000, the exact value with two decimals beside it. */
public final class Numbers {

    private static final int DECIMAL_FROM = 1000;
    private static final double MINUTES_BELOW = 1.0;
    private static final double DAYS_FROM = 72.0;

    private Numbers() {}

    /** 1754 as {@code 1,754}. */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** {@code 65.3 %} from n = 1000 on, {@code 51 %} below it, {@code no data} for n = 0. */
    public static String percent(Share share) {
        return share.isKnown() ? percent(share.ratio(), share.denominator()) : "no data";
    }

    /** Two decimals, whatever n: {@code 65.30 %}. */
    public static String exactPercent(Share share) {
        return share.isKnown() ? exact(share.ratio()) + " %" : "no data";
    }

    /** {@code 63.5–67.1 %} or, below n = 1000, {@code 43–59 %}; empty text for n = 0. */
    public static String interval(Share share) {
        return share.interval()
                .map(bounds -> digits(bounds.lower(), share.denominator()) + "–"
                        + digits(bounds.upper(), share.denominator()) + " %")
                .orElse("");
    }

    /** {@code 63.48–67.08 %}; empty text for n = 0. */
    public static String exactInterval(Share share) {
        return share.interval().map(Numbers::exactInterval).orElse("");
    }

    public static String exactInterval(Interval bounds) {
        return exact(bounds.lower()) + "–" + exact(bounds.upper()) + " %";
    }

    /** {@code +13.9 pp (95 % CI 5.7 to 22.1)}; percentage points, because rates are compared. */
    public static String points(Newcombe difference) {
        return String.format(
                Locale.ROOT,
                "%+.1f pp (95 %% CI %+.1f to %+.1f)",
                difference.difference() * 100,
                difference.interval().lower() * 100,
                difference.interval().upper() * 100);
    }

    /** A ratio as the change that it is: {@code +12 % (95 % CI +1 to +24 %)}. */
    public static String relative(double ratio, Interval bounds) {
        return String.format(
                Locale.ROOT,
                "%+.0f %% (95 %% CI %+.0f to %+.0f %%)",
                (ratio - 1) * 100,
                (bounds.lower() - 1) * 100,
                (bounds.upper() - 1) * 100);
    }

    /** Two digits of a rate: {@code 0.42}, {@code 7.3}, {@code 128}. */
    public static String rate(double value) {
        return String.format(
                Locale.ROOT, value == 0 ? "%.0f" : value < 0.995 ? "%.2f" : value < 9.95 ? "%.1f" : "%,.0f", value);
    }

    /** A ratio or the end of its interval: {@code 0.87}, {@code 12.4}. */
    public static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 9.995 ? "%.2f" : ratio < 99.5 ? "%.1f" : "%,.0f", ratio);
    }

    /** A p-value or one that was adjusted: {@code 0.031}, {@code < 0.001}. */
    public static String probability(double p) {
        return p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, p < 0.1 ? "%.3f" : "%.2f", p);
    }

    /** Two digits and a unit that fits: {@code 52 min}, {@code 31 h}, {@code 4.2 d}. */
    public static String hours(double hours) {
        if (hours < MINUTES_BELOW) {
            long minutes = Math.round(hours * 60);
            if (minutes == 0) {
                return "< 1 min";
            }
            return minutes == 60 ? "1.0 h" : minutes + " min";
        }
        return hours < DAYS_FROM ? twoDigits(hours) + " h" : twoDigits(hours / 24) + " d";
    }

    /** Hours with two decimals, for titles: {@code 31.25 h}. */
    public static String exactHours(double hours) {
        return String.format(Locale.ROOT, "%,.2f h", hours);
    }

    private static String percent(double ratio, long n) {
        return digits(ratio, n) + " %";
    }

    private static String digits(double ratio, long n) {
        return String.format(Locale.ROOT, n >= DECIMAL_FROM ? "%.1f" : "%.0f", ratio * 100);
    }

    private static String exact(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio * 100);
    }

    private static String twoDigits(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%,.0f", value);
    }
}
