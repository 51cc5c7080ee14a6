package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Rate;
import io.plumbline.dashboards.stats.compare.Spread;
import io.plumbline.schema.metric.MetricDefinition;

/**
 * One side of a comparison: AI-written pull requests, or the rest.
 *
 * @param units pull requests
 * @param events what the metric counts in them; fractions of incidents add up to no whole number
 * @param squares sum of the squared events of each pull request
 */
record Arm(long units, double events, double squares) {

    static final Arm NONE = new Arm(0, 0, 0);

    /** Events are counted in these, because shares of incidents are fractions. */
    private static final double FINEST = 1_000_000;

    Arm plus(Arm other) {
        return new Arm(units + other.units, events + other.events, squares + other.squares);
    }

    Share share() {
        return new Share(Math.round(events), units);
    }

    /** In parts of an event where events may be fractions: ratios and their dispersion-based intervals stay the same. */
    Spread spread(MetricDefinition metric) {
        double scale = metric.scale() > 1 ? FINEST : 1;
        return new Spread(units, Math.round(events * scale), units, squares * scale * scale);
    }

    /** In whole events, as if those of one pull request were as independent as their spread allows; for exact methods. */
    Rate effective() {
        double perEvent = events > 0 ? Math.max(1, squares / events) : 1;
        return new Rate(Math.round(events / perEvent), units);
    }

    SampleGuard guard() {
        return SampleGuard.of(units);
    }

    boolean isKnown() {
        return units > 0;
    }

    /** As a page writes it; {@code n < 10} where a ratio would be noise. */
    String value(MetricDefinition metric) {
        if (!isKnown()) {
            return "no data";
        }
        if (guard() == SampleGuard.HIDDEN) {
            return "n < 10";
        }
        return ImpactRequest.isShare(metric) ? Numbers.percent(share()) : Numbers.rate(metric.per() * events / units);
    }

    String counts(MetricDefinition metric) {
        return (ImpactRequest.isShare(metric) ? Numbers.count(Math.round(events)) : whole(events)) + " / "
                + Numbers.count(units);
    }

    private static String whole(double events) {
        return events == Math.rint(events) ? Numbers.count(Math.round(events)) : Numbers.times(events);
    }
}
