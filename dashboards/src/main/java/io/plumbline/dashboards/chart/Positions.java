package io.plumbline.dashboards.chart;

import java.util.Locale;

/** Positions in an SVG attribute. */
final class Positions {

    private Positions() {}

    /** 0.653 as {@code 65.30%}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** At an edge of the drawing without decimals: {@code 0}, {@code 100.0}. */
    static String edge(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1f", value);
    }
}
