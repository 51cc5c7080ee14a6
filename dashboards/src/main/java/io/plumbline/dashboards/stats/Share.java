package io.plumbline.dashboards.stats;

import java.util.Optional;

/**
 * A share kept as its two counts; the ratio is only ever computed.
 *
 * @param numerator at least 0, at most the denominator
 * @param denominator n; 0 means that nothing is known, which is not a share of zero
 */
public record Share(long numerator, long denominator) {

    public Share {
        if (numerator < 0 || denominator < 0 || numerator > denominator) {
            throw new IllegalArgumentException("Not a share: " + numerator + " of " + denominator);
        }
    }

    public boolean isKnown() {
        return denominator > 0;
    }

    /** The share in [0, 1]; NaN when the denominator is 0. */
    public double ratio() {
        return denominator == 0 ? Double.NaN : (double) numerator / denominator;
    }

    /** Wilson 95 %; empty when the denominator is 0. */
    public Optional<Interval> interval() {
        return isKnown() ? Optional.of(Wilson.interval(numerator, denominator)) : Optional.empty();
    }

    public SampleGuard guard() {
        return SampleGuard.of(denominator);
    }

    public Share plus(Share other) {
        return new Share(numerator + other.numerator, denominator + other.denominator);
    }
}
