package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Rate;
import io.plumbline.dashboards.stats.compare.RateRatio;
import java.util.List;
import java.util.Optional;

/** The five keys of DORA, each with its interval and what the period before says. */
final class DoraTiles extends Figure<DoraTiles.Row> {

    private static final double DAYS_PER_WEEK = 7;

    /** A row of dora.sql; hours are null where there are none. */
    record Row(
            String key,
            boolean isNow,
            long numeratorCount,
            long denominatorCount,
            long n,
            Double p50Hours,
            Double p50LowerHours,
            Double p50UpperHours) {}

    DoraTiles(Sources sources) {
        super(
                sources,
                "flow-dora",
                "How does delivery do by DORA's five keys?",
                "tiles",
                SqlFile.beside(DoraTiles.class, "dora.sql"),
                Row.class,
                "change_failure_rate_low",
                "change_failure_rate_high",
                "deployment_rework_rate");
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (find(rows, "deployments", true)
                .filter(row -> row.denominatorCount() > 0)
                .isEmpty()) {
            var known = sources(request);
            card.blank(
                    known.deployments() == 0 ? EmptyKind.NOT_CONNECTED : EmptyKind.FILTER,
                    known.deployments() == 0
                            ? "No production deployment is known: send deployment events of GitHub, or of the pipeline."
                            : "No production deployment ended in this period with these filters.");
            return;
        }
        var grid = Grid.builder()
                .column("Key")
                .column("Value")
                .column("How sure")
                .column("Counts")
                .column("Before");
        frequency(grid, rows, request);
        hours(
                grid,
                "lead",
                "Lead time for changes, p50",
                find(rows, "lead time", true),
                find(rows, "lead time", false),
                row -> Labels.many(row.n(), "change", "changes")
                        + (row.n() < row.denominatorCount()
                                ? "; of " + Numbers.count(row.denominatorCount() - row.n()) + " unknown"
                                : ""));
        failures(grid, rows, request);
        recovery(grid, rows, request);
        share(grid, "rework", "Deployment rework", rows, "rework");
        card.grid(grid.build())
                .asTiles()
                .caveat(
                        "Deployments per week: exact Poisson interval. Medians: order statistics. Shares: Wilson, 95 %. Lead"
                                + " time: first commit (or opening) to the first success in production. Recovery: from the end of the"
                                + " deployment that an incident is laid on (tiers L1, L2) to its resolution. A tool or an origin does"
                                + " not narrow these: a deployment carries many pull requests. Days of deployments are UTC.");
    }

    private static void frequency(Grid.Builder grid, List<Row> rows, PageRequest request) {
        double weeks = request.period().days() / DAYS_PER_WEEK;
        var now = new Rate(
                find(rows, "deployments", true).map(Row::numeratorCount).orElse(0L), weeks);
        var before = find(rows, "deployments", false).map(row -> new Rate(row.numeratorCount(), weeks));
        var bounds = now.interval().orElseThrow();
        grid.row(
                "deployments",
                false,
                Cell.text("Deployments per week"),
                Cell.text(Rates.rate(now.events() / weeks)),
                Cell.text(Rates.interval(bounds) + " (95 %)"),
                Cell.text(Labels.many(now.events(), "success", "successes") + " in production"),
                Cell.text(before.map(then -> "before: " + Rates.rate(then.events() / weeks) + ", " + changed(now, then))
                        .orElse("no previous data")));
    }

    private static String changed(Rate now, Rate before) {
        if (now.events() < 10 || before.events() < 10) {
            return "too few to compare";
        }
        return RateRatio.between(now, before)
                .value()
                .map(ratio -> ratio.isDetectable() ? ratio.value() > 1 ? "↑ up" : "↓ down" : "no detectable change")
                .orElse("too few to compare");
    }

    private static void hours(
            Grid.Builder grid,
            String id,
            String title,
            Optional<Row> now,
            Optional<Row> before,
            java.util.function.Function<Row, String> counts) {
        grid.row(
                id,
                false,
                Cell.text(title),
                now.map(DoraTiles::median).orElse(Cell.text("no data")),
                Cell.text(now.map(DoraTiles::bounds).orElse("")),
                Cell.text(now.map(counts).orElse("")),
                Cell.text(before.filter(row -> row.p50Hours() != null && row.n() >= 10)
                        .map(row -> "before: " + Numbers.hours(row.p50Hours()) + ", " + moved(now, row))
                        .orElse("no previous data")));
    }

