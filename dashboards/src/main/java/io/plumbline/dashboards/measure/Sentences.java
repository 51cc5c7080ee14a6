package io.plumbline.dashboards.measure;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.schema.metric.MetricDefinition;

/** Says what a comparison shows, and never calls a difference one whose interval does not exclude 0. */
final class Sentences {

    private Sentences() {}

    /** @param ai null when there is none; so is the rest */
    static String compare(MetricDefinition metric, Measure.Arm ai, Measure.Arm rest) {
        if (ai == null || !ai.now().isKnown()) {
            return "No settled AI-written pull request here: nothing to compare.";
        }
        var said = metric.title() + ": " + stated(ai.now()) + " in AI-written pull requests";
        if (rest == null || !rest.now().isKnown()) {
            return said + ", nothing to compare it with.";
        }
        said += ", " + stated(rest.now()) + " in the rest";
        if (ai.now().guard() != SampleGuard.SHOWN || rest.now().guard() != SampleGuard.SHOWN) {
            return said + ". Below 30 on one side: too few to call a difference.";
        }
        var difference = Newcombe.between(ai.now(), rest.now());
        return said
                + (difference.isDetectable()
                        ? ": a difference of " + Numbers.points(difference) + "."
                        : ": no detectable difference, " + Numbers.points(difference) + ".");
    }

    private static String stated(Share share) {
        return Numbers.percent(share) + " (" + Numbers.count(share.numerator()) + " of "
                + Numbers.count(share.denominator()) + ")";
    }
}
