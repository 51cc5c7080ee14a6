package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import java.util.List;
import java.util.Map;

/** How large merged pull requests are. */
final class Sizes extends Figure<Sizes.Row> {

    private static final long ENOUGH = 10;

    /** A row of size.sql: one side; lines are null when no size is known. */
    record Row(
            String side,
            long merged,
            long n,
            long small,
            long medium,
            long large,
            long huge,
            Double p50Lines,
            Double p75Lines,
            Double p90Lines,
            Double p50LowerLines,
            Double p50UpperLines) {}

    Sizes(Sources sources) {
        super(
                sources,
                "flow-size",
                "How large are pull requests?",
                "medium",
                SqlFile.beside(Sizes.class, "size.sql"),
                Row.class);
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return FlowChoices.parameters(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            FlowChoices.blank(card);
            return;
        }
        var grid = Grid.builder()
                .column("Pull requests")
                .drawing("Small to huge", "0", "50", "100 %")
                .number("Small", "Below 98 lines")
                .number("Medium", "98 to 218 lines")
                .number("Large", "219 to 999 lines")
                .number("Huge", "1,000 lines and more")
                .number("p50 lines")
                .number("p90 lines")
                .number("Known / merged");
        for (var side : Side.values()) {
            rows.stream()
                    .filter(row -> row.side().equals(side.id()))
                    .findFirst()
                    .ifPresent(row -> grid.row(side.id(), row.n() < 30, line(side, row, request)));
        }
        card.grid(grid.build())
                .key("Small", "size-small")
                .key("Medium", "size-medium")
                .key("Large", "size-large")
                .key("Huge", "size-huge")
                .caveat(
                        "Lines added and deleted, generated files left out. Limits of small and medium are LinearB's \"elite\""
                                + " sizes by P75 and by average; the others are ours. Small number: 95 % interval of the median.");
    }

    private static List<Cell> line(Side side, Row row, PageRequest request) {
        boolean hidden = row.n() < ENOUGH;
        var few = Cell.missing("n < 10", Numbers.count(row.n()) + " sizes are known");
        return List.of(
                Cell.text(side.label()),
                hidden
                        ? Cell.nothing()
                        : Cell.drawing(Stack.of(List.of(
                                new Stack.Piece(
                                        "Small: " + Numbers.count(row.small()), "size-small", (double) row.small()),
                                new Stack.Piece(
                                        "Medium: " + Numbers.count(row.medium()), "size-medium", (double) row.medium()),
                                new Stack.Piece(
                                        "Large: " + Numbers.count(row.large()), "size-large", (double) row.large()),
                                new Stack.Piece(
                                        "Huge: " + Numbers.count(row.huge()), "size-huge", (double) row.huge())))),
                Cell.count(row.small()),
                Cell.count(row.medium()),
                Cell.count(row.large()),
                Cell.count(row.huge()),
                hidden
                        ? few
                        : Cell.count(Math.round(row.p50Lines()))
                                .fine(Numbers.count(Math.round(row.p50LowerLines())) + " – "
                                        + Numbers.count(Math.round(row.p50UpperLines()))),
                hidden ? few : Cell.count(Math.round(row.p90Lines())),
                Cell.number(Numbers.count(row.n()) + " / " + Numbers.count(row.merged()))
                        .to(side.pullRequests(request, "merged")));
    }
}
