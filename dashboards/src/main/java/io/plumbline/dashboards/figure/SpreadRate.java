package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.chart.Forest;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.compare.RateRatio;
import io.plumbline.dashboards.stats.compare.Spread;
import io.plumbline.dashboards.stats.compare.SpreadRatios;
import java.util.Optional;

/**
 * A rate of events that come in clumps: the exact Poisson interval, widened about the rate by √φ where the counts vary more
 * than chance would make them (metrics.md 2.3, 9.2).
 */
public record SpreadRate(Spread spread) {

    public long units() {
        return spread.units();
    }

    public long events() {
        return spread.events();
    }

    public SampleGuard guard() {
        return SampleGuard.of(spread.units());
    }

    private boolean isShown() {
        return spread.rate().isKnown() && guard() != SampleGuard.HIDDEN;
    }

    /** Events per unit; empty when too few units are there. */
    public Optional<Double> rate() {
        return isShown() ? Optional.of((double) spread.events() / spread.exposure()) : Optional.empty();
    }

    public Optional<Interval> interval() {
        if (!isShown()) {
            return Optional.empty();
        }
        double rate = rate().orElseThrow();
        double phi = spread.dispersion().orElse(1);
        double wider = Math.sqrt(phi > RateRatio.OVERDISPERSED_FROM ? phi : 1);
        return spread.rate()
                .interval()
                .value()
                .map(exact -> new Interval(
                        Math.max(0, rate - (rate - exact.lower()) * wider), rate + (exact.upper() - rate) * wider));
    }

    /** The upper bound per so many units, for the end of a scale; 0 when there is none. */
    public double upperPer(double scale) {
        return interval().map(bounds -> bounds.upper() * scale).orElse(0.0);
    }

    public Cell cell(double scale) {
        if (!spread.rate().isKnown()) {
            return Cell.missing("no data", "Nothing that could have been counted");
        }
        if (!isShown()) {
            return Cell.missing("n < 10", "Fewer than 10: a rate would be noise");
        }
        var bounds = interval().orElseThrow();
        return Cell.number(Rates.rate(rate().orElseThrow() * scale))
                .fine(Rates.interval(new Interval(bounds.lower() * scale, bounds.upper() * scale)));
    }

    public Cell drawing(double scale, double end) {
        if (!isShown()) {
            return Cell.nothing();
        }
        var bounds = interval().orElseThrow();
        var shown = new Interval(bounds.lower() * scale, bounds.upper() * scale);
        double rate = rate().orElseThrow() * scale;
        return Cell.drawing(Forest.on(
                end,
                rate,
                shown,
                Rates.rate(rate) + ", 95 % interval " + Rates.interval(shown),
                guard() == SampleGuard.WEAK));
    }

    /** Never calls a ratio a difference whose interval does not exclude 1. */
    public static String compare(SpreadRate ai, SpreadRate rest, String what) {
        if (ai.guard() != SampleGuard.SHOWN || rest.guard() != SampleGuard.SHOWN) {
            return "Below 30 on one side: too few to call a difference.";
        }
        var ratio = SpreadRatios.between(ai.spread(), rest.spread());
        return ratio.value()
                .map(known -> "AI-written ones have " + Rates.rate(known.value()) + " times as many " + what
                        + " as the rest (95 % interval " + Rates.interval(known.interval()) + ", "
                        + known.method().words() + "): "
                        + (known.isDetectable() ? "a detectable difference." : "no detectable difference."))
                .orElseGet(() -> ratio.reason().map(why -> why.sentence()).orElse(""));
    }
}