    /** Medians whose intervals are apart have moved; that is stricter than a test. */
    private static String moved(Optional<Row> now, Row before) {
        if (now.isEmpty()
                || now.get().p50LowerHours() == null
                || before.p50LowerHours() == null
                || now.get().n() < 10) {
            return "too few to compare";
        }
        if (now.get().p50LowerHours() > before.p50UpperHours()) {
            return "↑ up, worse";
        }
        return now.get().p50UpperHours() < before.p50LowerHours() ? "↓ down, better" : "intervals overlap";
    }

    private static Cell median(Row row) {
        if (row.p50Hours() == null) {
            return Cell.text("no data");
        }
        return row.n() < 10
                ? Cell.text("n < 10").title("Fewer than 10: a median would be noise")
                : Cell.text(Numbers.hours(row.p50Hours())).title(Numbers.exactHours(row.p50Hours()));
    }

    private static String bounds(Row row) {
        return row.n() < 10 || row.p50LowerHours() == null
                ? ""
                : Numbers.hours(row.p50LowerHours()) + " – " + Numbers.hours(row.p50UpperHours()) + " (95 %)";
    }

    private void failures(Grid.Builder grid, List<Row> rows, PageRequest request) {
        var low = shareOf(rows, "failures low", true);
        var high = shareOf(rows, "failures high", true);
        if (!low.isKnown()) {
            grid.row(
                    "failures",
                    false,
                    Cell.text("Change failure rate"),
                    Cell.text("no data"),
                    Cell.text(sources(request).incidentSources() == 0 ? "no incident source" : "none settled yet"),
                    Cell.text("silence is not zero"),
                    Cell.text(""));
            return;
        }
        boolean hidden = low.guard() == SampleGuard.HIDDEN;
        grid.row(
                "failures",
                false,
                Cell.text("Change failure rate"),
                Cell.text(hidden ? "n < 10" : Numbers.percent(low) + " – " + Numbers.percent(high)),
                Cell.text(
                        hidden
                                ? ""
                                : around(
                                        low.interval().orElseThrow(),
                                        high.interval().orElseThrow())),
                Cell.text(Numbers.count(low.numerator()) + " to " + Numbers.count(high.numerator()) + " of "
                        + Numbers.count(low.denominator())),
                Cell.text(against(low, shareOf(rows, "failures low", false))));
    }

    private static String around(Interval low, Interval high) {
        return Rates.percent(new Interval(low.lower(), high.upper())) + " (95 %)";
    }

    private void recovery(Grid.Builder grid, List<Row> rows, PageRequest request) {
        var now = find(rows, "recovery", true);
        if (now.isEmpty()) {
            grid.row(
                    "recovery",
                    false,
                    Cell.text("Recovery, p50"),
                    Cell.text("no data"),
                    Cell.text(sources(request).incidentSources() == 0 ? "no incident source" : "no failed change"),
                    Cell.text(""),
                    Cell.text(""));
            return;
        }
        hours(
                grid,
                "recovery",
                "Recovery, p50",
                now,
                find(rows, "recovery", false),
                row -> Numbers.count(row.n()) + " of " + Labels.many(row.denominatorCount(), "incident", "incidents")
                        + (row.numeratorCount() > 0 ? ", " + Numbers.count(row.numeratorCount()) + " open" : ""));
    }

    private static void share(Grid.Builder grid, String id, String title, List<Row> rows, String key) {
        var now = shareOf(rows, key, true);
        boolean hidden = now.guard() == SampleGuard.HIDDEN;
        grid.row(
                id,
                false,
                Cell.text(title),
                hidden ? Cell.text("n < 10") : Cell.text(Numbers.percent(now)).title(Numbers.exactPercent(now)),
                Cell.text(hidden ? "" : Numbers.interval(now) + " (95 %)"),
                Cell.text(Numbers.count(now.numerator()) + " / " + Numbers.count(now.denominator())),
                Cell.text(against(now, shareOf(rows, key, false))));
    }

    private static String against(Share now, Share before) {
        if (!before.isKnown()) {
            return "no previous data";
        }
        if (now.guard() != SampleGuard.SHOWN || before.guard() != SampleGuard.SHOWN) {
            return "too few to compare";
        }
        var change = Newcombe.between(now, before);
        return "before: " + Numbers.percent(before) + ", "
                + (change.isDetectable()
                        ? change.difference() > 0 ? "↑ up, worse" : "↓ down, better"
                        : "no detectable change");
    }

    private static Share shareOf(List<Row> rows, String key, boolean now) {
        return find(rows, key, now)
                .map(row -> new Share(row.numeratorCount(), row.denominatorCount()))
                .orElse(new Share(0, 0));
    }

    private static Optional<Row> find(List<Row> rows, String key, boolean now) {
        return rows.stream()
                .filter(row -> row.key().equals(key) && row.isNow() == now)
                .findFirst();
    }
}
