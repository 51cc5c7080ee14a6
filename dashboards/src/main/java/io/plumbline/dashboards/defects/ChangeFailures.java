package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** How many deployments an incident is laid on: by what is stated or repaired (low), and by every tier (high). */
final class ChangeFailures extends Figure<ChangeFailures.Row> {

    /** A row of failures.sql. */
    record Row(
            boolean isNow,
            LocalDate week,
            boolean isHigh,
            long numeratorCount,
            long denominatorCount,
            long finalNumeratorCount,
            long finalDenominatorCount) {}

    ChangeFailures(Sources sources) {
        super(
                sources,
                "defects-failures",
                "How many deployments does an incident follow?",
                "tall",
                SqlFile.beside(ChangeFailures.class, "failures.sql"),
                Row.class,
                "change_failure_rate_low",
                "change_failure_rate_high");
    }

    @Override
    protected boolean hasChart() {
        return true;
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.stream().noneMatch(row -> row.isNow() && row.denominatorCount() > 0)) {
            Production.blank(card, sources(request));
            return;
        }
        var grid = Grid.builder()
                .column("Bound")
                .number("Share")
                .drawing("95 % interval", "0", "50", "100 %")
                .number("Failed / deployments")
                .number("Before")
                .column("Against the period before");
        for (boolean high : new boolean[] {false, true}) {
            var now = settled(rows, row -> row.isNow() && row.isHigh() == high);
            var before = settled(rows, row -> !row.isNow() && row.isHigh() == high);
            long all = rows.stream()
                    .filter(row -> row.isNow() && row.isHigh() == high)
                    .mapToLong(Row::denominatorCount)
                    .sum();
            grid.row(
                    high ? "high" : "low",
                    now.guard() == SampleGuard.WEAK,
                    Cell.text(high ? "High: tiers L1 to L4" : "Low: tiers L1 and L2"),
                    Cell.share(now),
                    Cell.interval(now),
                    Cell.counts(now)
                            .tagged(
                                    all > now.denominator()
                                            ? "+ " + Numbers.count(all - now.denominator()) + " provisional"
                                            : ""),
                    Cell.share(before),
                    Cell.text(change(now, before)));
        }
        var low = settled(rows, row -> row.isNow() && !row.isHigh());
        var high = settled(rows, row -> row.isNow() && row.isHigh());
        card.grid(grid.build())
                .table(weeks(rows))
                .finding(
                        low.isKnown() && low.guard() != SampleGuard.HIDDEN
                                ? "Between " + Numbers.percent(low) + " and " + Numbers.percent(high) + " of "
                                        + Numbers.count(low.denominator())
                                        + " deployments: the truth lies between the bounds."
                                : "Fewer than ten settled deployments: counts only.")
                .caveat(
                        "Of repositories of which somebody tells incidents: silence is not zero. Intervals are Wilson, 95 %."
                                + " A tool or an origin does not narrow this card: a deployment carries many pull requests.");
    }

    @Override
    protected Optional<WeeklyLines> lines(List<Row> rows, PageRequest request) {
        var weeks =
                WeeklyLines.mondays(request.period().from(), request.period().to());
        var lines = new ArrayList<WeeklyLines.Line>();
        for (boolean high : new boolean[] {false, true}) {
            var points = new ArrayList<WeeklyLines.Point>();
            for (var monday : weeks) {
                points.add(point(
                        rows,
                        row -> row.isNow() && row.isHigh() == high && row.week().equals(monday)));
            }
            lines.add(new WeeklyLines.Line(
                    high ? "high" : "low",
                    high ? "High bound (L1 to L4)" : "Low bound (L1, L2)",
                    "accent",
                    Collections.unmodifiableList(points)));
        }
        return Optional.of(new WeeklyLines("Change failure rate", null, weeks, List.copyOf(lines)));
    }

    private static WeeklyLines.Point point(List<Row> rows, Predicate<Row> belongs) {
        var share = all(rows, belongs);
        if (!share.isKnown()) {
            return null;
        }
        boolean provisional = settled(rows, belongs).denominator() < share.denominator();
        var counts = Numbers.count(share.numerator()) + " / " + Numbers.count(share.denominator());
        if (share.guard() == SampleGuard.HIDDEN) {
            return new WeeklyLines.Point(null, 0, 0, share.denominator(), counts + ", n < 10", true, provisional);
        }
        var bounds = share.interval().orElseThrow();
        return new WeeklyLines.Point(
                share.ratio() * 100,
                bounds.lower() * 100,
                bounds.upper() * 100,
                share.denominator(),
                Numbers.exactPercent(share) + " " + Numbers.exactInterval(share) + ", " + counts,
                share.guard() == SampleGuard.WEAK,
                provisional);
    }

    private static Grid weeks(List<Row> rows) {
        var grid = Grid.builder().column("Week of").number("Low").number("High");
        rows.stream()
                .filter(Row::isNow)
                .map(Row::week)
                .distinct()
                .sorted()
                .forEach(week -> grid.row(
                        week.toString(),
                        false,
                        Cell.text(Times.day(week)),
                        Cell.counts(all(
                                rows,
                                row -> row.isNow()
                                        && !row.isHigh()
                                        && row.week().equals(week))),
                        Cell.counts(all(
                                rows,
                                row -> row.isNow() && row.isHigh() && row.week().equals(week)))));
        return grid.build();
    }

    private static Share settled(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream()
                .filter(belongs)
                .map(row -> new Share(row.finalNumeratorCount(), row.finalDenominatorCount()))
                .reduce(new Share(0, 0), Share::plus);
    }

    private static Share all(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream()
                .filter(belongs)
                .map(row -> new Share(row.numeratorCount(), row.denominatorCount()))
                .reduce(new Share(0, 0), Share::plus);
    }

    private static String change(Share now, Share before) {
        if (!before.isKnown()) {
            return "no previous data";
        }
        if (now.guard() != SampleGuard.SHOWN || before.guard() != SampleGuard.SHOWN) {
            return "too few to compare";
        }
        var change = Newcombe.between(now, before);
        return change.isDetectable()
                ? (change.difference() > 0 ? "↑ up, worse " : "↓ down, better ") + Numbers.points(change)
                : "no detectable change, " + Numbers.points(change);
    }
}
