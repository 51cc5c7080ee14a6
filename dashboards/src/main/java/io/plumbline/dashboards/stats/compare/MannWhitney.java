package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import java.util.Arrays;
import java.util.Locale;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Whether values of one group tend to be larger than those of another: U test (mid-ranks, normal approximation with tie and
 * continuity correction, two-sided) and Cliff's δ = 2U/(n1·n2) - 1, the chance that a value of the first group is larger
 * minus the chance that it is smaller. metrics.md 8.5 and 9.3; O(n log n).
 *
 * <p>Assumes independent values. Not for durations with open items ({@link KaplanMeier}), not as a test of medians, and
 * with many units a tiny p says little: show δ.
 *
 * @param n1 values in the first group
 * @param n2 values in the second group
 * @param u pairs in which the first value is larger, ties count half
 * @param pValue two-sided, in [0, 1]; 1 when all values are equal
 * @param delta in [-1, 1]
 * @param interval of δ, 95 %: Cliff's (1993) asymmetric interval from the consistent variance; for |δ| = 1 the bound (b - z²)
 *     / (b + z²) with b the smaller group
 */
public record MannWhitney(long n1, long n2, double u, double pValue, double delta, Interval interval) {

    private static final MannWhitneyUTest TEST = MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC);

    /** Words for |δ|, thresholds of Romano et al. (2006). */
    public enum Magnitude {
        /** Below 0.147. */
        NEGLIGIBLE,
        /** Below 0.33. */
        SMALL,
        /** Below 0.474. */
        MEDIUM,
        LARGE;

        public static Magnitude of(double delta) {
            double size = Math.abs(delta);
            if (size < 0.147) {
                return NEGLIGIBLE;
            }
            if (size < 0.33) {
                return SMALL;
            }
            return size < 0.474 ? MEDIUM : LARGE;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException when a value is NaN */
    public static Answer<MannWhitney> between(double[] first, double[] second) {
        if (first.length == 0 || second.length == 0) {
            return Answer.unknown(Reason.NO_DATA);
        }
        if (Arrays.stream(first).anyMatch(Double::isNaN)
                || Arrays.stream(second).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("NaN is no value");
        }
        double[] one = first.clone();
        double[] two = second.clone();
        Arrays.sort(one);
        Arrays.sort(two);
        double[] ofFirst = dominance(one, two);
        double[] ofSecond = dominance(two, one);
        double u = TEST.statistic(one, two);
        double delta = 2 * u / ((double) one.length * two.length) - 1;
        return Answer.of(new MannWhitney(
                one.length,
                two.length,
                u,
                pValue(one, two),
                delta,
                interval(delta, ofFirst, ofSecond, ties(one, two))));
    }

    public Magnitude magnitude() {
        return Magnitude.of(delta);
    }

    private static double pValue(double[] one, double[] two) {
        double smallest = Math.min(one[0], two[0]);
        double largest = Math.max(one[one.length - 1], two[two.length - 1]);
        // With nothing but ties the statistic has no variance, and the library divides by it.
        return smallest == largest ? 1 : TEST.test(one, two).getPValue();
    }

    /** For each value of one sorted group: the share of the others that are smaller minus the share that are larger. */
    private static double[] dominance(double[] group, double[] others) {
        double[] result = new double[group.length];
        int smaller = 0;
        int notLarger = 0;
        for (int i = 0; i < group.length; i++) {
            while (smaller < others.length && others[smaller] < group[i]) {
                smaller++;
            }
            while (notLarger < others.length && others[notLarger] <= group[i]) {
                notLarger++;
            }
            result[i] = (double) (smaller - (others.length - notLarger)) / others.length;
        }
        return result;
    }

    /** Pairs of equal values. */
    private static double ties(double[] one, double[] two) {
        double pairs = 0;
        int smaller = 0;
        int notLarger = 0;
        for (double value : one) {
            while (smaller < two.length && two[smaller] < value) {
                smaller++;
            }
            while (notLarger < two.length && two[notLarger] <= value) {
                notLarger++;
            }
            pairs += notLarger - smaller;
        }
        return pairs;
    }

    private static Interval interval(double delta, double[] ofFirst, double[] ofSecond, double ties) {
        double n1 = ofFirst.length;
        double n2 = ofSecond.length;
        double z = Level.Z;
        if (Math.abs(delta) == 1) {
            double bound = Math.max(-1, (Math.min(n1, n2) - z * z) / (Math.min(n1, n2) + z * z));
            return delta > 0 ? new Interval(bound, 1) : new Interval(-1, -bound);
        }
        double spread1 = spread(ofFirst, delta) / Math.max(1, n1 - 1);
        double spread2 = spread(ofSecond, -delta) / Math.max(1, n2 - 1);
        double pairs = (1 - ties / (n1 * n2)) - delta * delta;
        double variance = ((n2 - 1) * spread1 + (n1 - 1) * spread2 + pairs) / (n1 * n2);
        double root = Math.sqrt(variance * (square(1 - delta * delta) + z * z * variance));
        double below = 1 - delta * delta + z * z * variance;
        double middle = delta - delta * delta * delta;
        return new Interval(Math.max(-1, (middle - z * root) / below), Math.min(1, (middle + z * root) / below));
    }

    private static double spread(double[] values, double mean) {
        return Arrays.stream(values).map(value -> square(value - mean)).sum();
    }

    private static double square(double x) {
        return x * x;
    }
}
