package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;

/**
 * Ratio of two rates, (x1/n1) / (x2/n2), with 95 % intervals; metrics.md 9.2, vectors in appendix B.
 *
 * <p>Assumes two independent groups whose exposure is in the same unit. Not for shares (use {@link MantelHaenszel#crude}),
 * and not alone when the groups work in different repositories or on different tasks: then show {@link MantelHaenszel}
 * or a {@link ClusterBootstrap} beside it.
 */
public final class RateRatio {

    /** Above this dispersion the Poisson interval is called too narrow and widened (metrics.md 9.2). */
    public static final double OVERDISPERSED_FROM = 1.5;

    private static final int EXACT_BELOW = 10;

    private RateRatio() {}

    /**
     * The method the data call for: quasi-Poisson when an arm is overdispersed, else exact when an arm has fewer than ten
     * events, else log-Wald.
     */
    public static Answer<Ratio> between(UnitCounts first, UnitCounts second) {
        if (widening(first) > 1 || widening(second) > 1) {
            return quasiPoisson(first, second);
        }
        return between(first.total(), second.total());
    }

    /** As above when counts per unit are not at hand: the interval is then too narrow if findings come in clumps. */
    public static Answer<Ratio> between(Rate first, Rate second) {
        return Math.min(first.events(), second.events()) < EXACT_BELOW ? exact(first, second) : logWald(first, second);
    }

    /** exp(ln RR ± z·√(1/x1 + 1/x2)). Unknown when one of the groups has no events. */
    public static Answer<Ratio> logWald(Rate first, Rate second) {
        return onLogScale(first, second, 1, 1, Ratio.Method.LOG_WALD);
    }

    /**
     * Quasi-Poisson: exp(ln RR ± z·√(φ1/x1 + φ2/x2)), where φ is each arm's {@link UnitCounts#dispersion()} when above
     * 1.5, else 1: the interval is only ever widened. With fewer than about ten units in an arm φ itself is a guess;
     * prefer {@link ClusterBootstrap#rateRatio}.
     */
    public static Answer<Ratio> quasiPoisson(UnitCounts first, UnitCounts second) {
        return quasiPoisson(first.total(), widening(first), second.total(), widening(second));
    }

    /** As above with dispersions that are known from elsewhere, such as a published variance. */
    public static Answer<Ratio> quasiPoisson(Rate first, double phi1, Rate second, double phi2) {
        if (!(phi1 > 0) || !(phi2 > 0)) {
            throw new IllegalArgumentException("Not dispersions: " + phi1 + ", " + phi2);
        }
        return onLogScale(first, second, phi1, phi2, Ratio.Method.QUASI_POISSON);
    }

    /**
     * Exact conditional: Clopper-Pearson bounds p on x1 / (x1 + x2), then p/(1-p)·n2/n1. Holds for any count, also for no
     * events in the first group (ratio 0, lower bound 0); it errs on the wide side.
     *
     * @throws IllegalArgumentException for more than {@link Integer#MAX_VALUE} events, which the library cannot count
     */
    public static Answer<Ratio> exact(Rate first, Rate second) {
        var obstacle = obstacle(first, second);
        if (obstacle.isPresent()) {
            return Answer.unknown(obstacle.get());
        }
        var share = conditional(first, second);
        double scale = second.exposure() / first.exposure();
        return Answer.of(new Ratio(
                first.value() / second.value(),
                new Interval(odds(share.getLowerBound()) * scale, odds(share.getUpperBound()) * scale),
                Ratio.Method.EXACT_CONDITIONAL));
    }

    /**
     * The lower 95 % bound when the second group had no events: the ratio is at least this, its upper end is open. Empty
     * when the first group had none either or one has no exposure.
     */
    public static OptionalDouble atLeast(Rate first, Rate second) {
        if (second.events() > 0) {
            throw new IllegalArgumentException("The second group has events: use exact");
        }
        if (!first.isKnown() || !second.isKnown() || first.events() == 0) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(
                odds(conditional(first, second).getLowerBound()) * second.exposure() / first.exposure());
    }

    private static Answer<Ratio> onLogScale(Rate first, Rate second, double phi1, double phi2, Ratio.Method method) {
        var obstacle = obstacle(first, second);
        if (obstacle.isPresent()) {
            return Answer.unknown(obstacle.get());
        }
        if (first.events() == 0) {
            return Answer.unknown(Reason.NO_EVENTS_IN_FIRST);
        }
        double error = Math.sqrt(phi1 / first.events() + phi2 / second.events());
        return Answer.of(Ratio.onLogScale(first.value() / second.value(), error, method));
    }

    private static Optional<Reason> obstacle(Rate first, Rate second) {
        if (!first.isKnown() || !second.isKnown()) {
            return Optional.of(Reason.NO_EXPOSURE);
        }
        if (second.events() > 0) {
            return Optional.empty();
        }
        return Optional.of(first.events() == 0 ? Reason.NO_EVENTS : Reason.NO_EVENTS_IN_SECOND);
    }

    private static double widening(UnitCounts arm) {
        double phi = arm.dispersion().orElse(1);
        return phi > OVERDISPERSED_FROM ? phi : 1;
    }

    private static org.apache.commons.statistics.interval.Interval conditional(Rate first, Rate second) {
        long all = Math.addExact(first.events(), second.events());
        if (all > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("More events than the exact method supports: " + all);
        }
        return BinomialConfidenceInterval.CLOPPER_PEARSON.fromErrorRate((int) all, (int) first.events(), Level.ALPHA);
    }

    private static double odds(double share) {
        return share / (1 - share);
    }
}
