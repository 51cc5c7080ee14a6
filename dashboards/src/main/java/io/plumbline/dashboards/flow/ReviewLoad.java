package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import java.util.List;

/** How evenly reviewing is spread in each team; never by person. */
final class ReviewLoad extends Figure<ReviewLoad.Row> {

    /** A row of load.sql; figures are null where no week may be shown. */
    record Row(
            String ofTeam,
            long weeks,
            long weeksSuppressed,
            Long reviews,
            double p50Reviewers,
            double p50ReviewsPerReviewer,
            double p50Gini) {

        boolean isSuppressed() {
            return weeks == weeksSuppressed;
        }
    }

    ReviewLoad(Sources sources) {
        super(
                sources,
                "flow-load",
                "How evenly is reviewing spread?",
                "medium",
                SqlFile.beside(ReviewLoad.class, "load.sql"),
                Row.class);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            card.blank(EmptyKind.FILTER, "No person reviewed anything in this period with these filters.");
            return;
        }
        if (rows.stream().allMatch(Row::isSuppressed)) {
            card.blank(
                    EmptyKind.SUPPRESSED,
                    "Fewer than five people reviewed in each week: figures about so few would be figures about persons.");
            return;
        }
        var grid = Grid.builder()
                .column("Team")
                .number("Reviews")
                .number("Reviewers a week", "Median of the weeks shown")
                .number("Reviews per reviewer", "Median of the weeks shown")
                .number(
                        "Gini",
                        "0 = all reviewed as much, towards 1 = one person did it all; median of the weeks shown")
                .number("Weeks shown");
        for (var row : rows) {
            var team = Cell.text(row.ofTeam().equals(Scope.NONE) ? "no team" : row.ofTeam());
            var shown = Cell.number(
                    Numbers.count(row.weeks() - row.weeksSuppressed()) + " / " + Numbers.count(row.weeks()));
            if (row.isSuppressed()) {
                var hidden = Cell.missing("< 5 people", "Fewer than five people reviewed in each week");
                grid.row(row.ofTeam(), true, team, hidden, hidden, hidden, hidden, shown);
            } else {
                grid.row(
                        row.ofTeam(),
                        false,
                        team,
                        Cell.count(row.reviews() == null ? 0 : row.reviews()),
                        Cell.number(Rates.rate(row.p50Reviewers()).replace(".00", "")),
                        Cell.number(Rates.rate(row.p50ReviewsPerReviewer())),
                        Cell.number(Rates.rate(row.p50Gini())),
                        shown);
            }
        }
        card.grid(grid.build())
                .caveat(
                        "Weeks with fewer than five reviewers are not shown. A repository, tool or origin does not narrow this"
                                + " card: people review for the whole team.");
    }
}
