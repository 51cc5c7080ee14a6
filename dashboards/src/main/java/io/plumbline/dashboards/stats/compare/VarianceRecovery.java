package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;

/**
 * Interval of the difference of two independent figures from their own intervals: d - √((a-l1)² + (u2-b)²) to d + √((u1-a)² +
 * (b-l2)²) (Zou and Donner 2008; Newcombe's difference of shares is the case of Wilson intervals). For medians, whose
 * intervals are order statistics. Not for figures that share observations.
 */
public final class VarianceRecovery {

    private VarianceRecovery() {}

    /** 95 %, of first minus second; both intervals are 95 % and hold their value. */
    public static Interval difference(double first, Interval ofFirst, double second, Interval ofSecond) {
        double d = first - second;
        return new Interval(
                d - Math.hypot(first - ofFirst.lower(), ofSecond.upper() - second),
                d + Math.hypot(ofFirst.upper() - first, second - ofSecond.lower()));
    }
}
