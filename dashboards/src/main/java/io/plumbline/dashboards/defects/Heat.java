package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Choices;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.web.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Findings per 100 pull requests by category and severity. Each cell says its numbers; the shade only repeats them. */
final class Heat extends Figure<Heat.Row> {

    static final String DETECTOR = "detector";

    private static final List<String> SEVERITIES = List.of("critical", "major", "minor", "trivial", "info", "");
    private static final int SHADES = 5;

    /** A row of heat.sql; empty severity or category = unstated. */
    record Row(boolean isAi, long pullRequests, String severity, String category, long findingsCount) {}

    Heat(Sources sources) {
        super(
                sources,
                "defects-heat",
                "What kind of findings, and how grave?",
                "medium",
                SqlFile.beside(Heat.class, "heat.sql"),
                Row.class,
                "findings_per_100_prs",
                "human_findings_per_100_prs");
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        var parameters = request.parameters();
        parameters.put(DETECTOR, request.choice(DETECTOR, "ai", "people"));
        return parameters;
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        card.choose(Choices.of(request, Paths.DEFECTS, DETECTOR, "Found by", "ai", "AI reviewers", "people", "People"));
        if (rows.isEmpty()) {
            Reviews.blank(card, sources(request));
            return;
        }
        long ai = pulls(rows, true);
        long rest = pulls(rows, false);
        if (rows.stream().allMatch(row -> row.findingsCount() == 0)) {
            card.blank(
                    io.plumbline.dashboards.card.EmptyKind.TRUE_ZERO,
                    Numbers.count(ai + rest) + " pull requests were looked at, and nothing was found in any of them.");
            return;
        }
        var severities = SEVERITIES.stream()
                .filter(severity ->
                        rows.stream().anyMatch(row -> row.severity().equals(severity) && row.findingsCount() > 0))
                .toList();
        var categories = Stream.concat(
                        rows.stream()
                                .filter(row -> row.findingsCount() > 0)
                                .map(Row::category)
                                .filter(category -> !category.isEmpty())
                                .distinct()
                                .sorted(),
                        Stream.of(""))
                .filter(category ->
                        rows.stream().anyMatch(row -> row.category().equals(category) && row.findingsCount() > 0))
                .toList();
        double most = 0;
        for (var category : categories) {
            for (var severity : severities) {
                most = Math.max(
                        most,
                        Math.max(
                                rate(rows, true, category, severity, ai), rate(rows, false, category, severity, rest)));
            }
        }
        var grid = Grid.builder().column("Category");
        for (var severity : severities) {
            var label = severity.isEmpty() ? "Unstated" : capital(severity);
            grid.number(label + ", AI").number(label + ", rest");
        }
        for (var category : categories) {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(category.isEmpty() ? "Unstated" : capital(Labels.words(category))));
            for (var severity : severities) {
                cells.add(cell(rows, true, category, severity, ai, most));
                cells.add(cell(rows, false, category, severity, rest, most));
            }
            grid.row(category.isEmpty() ? "unstated" : category, false, cells);
        }
        card.grid(grid.build())
                .finding("Per 100 pull requests: " + Numbers.count(ai) + " AI-written ones and " + Numbers.count(rest)
                        + " others were looked at.")
                .caveat(
                        "Large number = findings per 100 pull requests, small number = how many. The darker, the more; below"
                                + " ten pull requests no rate is shown. Ratios with their intervals are in the card above.");
    }

    private static Cell cell(List<Row> rows, boolean ai, String category, String severity, long pulls, double most) {
        long found = count(rows, ai, category, severity);
        if (SampleGuard.of(pulls) == SampleGuard.HIDDEN) {
            return Cell.missing(
                    "n < 10", Numbers.count(found) + " findings in " + Numbers.count(pulls) + " pull requests");
        }
        double rate = 100.0 * found / pulls;
        long shade = found == 0 || most == 0 ? 0 : Math.max(1, Math.round(rate / most * SHADES));
        return Cell.number(found == 0 ? "0" : Rates.rate(rate))
                .fine(Numbers.count(found))
                .title(Numbers.count(found) + " findings in " + Numbers.count(pulls) + " pull requests")
                .styled("heat heat-" + shade);
    }

    private static double rate(List<Row> rows, boolean ai, String category, String severity, long pulls) {
        return SampleGuard.of(pulls) == SampleGuard.HIDDEN ? 0 : 100.0 * count(rows, ai, category, severity) / pulls;
    }

    private static long count(List<Row> rows, boolean ai, String category, String severity) {
        return rows.stream()
                .filter(row -> row.isAi() == ai
                        && row.category().equals(category)
                        && row.severity().equals(severity))
                .mapToLong(Row::findingsCount)
                .sum();
    }

    private static long pulls(List<Row> rows, boolean ai) {
        return rows.stream()
                .filter(row -> row.isAi() == ai)
                .mapToLong(Row::pullRequests)
                .findFirst()
                .orElse(0);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
