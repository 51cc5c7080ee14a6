package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.schema.metric.MetricDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One metric of both sides by week, with bands. */
record ByWeek(Frame frame, WeeklyLines lines, String chartHref, EmptyKind empty) {

    /** One row of by_week.sql. */
    record Row(LocalDate week, boolean isAi, long units, double eventsSum, double squares, long settledUnits) {}

    static ByWeek of(Frame frame, ImpactRequest request, List<Row> rows, String chartHref) {
        var period = request.page().period();
        var weeks = WeeklyLines.mondays(period.from(), period.to());
        var metric = request.metric();
        var lines = new WeeklyLines(
                ImpactRequest.label(metric),
                request.isShare() ? null : "",
                weeks,
                List.of(
                        line("ai", "AI-written", "origin-ai-agent", rows, true, weeks, metric),
                        line("unknown", "The rest", "origin-unknown", rows, false, weeks, metric)));
        long drawn = rows.stream().filter(row -> row.units() >= 10).count();
        return new ByWeek(
                rows.isEmpty()
                        ? frame
                        : frame.finding(ImpactRequest.label(metric) + " by week: " + drawn + " of " + rows.size()
                                + " points have the ten pull requests that a share needs."),
                lines,
                chartHref,
                rows.isEmpty() ? EmptyKind.FILTER : null);
    }

    private static WeeklyLines.Line line(
            String id,
            String label,
            String style,
            List<Row> rows,
            boolean ai,
            List<LocalDate> weeks,
            MetricDefinition metric) {
        var points = new ArrayList<WeeklyLines.Point>();
        for (var week : weeks) {
            points.add(rows.stream()
                    .filter(row -> row.isAi() == ai && row.week().equals(week))
                    .findFirst()
                    .map(row -> point(
                            new Arm(row.units(), row.eventsSum(), row.squares()),
                            row.settledUnits() < row.units(),
                            metric))
                    .orElse(null));
        }
        return new WeeklyLines.Line(id, label, style, Collections.unmodifiableList(points));
    }

    static WeeklyLines.Point point(Arm arm, boolean provisional, MetricDefinition metric) {
        if (arm.guard() == SampleGuard.HIDDEN) {
            return new WeeklyLines.Point(null, 0, 0, arm.units(), arm.counts(metric) + ", n < 10", true, provisional);
        }
        boolean share = ImpactRequest.isShare(metric);
        var bounds = share ? arm.share().interval().orElseThrow() : rateBounds(arm, metric);
        double scale = share ? 100 : metric.per();
        double value = scale * arm.events() / arm.units();
        var text = share
                ? Numbers.exactPercent(arm.share()) + " " + Numbers.exactInterval(arm.share())
                : Numbers.rate(value) + " (" + Numbers.rate(scale * bounds.lower()) + "–"
                        + Numbers.rate(scale * bounds.upper()) + ")";
        return new WeeklyLines.Point(
                value,
                scale * bounds.lower(),
                scale * bounds.upper(),
                arm.units(),
                text + ", " + arm.counts(metric),
                arm.guard() == SampleGuard.WEAK,
                provisional);
    }

    /** Exact Poisson, as much wider as the pull requests vary more than that. */
    private static Interval rateBounds(Arm arm, MetricDefinition metric) {
        var spread = arm.spread(metric);
        double parts = arm.events() > 0 ? spread.events() / arm.events() : 1;
        double wider = Math.sqrt(Math.max(1, spread.dispersion().orElse(1)));
        double value = arm.events() / arm.units();
        var exact = spread.rate().interval().orElseThrow();
        return new Interval(
                Math.max(0, value - (value - exact.lower() / parts) * wider),
                value + (exact.upper() / parts - value) * wider);
    }
}
