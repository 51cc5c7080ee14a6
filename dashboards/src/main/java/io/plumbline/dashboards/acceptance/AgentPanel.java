package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The third panel: pull requests of agents merged within 14 days of opening, by tool. */
final class AgentPanel extends Figure<AgentPanel.Row> {

    private static final int MOST_LINES = 6;

    /** A row of agents.sql. */
    record Row(
            boolean isNow,
            LocalDate week,
            String ofTool,
            long numeratorCount,
            long denominatorCount,
            long finalNumeratorCount,
            long finalDenominatorCount) {}

    AgentPanel(Sources sources) {
        super(
                sources,
                "acceptance-agents",
                "3. Agents' pull requests: how many are merged within 14 days?",
                "tall",
                SqlFile.beside(AgentPanel.class, "agents.sql"),
                Row.class,
                "merged_matured");
    }

    @Override
    protected boolean hasChart() {
        return true;
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.stream().noneMatch(Row::isNow)) {
            card.blank(EmptyKind.FILTER, "No agent opened a pull request in this period with these filters.");
            return;
        }
        if (rows.stream().noneMatch(row -> row.isNow() && row.finalDenominatorCount() > 0)) {
            card.blank(
                    EmptyKind.SYNCING,
                    Labels.many(sum(rows, Row::isNow).denominator(), "pull request is", "pull requests are")
                            + " younger than 14 days: the window is still open.");
            return;
        }
        var grid = Grid.builder()
                .column("Tool")
                .number("Merged")
                .drawing("95 % interval", "0", "50", "100 %")
                .number("Merged / opened")
                .column("Against the period before");
        line(grid, "", "All agents", rows, row -> true, request);
        for (var tool : tools(rows)) {
            line(grid, tool, label(tool), rows, row -> row.ofTool().equals(tool), request);
        }
        var all = settled(rows, Row::isNow);
        card.grid(grid.build())
                .table(weeks(rows))
                .finding(
                        all.guard() == SampleGuard.HIDDEN
                                ? "Fewer than ten settled pull requests: counts only."
                                : Numbers.percent(all) + " of " + Numbers.count(all.denominator())
                                        + " pull requests of agents were merged within 14 days ("
                                        + Numbers.interval(all) + ").")
                .caveat(
                        "Only pull requests opened at least 15 days ago count; younger ones are provisional. Tools get different"
                                + " tasks in different repositories: this is no ranking. Wilson, 95 %.");
    }

    @Override
    protected Optional<WeeklyLines> lines(List<Row> rows, PageRequest request) {
        var weeks =
                WeeklyLines.mondays(request.period().from(), request.period().to());
        var lines = new ArrayList<WeeklyLines.Line>();
        for (var tool : tools(rows)) {
            var points = new ArrayList<WeeklyLines.Point>();
            for (var monday : weeks) {
                points.add(point(
                        rows,
                        row -> row.isNow()
                                && row.ofTool().equals(tool)
                                && row.week().equals(monday)));
            }
            if (points.stream().anyMatch(point -> point != null && point.value() != null)
                    && lines.size() < MOST_LINES) {
                lines.add(new WeeklyLines.Line(tool, label(tool), "accent", Collections.unmodifiableList(points)));
            }
        }
        return Optional.of(new WeeklyLines("Merged within 14 days", null, weeks, List.copyOf(lines)));
    }

    private static WeeklyLines.Point point(List<Row> rows, Predicate<Row> belongs) {
        var share = sum(rows, belongs);
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

    private static void line(
            Grid.Builder grid, String tool, String label, List<Row> rows, Predicate<Row> belongs, PageRequest request) {
        var now = settled(rows, row -> row.isNow() && belongs.test(row));
        long all = sum(rows, row -> row.isNow() && belongs.test(row)).denominator();
        if (all == 0) {
            return;
        }
        grid.row(
                tool.isEmpty() ? "all" : tool,
                now.guard() == SampleGuard.WEAK,
                Cell.text(label),
                Cell.share(now),
                Cell.interval(now),
                Cell.counts(now)
                        .to(request.forList()
                                .with("origin", "ai_agent")
                                .with("tool", tool.isEmpty() ? request.scope().tool() : tool)
                                .at(Paths.PULL_REQUESTS))
                        .tagged(
                                all > now.denominator()
                                        ? "+ " + Numbers.count(all - now.denominator()) + " provisional"
                                        : ""),
                Cell.text(Change.of(now, settled(rows, row -> !row.isNow() && belongs.test(row)))));
    }

    private static Grid weeks(List<Row> rows) {
        var grid = Grid.builder().column("Week of");
        var tools = tools(rows);
        tools.forEach(tool -> grid.number(label(tool)));
        rows.stream().filter(Row::isNow).map(Row::week).distinct().sorted().forEach(week -> {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(Times.day(week)));
            tools.forEach(tool -> cells.add(Cell.counts(sum(
                    rows,
                    row -> row.isNow()
                            && row.ofTool().equals(tool)
                            && row.week().equals(week)))));
            grid.row(week.toString(), false, cells);
        });
        return grid.build();
    }

    /** The tool with most pull requests first. */
    private static List<String> tools(List<Row> rows) {
        return rows.stream()
                .filter(Row::isNow)
                .map(Row::ofTool)
                .distinct()
                .sorted(Comparator.comparing((String tool) -> -sum(
                                        rows, row -> row.isNow() && row.ofTool().equals(tool))
                                .denominator())
                        .thenComparing(tool -> tool))
                .toList();
    }

    private static String label(String tool) {
        return tool.equals(Scope.NONE) ? "Tool unknown" : Tools.label(tool);
    }

    private static Share settled(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream()
                .filter(belongs)
                .map(row -> new Share(row.finalNumeratorCount(), row.finalDenominatorCount()))
                .reduce(new Share(0, 0), Share::plus);
    }

    private static Share sum(List<Row> rows, Predicate<Row> belongs) {
        return rows.stream()
                .filter(belongs)
                .map(row -> new Share(row.numeratorCount(), row.denominatorCount()))
                .reduce(new Share(0, 0), Share::plus);
    }
}
