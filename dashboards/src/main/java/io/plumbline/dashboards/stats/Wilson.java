package io.plumbline.dashboards.stats;

import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Wilson's score interval of a share, 95 %, two-sided: centre (p + z²/2n) / (1 + z²/n), half width z·√(p(1-p)/n +
 * z²/4n²) / (1 + z²/n), with z = 1.959964. Defined for 0 of n and n of n. Source: metrics.md 9.1.
 */
final class Wilson {

    static final double ALPHA = 0.05;

    private Wilson() {}

    /**
     * @param x successes, 0 to n
     * @param n trials, at least 1; the library counts in int, so line-level counts beyond that are refused
     * @throws IllegalArgumentException when the counts are out of range
     */
    static Interval interval(long x, long n) {
        if (n < 1 || x < 0 || x > n) {
            throw new IllegalArgumentException("No interval for " + x + " of " + n);
        }
        if (n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Counts above " + Integer.MAX_VALUE + " are not supported: " + n);
        }
        var bounds = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate((int) n, (int) x, ALPHA);
        return new Interval(Math.max(0, bounds.getLowerBound()), Math.min(1, bounds.getUpperBound()));
    }
}
