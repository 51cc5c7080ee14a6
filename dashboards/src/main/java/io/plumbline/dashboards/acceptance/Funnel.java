package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import java.util.List;
import java.util.Map;

/** Shown, decided, accepted, merged, alive: what is left of the suggestions of AI reviewers after each step. */
final class Funnel extends Figure<Funnel.Row> {

    /** The row of funnel.sql. */
    record Row(
            long shown, long decidedCount, long acceptedCount, long mergedCount, long followedCount, long aliveCount) {}

    Funnel(Sources sources) {
        super(
                sources,
                "acceptance-funnel",
                "What is left of what AI reviewers suggest?",
                "medium",
                SqlFile.beside(Funnel.class, "funnel.sql"),
                Row.class,
                "suggestion_acceptance_AB");
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return SuggestionPanel.withSeverity(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        var row = rows.get(0);
        if (row.shown() == 0) {
            SuggestionPanel.blank(card, sources(request));
            return;
        }
        var href = request.forList().with("dated", "closed").at(Paths.PULL_REQUESTS);
        var grid = Grid.builder()
                .column("Step")
                .drawing("Suggestions", "0", Numbers.count(row.shown()))
                .number("Suggestions")
                .number("Of the step before")
                .number("Counts");
        step(grid, "shown", "Shown", row.shown(), row.shown(), new Share(0, 0), href);
        step(
                grid,
                "decided",
                "Decided",
                row.decidedCount(),
                row.shown(),
                new Share(row.decidedCount(), row.shown()),
                href);
        step(
                grid,
                "accepted",
                "Accepted",
                row.acceptedCount(),
                row.shown(),
                new Share(row.acceptedCount(), row.decidedCount()),
                href);
        step(
                grid,
                "merged",
                "Accepted and merged",
                row.mergedCount(),
                row.shown(),
                new Share(row.mergedCount(), row.acceptedCount()),
                href);
        if (row.followedCount() == 0) {
            grid.row(
                    "alive",
                    true,
                    Cell.text("Alive 21 days later"),
                    Cell.nothing(),
                    Cell.missing(
                            "not followed",
                            "Lines are followed by commit; those of a single comment are not told apart yet"),
                    Cell.nothing(),
                    Cell.nothing());
        } else {
            step(
                    grid,
                    "alive",
                    "Alive 21 days later, of " + Numbers.count(row.followedCount()) + " followed",
                    row.aliveCount(),
                    row.shown(),
                    new Share(row.aliveCount(), row.followedCount()),
                    href);
        }
        card.grid(grid.build())
                .caveat(
                        "Suggestions of AI reviewers in pull requests that ended in the period, so that each step could be"
                                + " reached. Wilson, 95 %. What is not followed is unknown, not dead.");
    }

    private static void step(
            Grid.Builder grid, String id, String label, long count, long of, Share ofBefore, String href) {
        grid.row(
                id,
                false,
                Cell.text(label),
                Cell.drawing(Stack.of(
                        List.of(new Stack.Piece(label + ": " + Numbers.count(count), "step", (double) count)),
                        (double) of)),
                Cell.count(count).to(href).title("The pull requests that ended in this period"),
                ofBefore.isKnown() ? Cell.share(ofBefore) : Cell.nothing(),
                ofBefore.isKnown() ? Cell.counts(ofBefore) : Cell.nothing());
    }
}
