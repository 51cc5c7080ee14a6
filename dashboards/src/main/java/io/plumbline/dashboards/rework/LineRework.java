package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Forest;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Choices;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.ClusterShare;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which share of the changed lines rewrote lines younger than N days. */
final class LineRework extends Figure<LineRework.Row> {

    /** A row of lines.sql. */
    record Row(
            boolean isNow,
            LocalDate week,
            String ofOrigin,
            long commits,
            long linesAdded,
            long linesRemoved,
            long linesChanged,
            long reworkLines,
            double squares,
            double products,
            double changedSquares) {

        ClusterShare share() {
            return new ClusterShare(commits, reworkLines, linesChanged, squares, products, changedSquares);
        }
    }

    LineRework(Sources sources) {
        super(
                sources,
                "rework-lines",
                "How much of the change rewrites young lines?",
                "tall",
                SqlFile.beside(LineRework.class, "lines.sql"),
                Row.class,
                "line_rework_rate");
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return Lines.parameters(request);
    }

    @Override
    protected boolean hasChart() {
        return true;
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        int days = Lines.days(request);
        card.choose(Choices.of(
                request,
                Paths.REWORK,
                Lines.KEY,
                "Young is less than",
                "21",
                "21 days",
                "7",
                "7 days",
                "14",
                "14 days",
                "30",
                "30 days"));
        if (rows.stream().noneMatch(Row::isNow)) {
            Lines.blank(card, sources(request));
            return;
        }
        var grid = Grid.builder()
                .column("Commits")
                .number("Rework", "Lines younger than " + days + " days that were changed or deleted / lines changed")
                .drawing("95 % interval", "0", "50", "100 %")
                .number("Lines")
                .number("Commits")
                .column("Against the period before");
        for (var side : Side.values()) {
            var now = sum(rows, row -> row.isNow() && side.holds(row.ofOrigin()));
            var before = sum(rows, row -> !row.isNow() && side.holds(row.ofOrigin()));
            if (now.bunches() + before.bunches() > 0) {
                grid.row(
                        side.id(),
                        now.guard() == SampleGuard.WEAK,
                        Cell.text(side.label()),
                        share(now),
                        drawing(now),
                        Cell.number(Numbers.count(now.x()) + " / " + Numbers.count(now.y()))
                                .to(side.pullRequests(request, "merged"))
                                .title("The pull requests merged in this period"),
                        Cell.count(now.bunches()),
                        Cell.text(change(now, before)));
            }
        }
        card.grid(grid.build())
                .table(weeks(rows))
                .finding(sentence(
                        days,
                        sum(rows, row -> row.isNow() && Side.AI.holds(row.ofOrigin())),
                        sum(rows, row -> row.isNow() && Side.REST.holds(row.ofOrigin()))))
                .caveat(
                        "Lines of one commit are changed together, so the interval takes commits as the unit (linearised"
                                + " ratio, logit scale); below ten commits no share is shown. Windows are not comparable with each"
                                + " other. A line's age counts from its commit on the followed branch: what happens inside a"
                                + " pull request before a squash is not seen.");
    }

    @Override
    protected Optional<WeeklyLines> lines(List<Row> rows, PageRequest request) {
        var weeks =
                WeeklyLines.mondays(request.period().from(), request.period().to());
        var lines = new ArrayList<WeeklyLines.Line>();
        for (var side : Side.COMPARED) {
            var points = new ArrayList<WeeklyLines.Point>();
            for (var monday : weeks) {
                points.add(point(
                        sum(rows, row -> row.isNow() && row.week().equals(monday) && side.holds(row.ofOrigin()))));
            }
            lines.add(new WeeklyLines.Line(
                    side.id(), side.shortLabel(), side.style(), Collections.unmodifiableList(points)));
        }
        return Optional.of(new WeeklyLines(
                "Lines younger than " + Lines.days(request) + " days", null, weeks, List.copyOf(lines)));
    }

