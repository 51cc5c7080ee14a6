package io.plumbline.dashboards.stats;

import java.util.Optional;

/**
 * A share of things that come in bunches and live and die together, such as the lines of a commit: r = Σx / Σy over the
 * bunches, with the linearised variance m/(m-1) · Σ(xᵢ - r·yᵢ)² / (Σy)², 95 % on the logit scale (Cochran, Sampling
 * Techniques, 3rd ed., 6.3 to 6.4). Intervals that take the things as independent are too narrow.
 *
 * @param bunches m
 * @param x Σx, at most Σy
 * @param xx Σx², like the others over the bunches
 * @param xy Σx·y
 */
public record ClusterShare(long bunches, long x, long y, double xx, double xy, double yy) {

    private static final double Z = 1.959964;

    public ClusterShare {
        if (bunches < 0 || x < 0 || y < x) {
            throw new IllegalArgumentException("Not a share: " + x + " of " + y + " in " + bunches + " bunches");
        }
    }

    public boolean isKnown() {
        return y > 0;
    }

    public double ratio() {
        return y == 0 ? Double.NaN : (double) x / y;
    }

    /** By the number of bunches: a thousand lines of one commit are one observation. */
    public SampleGuard guard() {
        return SampleGuard.of(bunches);
    }

    public ClusterShare plus(ClusterShare other) {
        return new ClusterShare(
                bunches + other.bunches, x + other.x, y + other.y, xx + other.xx, xy + other.xy, yy + other.yy);
    }

    /** Of one bunch nothing is known about the spread; of shares 0 and 1 the interval is Wilson's over the bunches. */
    public Optional<Interval> interval() {
        if (!isKnown() || bunches < 2) {
            return Optional.empty();
        }
        double r = ratio();
        if (x == 0 || x == y) {
            return Optional.of(Wilson.interval(x == 0 ? 0 : bunches, bunches));
        }
        double error = standardError() / (r * (1 - r));
        double middle = Math.log(r / (1 - r));
        return Optional.of(new Interval(share(middle - Z * error), share(middle + Z * error)));
    }

    /** This minus the other, normal approximation; empty when one of them has no spread to tell. */
    public Optional<Interval> minus(ClusterShare other) {
        if (!isKnown() || !other.isKnown() || bunches < 2 || other.bunches < 2) {
            return Optional.empty();
        }
        double difference = ratio() - other.ratio();
        double error = Math.hypot(standardError(), other.standardError());
        return error == 0
                ? Optional.empty()
                : Optional.of(new Interval(Math.max(-1, difference - Z * error), Math.min(1, difference + Z * error)));
    }

    private double standardError() {
        double r = ratio();
        double squares = Math.max(0, xx - 2 * r * xy + r * r * yy);
        return Math.sqrt(squares * bunches / (bunches - 1.0)) / y;
    }

    private static double share(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
