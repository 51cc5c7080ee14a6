package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.compare.Answer;
import io.plumbline.dashboards.stats.compare.Bootstrapped;
import io.plumbline.dashboards.stats.compare.ClusterBootstrap;
import io.plumbline.dashboards.stats.compare.MantelHaenszel;
import io.plumbline.dashboards.stats.compare.RateRatio;
import io.plumbline.dashboards.stats.compare.Ratio;
import io.plumbline.dashboards.stats.compare.Reason;
import io.plumbline.dashboards.stats.compare.Significance;
import io.plumbline.dashboards.stats.compare.SpreadRatios;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.LinkedHashMap;
import java.util.OptionalDouble;

/**
 * One way to compare AI with the rest: a ratio with its 95 % interval, or why there is none.
 *
 * @param value 1 = the same; NaN when there is none
 * @param interval null when there is none; its lower end is 0 when nothing happened on the AI side
 * @param p of no difference; empty without an interval
 * @param method in words
 * @param why empty when there is a ratio
 */
record Contrast(double value, Interval interval, OptionalDouble p, String method, String why) {

    static Contrast none(String method, String why) {
        return new Contrast(Double.NaN, null, OptionalDouble.empty(), method, why);
    }

    boolean isKnown() {
        return interval != null;
    }

    /** Its own interval leaves out 1; says nothing about how many others were looked at. */
    boolean excludesOne() {
        return isKnown() && (interval.lower() > 1 || interval.upper() < 1);
    }

    private static Contrast of(Answer<Ratio> answer, String method) {
        return answer.value()
                .map(ratio -> new Contrast(
                        ratio.value(), ratio.interval(), OptionalDouble.of(Significance.ofRatio(ratio)), method, ""))
                .orElseGet(() -> none(method, why(answer)));
    }

    private static String why(Answer<?> answer) {
        return answer.reason().map(Reason::sentence).orElse("");
    }

    /** All pull requests of both sides, as they are. */
    static Contrast crude(Strata.Both both, MetricDefinition metric) {
        if (ImpactRequest.isShare(metric)) {
            return of(MantelHaenszel.crude(both.ai().share(), both.rest().share()), "log interval");
        }
        var answer = SpreadRatios.between(both.ai().spread(metric), both.rest().spread(metric));
        return answer.value().filter(ratio -> ratio.value() > 0).isPresent()
                ? of(answer, "quasi-Poisson")
                : exact(both, why(answer));
    }

    /** Where one side has no event, all that can be said is how large the ratio may be at most. */
    private static Contrast exact(Strata.Both both, String why) {
        var ai = both.ai().effective();
        var rest = both.rest().effective();
        if (ai.events() == 0 && rest.events() > 0 && ai.isKnown()) {
            var ratio = RateRatio.exact(ai, rest).orElseThrow();
            return new Contrast(
                    0, ratio.interval(), OptionalDouble.of(Significance.ofRates(ai, rest)), "exact, crude", "");
        }
        return none("exact, crude", why);
    }

    /** Like with like, within strata. */
    static Contrast within(Strata strata, MetricDefinition metric) {
        if (ImpactRequest.isShare(metric)) {
            return of(MantelHaenszel.ofShares(strata.shares()).ratio(), "Mantel-Haenszel");
        }
        double wider = Math.sqrt(dispersion(strata.total(), metric));
        var answer = MantelHaenszel.ofRates(strata.rates(metric)).ratio();
        return of(answer.map(ratio -> widened(ratio, wider)), "Mantel-Haenszel, widened by φ");
    }

    /** φ of the side that varies more: a Poisson interval is only ever widened. */
    private static double dispersion(Strata.Both both, MetricDefinition metric) {
        return Math.max(
                1,
                Math.max(
                        both.ai().spread(metric).dispersion().orElse(1),
                        both.rest().spread(metric).dispersion().orElse(1)));
    }

    private static Ratio widened(Ratio ratio, double factor) {
        return new Ratio(
                ratio.value(),
                new Interval(
                        ratio.value() * Math.pow(ratio.interval().lower() / ratio.value(), factor),
                        ratio.value() * Math.pow(ratio.interval().upper() / ratio.value(), factor)),
                ratio.method());
    }

    /** The crude ratio with whole repositories drawn. */
    static Contrast crudeResampled(Strata byRepository, MetricDefinition metric) {
        var bootstrap = new ClusterBootstrap();
        return of(
                ImpactRequest.isShare(metric)
                        ? bootstrap.ratio(byRepository.shares())
                        : bootstrap.rateRatio(byRepository.rates(metric)),
                byRepository);
    }

    /** The ratio within strata with whole repositories drawn; shares only. */
    static Contrast withinResampled(Strata strata) {
        return of(new ClusterBootstrap().mantelHaenszelWithin(strata.byRepository()), strata);
    }

    private static Contrast of(Answer<Bootstrapped> answer, Strata strata) {
        var figure =
                answer.value().filter(one -> one.value() > 0 && one.interval().lower() > 0);
        var clusters = new LinkedHashMap<String, Long>();
        strata.strata().forEach((name, both) -> clusters.merge(name.split(Strata.SEPARATOR, 2)[0], 1L, Long::sum));
        return figure.map(one -> new Contrast(
                        one.value(),
                        one.interval(),
                        OptionalDouble.of(Significance.ofRatio(one.value(), one.interval())),
                        one.clusters() + " repositories resampled",
                        ""))
                .orElseGet(() -> none(
                        "repositories resampled",
                        answer.value().isPresent()
                                ? "Too few events to resample."
                                : why(answer) + " There "
                                        + (clusters.size() == 1 ? "is one." : "are " + clusters.size() + ".")));
    }
}
