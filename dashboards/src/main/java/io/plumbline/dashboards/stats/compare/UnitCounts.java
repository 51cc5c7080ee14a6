package io.plumbline.dashboards.stats.compare;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * One arm of a comparison as counts per unit (findings of each pull request, with that pull request's exposure), so that
 * the spread between units can be measured instead of assumed.
 */
public final class UnitCounts {

    private final long[] events;
    private final double[] exposures;
    private final Rate total;

    private UnitCounts(long[] events, double[] exposures) {
        this.events = events;
        this.exposures = exposures;
        this.total =
                new Rate(Arrays.stream(events).sum(), Arrays.stream(exposures).sum());
    }

    /**
     * @param events per unit, each at least 0
     * @param exposures per unit, each above 0, in the same order
     * @throws IllegalArgumentException on lengths that differ or values out of range
     */
    public static UnitCounts of(long[] events, double[] exposures) {
        if (events.length != exposures.length) {
            throw new IllegalArgumentException(events.length + " counts but " + exposures.length + " exposures");
        }
        for (int i = 0; i < events.length; i++) {
            if (events[i] < 0 || !(exposures[i] > 0) || Double.isInfinite(exposures[i])) {
                throw new IllegalArgumentException("Unit " + i + ": " + events[i] + " events per " + exposures[i]);
            }
        }
        return new UnitCounts(events.clone(), exposures.clone());
    }

    /** Units that weigh the same, such as pull requests: exposure 1 each. */
    public static UnitCounts perUnit(long... events) {
        double[] ones = new double[events.length];
        Arrays.fill(ones, 1);
        return of(events, ones);
    }

    public int units() {
        return events.length;
    }

    public Rate total() {
        return total;
    }

    /**
     * φ = Pearson χ² / df = Σ (xᵢ - r·eᵢ)² / (r·eᵢ) / (units - 1), r = Σx / Σe. 1 for a Poisson process, above 1 when
     * findings come in clumps (metrics.md 9.2: "overdispersion is the rule"). Empty for fewer than two units or no events.
     */
    public OptionalDouble dispersion() {
        if (events.length < 2 || total.events() == 0) {
            return OptionalDouble.empty();
        }
        double rate = total.value();
        double chi = 0;
        for (int i = 0; i < events.length; i++) {
            double expected = rate * exposures[i];
            double off = events[i] - expected;
            chi += off * off / expected;
        }
        return OptionalDouble.of(chi / (events.length - 1));
    }
}
