package io.plumbline.dashboards.stats.compare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Ratios of rates for several sorts of events at once (findings by severity and category), each with an interval that knows
 * how clumped the events come, and all together with p-values adjusted for having looked at so many (metrics.md 2.3, 9.2,
 * 9.3).
 */
public final class SpreadRatios {

    private SpreadRatios() {}

    /** The two arms of one comparison. */
    public record Arms(Spread first, Spread second) {}

    /**
     * One comparison.
     *
     * @param ratio or why there is none
     * @param q p-value after Benjamini and Hochberg over all comparisons that have one; empty without a ratio
     */
    public record Compared(Arms arms, Answer<Ratio> ratio, OptionalDouble q) {

        /** The interval excludes 1, and it is none of the false alarms that many looks bring. */
        public boolean isDetectable() {
            return ratio.value().filter(Ratio::isDetectable).isPresent() && q.orElse(1) <= Level.ALPHA;
        }
    }

    /** @param arms by name, in the order of the page */
    public static <K> Map<K, Compared> of(Map<K, Arms> arms) {
        var ratios = new LinkedHashMap<K, Answer<Ratio>>();
        var pValues = new LinkedHashMap<K, Double>();
        arms.forEach((name, both) -> {
            var ratio = between(both.first(), both.second());
            ratios.put(name, ratio);
            ratio.value().ifPresent(known -> pValues.put(name, pValue(both, known)));
        });
        var adjusted = BenjaminiHochberg.adjust(pValues);
        var compared = new LinkedHashMap<K, Compared>();
        arms.forEach((name, both) -> compared.put(
                name,
                new Compared(
                        both,
                        ratios.get(name),
                        adjusted.containsKey(name) ? OptionalDouble.of(adjusted.get(name)) : OptionalDouble.empty())));
        return compared;
    }

    /** As {@link RateRatio#between(UnitCounts, UnitCounts)}: quasi-Poisson when an arm is overdispersed, else as it needs. */
    public static Answer<Ratio> between(Spread first, Spread second) {
        double phi1 = widening(first);
        double phi2 = widening(second);
        return phi1 > 1 || phi2 > 1
                ? RateRatio.quasiPoisson(first.rate(), phi1, second.rate(), phi2)
                : RateRatio.between(first.rate(), second.rate());
    }

    /** Two-sided, of no difference; the one that belongs to the interval. */
    private static double pValue(Arms arms, Ratio ratio) {
        return ratio.method() == Ratio.Method.EXACT_CONDITIONAL
                ? Significance.ofRates(arms.first().rate(), arms.second().rate())
                : Significance.ofRatio(ratio);
    }

    private static double widening(Spread arm) {
        double phi = arm.dispersion().orElse(1);
        return phi > RateRatio.OVERDISPERSED_FROM ? phi : 1;
    }
}
