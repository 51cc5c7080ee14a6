package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Two-sided p-values of no difference that belong to an interval, so that the comparisons of a page can be adjusted together
 * ({@link BenjaminiHochberg}) and none is called detectable while its own interval holds "no difference": p &lt; 0.05 exactly
 * when a 95 % interval leaves it out. Approximate where the interval is (normal on its scale).
 */
public final class Significance {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Significance() {}

    /**
     * Of a difference, on the side of the interval that looks at 0: the interval may be lopsided.
     *
     * @param interval 95 %, around the difference
     */
    public static double ofDifference(double difference, Interval interval) {
        if (difference == 0) {
            return 1;
        }
        double reach = difference > 0 ? difference - interval.lower() : interval.upper() - difference;
        return reach == 0 ? 0 : tails(Level.Z * Math.abs(difference) / reach);
    }

    /** Of a ratio above 0, on the log scale. */
    public static double ofRatio(Ratio ratio) {
        return ofRatio(ratio.value(), ratio.interval());
    }

    /** @param value above 0; so are the ends of the interval */
    public static double ofRatio(double value, Interval interval) {
        if (value == 1) {
            return 1;
        }
        double lower = Math.log(interval.lower());
        double upper = Math.log(interval.upper());
        return tails(Math.abs(Math.log(value)) * 2 * Level.Z / (upper - lower));
    }

    /** Of two rates, exact: how unlikely a split of all events as uneven as this one is. */
    public static double ofRates(Rate first, Rate second) {
        long x = first.events();
        long all = Math.addExact(x, second.events());
        double share = first.exposure() / (first.exposure() + second.exposure());
        var chance = BinomialDistribution.of(Math.toIntExact(all), share);
        double below = chance.cumulativeProbability((int) x);
        double above = chance.survivalProbability((int) x - 1);
        return Math.min(1, 2 * Math.min(below, above));
    }

    private static double tails(double z) {
        return Math.min(1, 2 * NORMAL.survivalProbability(z));
    }
}
