package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.chart.RatioForest;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.SampleGuard;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * All pull requests of a repository, whoever wrote them, in the twelve weeks before and after AI began there: no attribution
 * decides who is on which side.
 *
 * @param begun how many repositories have begun
 * @param lines ways to compare after (first) with before (second)
 */
record RollOut(
        Frame frame,
        ImpactRequest request,
        int begun,
        Strata.Both both,
        List<Comparison.Line> lines,
        double scale,
        List<WeeklyLines.Point> weeks,
        EmptyKind empty) {

    static final int WINDOW = 12;

    /** One row of roll_out.sql. */
    record Row(
            String repo,
            LocalDate began,
            Long weeksSince,
            long fourWeeks,
            long units,
            double eventsSum,
            double squares) {

        Arm arm() {
            return new Arm(units, eventsSum, squares);
        }

        boolean isNear() {
            return weeksSince != null && weeksSince >= -WINDOW && weeksSince < WINDOW;
        }

        boolean isAfter() {
            return weeksSince != null && weeksSince >= 0;
        }
    }

    static RollOut of(Frame frame, ImpactRequest request, List<Row> rows) {
        var near = rows.stream().filter(Row::isNear).toList();
        int begun = (int) rows.stream()
                .filter(row -> row.began() != null)
                .map(Row::repo)
                .distinct()
                .count();
        if (near.isEmpty()) {
            return new RollOut(
                    frame,
                    request,
                    begun,
                    Strata.Both.NONE,
                    List.of(),
                    2,
                    List.of(),
                    rows.isEmpty() ? EmptyKind.FILTER : EmptyKind.TRUE_ZERO);
        }
        var metric = request.metric();
        var byRepository = strata(near, Row::repo);
        var both = byRepository.total();
        // A calendar stratum holds repositories that have begun and, in the same weeks, others that have not.
        var sameWeeks = strata(
                rows.stream()
                        .filter(row -> row.began() == null || row.isNear() || row.weeksSince() < 0)
                        .toList(),
                row -> "weeks" + Strata.SEPARATOR + row.fourWeeks());
        var lines = new ArrayList<Comparison.Line>();
        lines.add(new Comparison.Line("crude", "After against before", "nothing", Contrast.crude(both, metric)));
        lines.add(new Comparison.Line(
                "within",
                "After against before, within repository",
                "repository",
                Contrast.within(byRepository, metric)));
        if (request.isShare()) {
            lines.add(new Comparison.Line(
                    "within-resampled",
                    "After against before, within repository",
                    "repository",
                    Contrast.withinResampled(byRepository)));
        }
        lines.add(new Comparison.Line(
                "same-weeks",
                "Begun against not yet begun, same weeks",
                "four weeks",
                Contrast.within(sameWeeks, metric)));
        double scale = RatioForest.scale(lines.stream()
                .map(line -> line.contrast().interval())
                .filter(Objects::nonNull)
                .toList());
        return new RollOut(
                frame.finding(finding(request, both, lines, begun)),
                request,
                begun,
                both,
                List.copyOf(lines),
                scale,
                weeks(near, request),
                null);
    }

    private static Strata strata(List<Row> rows, Function<Row, String> by) {
        var strata = new TreeMap<String, Strata.Both>();
        rows.forEach(row -> strata.merge(
                by.apply(row), Strata.Both.NONE.plus(row.isAfter(), row.arm()), (one, other) -> one.plus(other)));
        return new Strata(strata);
    }

    private static List<WeeklyLines.Point> weeks(List<Row> near, ImpactRequest request) {
        var byWeek = new TreeMap<Long, Arm>();
        near.forEach(row -> byWeek.merge(row.weeksSince(), row.arm(), Arm::plus));
        var points = new ArrayList<WeeklyLines.Point>();
        for (long week = -WINDOW; week < WINDOW; week++) {
            var arm = byWeek.get(week);
            points.add(arm == null ? null : ByWeek.point(arm, false, request.metric()));
        }
        return Collections.unmodifiableList(points);
    }

    private static String finding(ImpactRequest request, Strata.Both both, List<Comparison.Line> lines, int begun) {
        var metric = request.metric();
        var said = ImpactRequest.label(metric) + ", all pull requests of "
                + Labels.many(begun, "repository", "repositories") + " that began: "
                + both.rest().value(metric) + " (" + both.rest().counts(metric) + ") in the " + WINDOW
                + " weeks before, " + both.ai().value(metric) + " (" + both.ai().counts(metric) + ") in those after. ";
        if (both.ai().guard() != SampleGuard.SHOWN || both.rest().guard() != SampleGuard.SHOWN) {
            return said + "Below 30 on one side: too few to call a change.";
        }
        var within = lines.stream()
                .filter(line ->
                        line.id().startsWith("within") && line.contrast().isKnown())
                .reduce((first, last) -> last);
        if (within.isEmpty()) {
            return said + "No repository has both.";
        }
        var contrast = within.get().contrast();
        return said + "Within repository "
                + (contrast.excludesOne() ? (contrast.value() > 1 ? "more, " : "fewer, ") : "no detectable change, ")
                + "a ratio of " + Numbers.times(contrast.value()) + " ("
                + Numbers.times(contrast.interval().lower())
                + "–" + Numbers.times(contrast.interval().upper()) + ").";
    }

    RatioForest forest(Comparison.Line line) {
        return RatioForest.of(line.contrast().value(), line.contrast().interval(), scale);
    }

    boolean hasPoints() {
        return weeks.stream().anyMatch(point -> point != null && point.value() != null);
    }

    String chartHref() {
        return request.page().data("impact-roll-out-weeks.json");
    }

    /** For the chart: weeks by their distance to the roll-out. */
    Map<String, Object> json() {
        var monday = LocalDate.of(1970, 1, 5);
        var mondays = new ArrayList<LocalDate>();
        var labels = new ArrayList<String>();
        for (int week = -WINDOW; week < WINDOW; week++) {
            mondays.add(monday.plusWeeks(week));
            labels.add(
                    week == 0
                            ? "begins"
                            : String.format(Locale.ROOT, "%+d", week).replace('-', '−'));
        }
        var lines = new WeeklyLines(
                ImpactRequest.label(request.metric()),
                request.isShare() ? null : "",
                mondays,
                List.of(new WeeklyLines.Line("all", "Weeks before and after AI began", "accent", weeks)));
        var json = lines.json(frame.finding(), LocalDate.MAX);
        json.put("labels", labels);
        json.put("split", "weeks");
        return json;
    }
}
