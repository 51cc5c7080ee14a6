package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Events per exposure, kept as its two parts. Exposure may be any unit in which the events could have happened (pull
 * requests, thousands of changed lines, deployments, days), but both sides of a comparison must use the same one; publish
 * findings per pull request and per KLOC side by side, because longer pull requests collect more findings (metrics.md
 * 2.4). Not for events that happen at most once per unit: that is a {@link io.plumbline.dashboards.stats.Share}.
 *
 * @param events at least 0
 * @param exposure finite, at least 0; 0 means that nothing is known
 */
public record Rate(long events, double exposure) {

    public Rate {
        if (events < 0 || !(exposure >= 0) || Double.isInfinite(exposure)) {
            throw new IllegalArgumentException("Not a rate: " + events + " per " + exposure);
        }
        if (exposure == 0 && events > 0) {
            throw new IllegalArgumentException(events + " events without exposure");
        }
    }

    public boolean isKnown() {
        return exposure > 0;
    }

    /** Events per unit of exposure. */
    public Answer<Double> perUnit() {
        return isKnown() ? Answer.of(value()) : Answer.unknown(Reason.NO_EXPOSURE);
    }

    /**
     * Exact Poisson interval (Garwood), 95 %: lower = Gamma⁻¹(0.025; x) / n, upper = Gamma⁻¹(0.975; x + 1) / n, lower = 0
     * for no events. Assumes that events come one by one and independently; findings in reviews do not, see
     * {@link UnitCounts#dispersion()}.
     */
    public Answer<Interval> interval() {
        if (!isKnown()) {
            return Answer.unknown(Reason.NO_EXPOSURE);
        }
        double tail = Level.ALPHA / 2;
        double lower =
                events == 0 ? 0 : GammaDistribution.of((double) events, 1).inverseCumulativeProbability(tail);
        double upper = GammaDistribution.of(events + 1.0, 1).inverseSurvivalProbability(tail);
        return Answer.of(new Interval(lower / exposure, upper / exposure));
    }

    /**
     * What may still be claimed when nothing has happened: with 95 % confidence (one-sided) the true rate is at most
     * -ln(0.05) / n = 2.996 / n, the "rule of three" 3 / n of metrics.md 9.2.
     *
     * @throws IllegalStateException when something has happened: then the interval is the answer
     */
    public Answer<Double> upperBoundOfNone() {
        if (!isKnown()) {
            return Answer.unknown(Reason.NO_EXPOSURE);
        }
        if (events > 0) {
            throw new IllegalStateException("The rule of three is for no events, not for " + events);
        }
        return Answer.of(-Math.log(Level.ALPHA) / exposure);
    }

    double value() {
        return events / exposure;
    }
}
