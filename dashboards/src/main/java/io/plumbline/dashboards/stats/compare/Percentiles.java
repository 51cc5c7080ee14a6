package io.plumbline.dashboards.stats.compare;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Percentiles of complete values with an interval that assumes nothing about their distribution. The median of an even
 * number is the midpoint (appendix B); other percentiles interpolate linearly between order statistics, as ClickHouse's
 * quantileExactInclusive does. The interval is [x(l), x(u)] with l the largest and u the smallest rank such that
 * P(B(n,p) &lt; l) ≤ 2.5 % and P(B(n,p) ≥ u) ≤ 2.5 %: coverage is at least 95 %.
 *
 * <p>Assumes independent values. Not for durations with open items ({@link KaplanMeier}).
 */
public final class Percentiles {

    private static final Quantile LINEAR = Quantile.withDefaults().with(Quantile.EstimationMethod.HF7);

    private Percentiles() {}

    /**
     * A percentile.
     *
     * @param value unit of the values
     * @param bounds 95 %; an end is open when there are too few values beyond (the median needs six)
     * @param n how many values
     */
    public record Percentile(double value, Bounds bounds, int n) {}

    public static Answer<Percentile> median(double[] values) {
        return of(values, 0.5);
    }

    /** @param p strictly between 0 and 1 */
    public static Answer<Percentile> of(double[] values, double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("Not between 0 and 1: " + p);
        }
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("Only finite values have percentiles");
        }
        if (values.length == 0) {
            return Answer.unknown(Reason.NO_DATA);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        var ranks = BinomialDistribution.of(sorted.length, p);
        int lower = ranks.inverseCumulativeProbability(Level.ALPHA / 2);
        int upper = ranks.inverseCumulativeProbability(1 - Level.ALPHA / 2) + 1;
        var bounds = new Bounds(
                lower < 1 ? OptionalDouble.empty() : OptionalDouble.of(sorted[lower - 1]),
                upper > sorted.length ? OptionalDouble.empty() : OptionalDouble.of(sorted[upper - 1]));
        return Answer.of(new Percentile(LINEAR.evaluate(sorted, p), bounds, sorted.length));
    }
}
