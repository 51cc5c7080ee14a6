package io.plumbline.dashboards.chart;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Interval;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * One row of a forest plot of ratios on a logarithmic scale with "the same" in the middle: a dot for the ratio, a whisker for
 * its 95 % interval.
 *
 * @param dot position of the ratio, like the other positions a percentage of the width
 * @param isOpenLeft the whisker goes on beyond the scale
 * @param text the same in words
 * @param isSure the interval leaves out 1
 */
public record RatioForest(
        String dot, String lower, String upper, boolean isOpenLeft, boolean isOpenRight, String text, boolean isSure) {

    private static final double[] SCALES = {1.5, 2, 3, 4, 6, 8, 16, 32};

    /** The end of a scale that all these fit on, 32 at most. */
    public static double scale(Collection<Interval> intervals) {
        double furthest = intervals.stream()
                .flatMap(interval -> Stream.of(interval.upper(), 1 / interval.lower()))
                .filter(Double::isFinite)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(2);
        for (double scale : SCALES) {
            if (furthest <= scale) {
                return scale;
            }
        }
        return SCALES[SCALES.length - 1];
    }

    /** @param scale ends at this and begins at one over it */
    public static RatioForest of(double value, Interval interval, double scale) {
        return new RatioForest(
                position(value, scale),
                position(interval.lower(), scale),
                position(interval.upper(), scale),
                interval.lower() < 1 / scale,
                interval.upper() > scale,
                "ratio " + Numbers.times(value) + ", 95 % interval " + Numbers.times(interval.lower()) + " to "
                        + Numbers.times(interval.upper()),
                interval.lower() > 1 || interval.upper() < 1);
    }

    private static String position(double ratio, double scale) {
        double place = 0.5 + Math.log(Math.max(ratio, 1e-9)) / Math.log(scale) / 2;
        return Positions.percent(Math.min(1, Math.max(0, place)));
    }
}
