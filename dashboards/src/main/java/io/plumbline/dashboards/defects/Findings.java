package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.overview.ReviewFindings;
import io.plumbline.dashboards.sql.SqlFile;
import java.util.ArrayList;
import java.util.List;

/** What AI reviewers find, AI-written beside the rest, in both exposures; the same figures as on the overview. */
final class Findings extends Figure<ReviewFindings.Row> {

    Findings(Sources sources) {
        super(
                sources,
                "defects-findings",
                "Do AI reviewers find more in AI-written pull requests?",
                "tall",
                SqlFile.beside(ReviewFindings.class, "findings.sql"),
                ReviewFindings.Row.class,
                "findings_per_100_prs",
                "findings_per_kloc");
    }

    @Override
    protected void show(List<ReviewFindings.Row> rows, PageRequest request, FigureCard card) {
        var findings = ReviewFindings.of(rows);
        if (findings.isEmpty()) {
            Reviews.blank(card, sources(request));
            return;
        }
        var grid = Grid.builder().column("Findings");
        for (var per : List.of("per 100 pull requests", "per 1,000 lines")) {
            grid.number("AI, " + per)
                    .number("Rest, " + per)
                    .number("Ratio", "AI / rest, " + per + ", with its 95 % interval")
                    .number("q", "p-value adjusted for the number of rows (Benjamini-Hochberg)");
        }
        for (var line : findings.lines()) {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(line.label()));
            for (boolean first : new boolean[] {true, false}) {
                var cell = first ? line.perPullRequest() : line.perKloc();
                cells.add(Cell.number(cell.aiRate())
                        .fine(cell.aiCounts())
                        .to(first ? Side.AI.pullRequests(request, "closed") : ""));
                cells.add(Cell.number(cell.restRate())
                        .fine(cell.restCounts())
                        .to(first ? Side.REST.pullRequests(request, "closed") : ""));
                cells.add(
                        cell.hasRatio()
                                ? Cell.number(cell.ratio())
                                        .fine(cell.interval())
                                        .title(cell.method() + ", φ " + cell.dispersion())
                                        .tagged(cell.isWeak() ? "small sample" : "")
                                : Cell.missing(
                                        "–", cell.whyNot().isEmpty() ? "Fewer than 10 on one side" : cell.whyNot()));
                cells.add(cell.hasRatio() ? Cell.number(cell.q()) : Cell.nothing());
            }
            grid.row(line.sort(), false, cells);
        }
        var all = findings.all();
        card.grid(grid.build())
                .finding(findings.sentence())
                .caveat("Findings come in clumps: φ, how many times as much as chance they vary, is "
                        + all.perPullRequest().dispersion() + " per pull request and "
                        + all.perKloc().dispersion()
                        + " per line (AI / rest), and widens the intervals (quasi-Poisson)."
                        + " A finding is an opinion of a machine before the merge, not a defect. n = pull requests that an AI"
                        + " reviewer looked at; bots are in neither side.");
        if (rows.stream().allMatch(row -> row.findingsCount() == 0)) {
            card.blank(
                    EmptyKind.TRUE_ZERO,
                    "AI reviewers looked at pull requests of this period and found nothing in any of them.");
        }
    }
}
