package io.plumbline.dashboards.chart;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;

/**
 * One row of a forest plot on a scale from 0 to 100 %: a dot for the share, a whisker for its 95 % interval.
 *
 * @param dot position of the share, like the other positions a percentage of the width
 * @param text the same in words, with exact values
 * @param weak fewer than 30: drawn hollow
 */
public record Forest(String dot, String lower, String upper, String text, boolean weak) {

    /** @throws java.util.NoSuchElementException when n = 0; there is nothing to draw then */
    public static Forest of(Share share) {
        var interval = share.interval().orElseThrow();
        return new Forest(
                Positions.percent(share.ratio()),
                Positions.percent(interval.lower()),
                Positions.percent(interval.upper()),
                Numbers.exactPercent(share) + ", 95 % interval " + Numbers.exactInterval(share),
                share.guard() != SampleGuard.SHOWN);
    }

    /**
     * On a scale from 0 to the given end.
     *
     * @param value at least 0; what lies beyond the end is drawn at it
     * @param text the same in words, with exact values
     */
    public static Forest on(double end, double value, Interval interval, String text, boolean weak) {
        return new Forest(place(value, end), place(interval.lower(), end), place(interval.upper(), end), text, weak);
    }

    private static String place(double value, double end) {
        return Positions.percent(end <= 0 ? 0 : Math.max(0, Math.min(1, value / end)));
    }
}
