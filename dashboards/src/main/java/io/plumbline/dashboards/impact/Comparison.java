package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.chart.RatioForest;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.compare.SampleRules;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One metric of AI-written pull requests against the rest, compared in several ways from crude to like for like.
 *
 * @param scale where the scale of the drawings ends
 * @param empty why there is nothing to compare; null when there is something
 */
record Comparison(
        Frame frame, ImpactRequest request, Strata.Both both, List<Line> lines, double scale, EmptyKind empty) {

    /** One way to compare. */
    record Line(String id, String label, String holdsStill, Contrast contrast) {}

    static final String BEST = "calendar-resampled";
    static final String CALENDAR = "calendar";

    private static final long ENOUGH = 30;

    static Comparison of(Frame frame, ImpactRequest request, List<Strata.Row> rows) {
        var metric = request.metric();
        var byRepository = Strata.of(rows, Strata.Row::repo);
        var both = byRepository.total();
        if (!both.ai().isKnown() && !both.rest().isKnown()) {
            return new Comparison(frame, request, both, List.of(), 2, EmptyKind.FILTER);
        }
        var lines = lines(rows, metric, byRepository, both);
        double scale = RatioForest.scale(lines.stream()
                .map(line -> line.contrast().interval())
                .filter(Objects::nonNull)
                .toList());
        return new Comparison(frame.finding(finding(request, both, lines)), request, both, lines, scale, null);
    }

    private static List<Line> lines(
            List<Strata.Row> rows, MetricDefinition metric, Strata byRepository, Strata.Both both) {
        var work = Strata.of(rows, row -> String.join(Strata.SEPARATOR, row.repo(), row.size(), row.task()));
        var calendar = Strata.of(rows, row -> row.repo() + Strata.SEPARATOR + row.fourWeeks());
        var all = Strata.of(
                rows, row -> String.join(Strata.SEPARATOR, row.repo(), row.size(), row.task(), "" + row.fourWeeks()));
        var lines = new ArrayList<Line>();
        lines.add(new Line("crude", "Crude", "nothing", Contrast.crude(both, metric)));
        lines.add(new Line("crude-resampled", "Crude", "nothing", Contrast.crudeResampled(byRepository, metric)));
        lines.add(new Line("within", "Within repository", "repository", Contrast.within(byRepository, metric)));
        lines.add(new Line("work", "Like for like", "repository, size, task type", Contrast.within(work, metric)));
        lines.add(new Line(
                "everything",
                "Like for like, same weeks",
                "repository, size, task type, four weeks",
                Contrast.within(all, metric)));
        lines.add(new Line(
                CALENDAR,
                "Within repository, same weeks",
                "repository, four weeks",
                Contrast.within(calendar, metric)));
        if (ImpactRequest.isShare(metric)) {
            lines.add(new Line(
                    BEST,
                    "Within repository, same weeks",
                    "repository, four weeks",
                    Contrast.withinResampled(calendar)));
        }
        return List.copyOf(lines);
    }

    /** The line to trust: the calendar held still, repositories resampled where there are enough of them. */
    static Line best(List<Line> lines) {
        return lines.stream()
                .filter(line -> line.id().equals(BEST) && line.contrast().isKnown())
                .findFirst()
                .orElseGet(() -> lines.stream()
                        .filter(line -> line.id().equals(CALENDAR))
                        .findFirst()
                        .orElseThrow());
    }

    private static String finding(ImpactRequest request, Strata.Both both, List<Line> lines) {
        var metric = request.metric();
        var label = ImpactRequest.label(metric);
        var said = label + ": " + stated(both.ai(), metric) + " in AI-written pull requests, "
                + stated(both.rest(), metric) + " in the rest. ";
        var few = tooFew(request, both);
        if (!few.isEmpty()) {
            return said + few;
        }
        var best = best(lines);
        if (!best.contrast().isKnown()) {
            return said + "Within the same repository and weeks they cannot be compared: "
                    + lowerFirst(best.contrast().why());
        }
        var ratio = "a ratio of " + Numbers.times(best.contrast().value()) + " ("
                + Numbers.times(best.contrast().interval().lower()) + "–"
                + Numbers.times(best.contrast().interval().upper()) + ")";
        var crude = lines.get(0).contrast();
        var verdict = best.contrast().excludesOne()
                ? "Within the same repository and weeks AI-written ones have "
                        + (best.contrast().value() > 1 ? "more: " : "fewer: ") + ratio + "."
                : "Within the same repository and weeks there is no detectable difference, " + ratio + ".";
        boolean misleads = crude.excludesOne()
                && (!best.contrast().excludesOne()
                        || crude.value() > 1 != best.contrast().value() > 1);
        return said
                + verdict
                + (misleads ? " The crude figures say otherwise: they compare different repositories or weeks." : "");
    }

    private static String lowerFirst(String sentence) {
        return sentence.isEmpty() ? "" : sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String stated(Arm arm, MetricDefinition metric) {
        return arm.value(metric) + " (" + arm.counts(metric) + ")";
    }

    /** What is missing when an arm has fewer than thirty; else empty. */
    static String tooFew(ImpactRequest request, Strata.Both both) {
        var said = new ArrayList<String>();
        int weeks = (int) Math.max(1, Math.round(request.page().period().days() / 7.0));
        Map.of("AI-written", both.ai(), "Other", both.rest()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(entry -> entry.getValue().guard() != SampleGuard.SHOWN)
                .forEach(entry -> {
                    var more = SampleRules.weeksUntilEnough(entry.getValue().units(), weeks, ENOUGH);
                    said.add(entry.getKey() + " pull requests: "
                            + Numbers.count(entry.getValue().units())
                            + ", 30 are needed"
                            + (more.isPresent() ? ": at this pace ~" + more.getAsLong() + " weeks more." : "."));
                });
        return String.join(" ", said);
    }

    RatioForest forest(Line line) {
        return RatioForest.of(line.contrast().value(), line.contrast().interval(), scale);
    }

    String ratioText(Line line) {
        return Numbers.times(line.contrast().value());
    }

    String intervalText(Line line) {
        return Numbers.times(line.contrast().interval().lower()) + "–"
                + Numbers.times(line.contrast().interval().upper());
    }

    String scaleStart() {
        return "÷" + plain(scale);
    }

    String scaleEnd() {
        return "×" + plain(scale);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? "" + (long) number : "" + number;
    }

    boolean isBest(Line line) {
        return line.id().equals(best(lines).id());
    }

    String aiHref() {
        return request.arm(request.metric(), true, Map.of());
    }

    String restHref() {
        return request.arm(request.metric(), false, Map.of());
    }

    String aiText() {
        return both.ai().value(request.metric()) + " (" + both.ai().counts(request.metric()) + ")";
    }

    String restText() {
        return both.rest().value(request.metric()) + " (" + both.rest().counts(request.metric()) + ")";
    }
}
