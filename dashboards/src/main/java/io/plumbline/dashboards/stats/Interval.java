package io.plumbline.dashboards.stats;

/**
 * A closed interval of shares or of differences of shares; 1.0 is 100 %.
 *
 * @param lower lower bound, never above upper
 * @param upper upper bound
 */
public record Interval(double lower, double upper) {

    /** Whether the interval leaves out zero, so that a difference can be called detectable. */
    public boolean excludesZero() {
        return lower > 0 || upper < 0;
    }
}
