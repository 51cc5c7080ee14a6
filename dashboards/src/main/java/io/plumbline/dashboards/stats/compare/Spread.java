package io.plumbline.dashboards.stats.compare;

import java.util.OptionalDouble;

/**
 * One arm of a comparison as sums over its units: all that the rate and its dispersion need, so that a database can add up
 * millions of pull requests. The same figures as {@link UnitCounts}, which holds the units themselves.
 *
 * @param units with exposure, at least 0
 * @param events of all units
 * @param exposure of all units
 * @param squares Σ events² / exposure over the units
 */
public record Spread(long units, long events, double exposure, double squares) {

    public Spread {
        if (units < 0 || !(squares >= 0) || Double.isInfinite(squares)) {
            throw new IllegalArgumentException("Not sums over " + units + " units: " + squares);
        }
    }

    public Rate rate() {
        return new Rate(events, exposure);
    }

    /**
     * φ = Pearson χ² / df, with χ² = Σ (xᵢ - r·eᵢ)² / (r·eᵢ) = Σ (xᵢ²/eᵢ) / r - Σ xᵢ for r = Σx / Σe. Empty for fewer than two
     * units or no events.
     */
    public OptionalDouble dispersion() {
        if (units < 2 || events == 0) {
            return OptionalDouble.empty();
        }
        double chi = squares / rate().value() - events;
        return OptionalDouble.of(Math.max(0, chi) / (units - 1));
    }
}
