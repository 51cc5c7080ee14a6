package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in a sentence what a figure shows, and never calls a difference one that the interval does not exclude from 0. */
final class Findings {

    private Findings() {}

    /** Compares the two tools with the most pull requests. */
    static String amongTools(List<Acceptance.Line> tools, MetricDefinition metric) {
        var comparable = tools.stream()
                .filter(line -> line.cell(metric).share().guard() == SampleGuard.SHOWN)
                .toList();
        if (comparable.isEmpty()) {
            return "No tool has 30 pull requests here yet: too few to state a share of " + lower(metric) + ".";
        }
        var first = comparable.get(0);
        var one = first.cell(metric).share();
        if (comparable.size() == 1) {
            return first.label() + ": " + stated(one) + " " + lower(metric) + ", 95 % interval " + Numbers.interval(one)
                    + ".";
        }
        var second = comparable.get(1);
        var two = second.cell(metric).share();
        var difference = Newcombe.between(one, two);
        return first.label() + " has " + stated(one) + " " + lower(metric) + ", " + second.label() + " " + stated(two)
                + ": "
                + (difference.isDetectable()
                        ? "a difference of " + Numbers.points(difference) + "."
                        : "no detectable difference, " + Numbers.points(difference) + ".");
    }

    /**
     * Compares each of the first lines with the period before, one sentence a line.
     *
     * @param before settled shares of the period before, by series id
     */
    static List<String> sinceBefore(List<Trend.Series> series, Map<String, Share> before, MetricDefinition metric) {
        var sentences = series.stream()
                .filter(line -> line.settled().guard() == SampleGuard.SHOWN)
                .limit(3)
                .map(line -> change(line.label(), line.settled(), before.getOrDefault(line.id(), new Share(0, 0))))
                .toList();
        return sentences.isEmpty()
                ? List.of("Fewer than 30 settled pull requests in every line: too few to state a change of "
                        + lower(metric) + ".")
                : sentences;
    }

    private static String change(String label, Share now, Share before) {
        if (before.guard() != SampleGuard.SHOWN) {
            return label + ": " + stated(now) + "; "
                    + (before.isKnown() ? "too few before to compare." : "no previous data.");
        }
        var change = Newcombe.between(now, before);
        var was = stated(now) + " after " + stated(before) + ", ";
        if (!change.isDetectable()) {
            return label + ": " + was + "no detectable change, " + Numbers.points(change) + ".";
        }
        return label + ": " + was + (change.difference() > 0 ? "up " : "down ") + Numbers.points(change) + ".";
    }

    private static String stated(Share share) {
        return Numbers.percent(share) + " (" + Numbers.count(share.numerator()) + " of "
                + Numbers.count(share.denominator()) + ")";
    }

    private static String lower(MetricDefinition metric) {
        var title = metric.title();
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }
}
