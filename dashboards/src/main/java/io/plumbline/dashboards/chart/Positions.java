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
}