    private static WeeklyLines.Point point(ClusterShare share) {
        if (!share.isKnown()) {
            return null;
        }
        var counts = Numbers.count(share.x()) + " / " + Numbers.count(share.y()) + " lines in "
                + Numbers.count(share.bunches()) + " commits";
        var bounds = share.interval();
        if (share.guard() == SampleGuard.HIDDEN || bounds.isEmpty()) {
            return new WeeklyLines.Point(null, 0, 0, share.bunches(), counts + ", fewer than 10 commits", true, false);
        }
        return new WeeklyLines.Point(
                share.ratio() * 100,
                bounds.get().lower() * 100,
                bounds.get().upper() * 100,
                share.bunches(),
                Rates.percent(share.ratio()) + " " + Rates.percent(bounds.get()) + ", " + counts,
                share.guard() == SampleGuard.WEAK,
                false);
    }

    private static Grid weeks(List<Row> rows) {
        var grid = Grid.builder().column("Week of");
        Side.COMPARED.forEach(side -> grid.number(side.shortLabel()).number("Lines"));
        rows.stream().filter(Row::isNow).map(Row::week).distinct().sorted().forEach(week -> {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(Times.day(week)));
            for (var side : Side.COMPARED) {
                var share = sum(rows, row -> row.isNow() && row.week().equals(week) && side.holds(row.ofOrigin()));
                cells.add(share(share));
                cells.add(Cell.number(Numbers.count(share.x()) + " / " + Numbers.count(share.y())));
            }
            grid.row(week.toString(), false, cells);
        });
        return grid.build();
    }

    static ClusterShare sum(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream()
                .filter(belongs)
                .map(Row::share)
                .reduce(new ClusterShare(0, 0, 0, 0, 0, 0), ClusterShare::plus);
    }

    static Cell share(ClusterShare share) {
        if (!share.isKnown()) {
            return Cell.missing("no data", "No line was changed");
        }
        if (share.guard() == SampleGuard.HIDDEN) {
            return Cell.missing("n < 10", "Fewer than ten commits: a share would be noise");
        }
        return Cell.number(Rates.percent(share.ratio()))
                .fine(share.interval().map(Rates::percent).orElse(""));
    }

    static Cell drawing(ClusterShare share) {
        if (!share.isKnown() || share.guard() == SampleGuard.HIDDEN) {
            return Cell.nothing();
        }
        var bounds = share.interval().orElseThrow();
        return Cell.drawing(Forest.on(
                1,
                share.ratio(),
                bounds,
                Rates.percent(share.ratio()) + ", 95 % interval " + Rates.percent(bounds),
                share.guard() == SampleGuard.WEAK));
    }

    private static String change(ClusterShare now, ClusterShare before) {
        if (!before.isKnown()) {
            return "no previous data";
        }
        if (now.guard() != SampleGuard.SHOWN || before.guard() != SampleGuard.SHOWN) {
            return "too few to compare";
        }
        return now.minus(before)
                .map(bounds -> (bounds.excludesZero()
                                ? now.ratio() > before.ratio() ? "↑ up " : "↓ down "
                                : "no detectable change, ")
                        + points(now.ratio() - before.ratio(), bounds.lower(), bounds.upper()))
                .orElse("no detectable change");
    }

    private static String points(double difference, double lower, double upper) {
        return String.format(
                java.util.Locale.ROOT,
                "%+.1f pp (95 %% CI %+.1f to %+.1f)",
                difference * 100,
                lower * 100,
                upper * 100);
    }

    private static String sentence(int days, ClusterShare ai, ClusterShare rest) {
        if (!ai.isKnown() || !rest.isKnown()) {
            return "";
        }
        if (ai.guard() != SampleGuard.SHOWN || rest.guard() != SampleGuard.SHOWN) {
            return "Below 30 commits on one side: too few to call a difference.";
        }
        var said = Rates.percent(ai.ratio()) + " of the lines that AI-written commits changed were younger than " + days
                + " days, " + Rates.percent(rest.ratio()) + " in the rest";
        return ai.minus(rest)
                .map(bounds -> said
                        + (bounds.excludesZero() ? ": a difference of " : ": no detectable difference, ")
                        + points(ai.ratio() - rest.ratio(), bounds.lower(), bounds.upper()) + ".")
                .orElse(said + ".");
    }
}
