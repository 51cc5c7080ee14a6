package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.util.List;

/** Changed lines as new work, old code changed, help to others and rework of one's own, week by week. */
final class LineClasses extends Figure<LineClasses.Row> {

    /** A row of classes.sql. */
    record Row(LocalDate week, long commits, long ownRework, long helpingOthers, long legacyRefactor, long newWork) {

        long all() {
            return ownRework + helpingOthers + legacyRefactor + newWork;
        }
    }

    LineClasses(Sources sources) {
        super(
                sources,
                "rework-classes",
                "Is the change new work, or work done again?",
                "medium",
                SqlFile.beside(LineClasses.class, "classes.sql"),
                Row.class,
                "refactor_rate");
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            Lines.blank(card, sources(request));
            return;
        }
        long most = rows.stream().mapToLong(Row::all).max().orElse(1);
        var grid = Grid.builder()
                .column("Week of")
                .drawing("Lines", "0", Numbers.count(most))
                .number("New work", "Lines added beyond those removed")
                .number("Old code", "Lines of 30 days and more, changed or removed")
                .number("Others' young", "Lines younger than 30 days of other people, changed or removed")
                .number("Own young", "Lines younger than 30 days of the same author, changed or removed")
                .number("Commits");
        for (var row : rows) {
            grid.row(
                    row.week().toString(),
                    false,
                    Cell.text(Times.day(row.week())),
                    Cell.drawing(Stack.of(
                            List.of(
                                    piece("New work", "class-new", row.newWork()),
                                    piece("Old code", "class-old", row.legacyRefactor()),
                                    piece("Others' young lines", "class-help", row.helpingOthers()),
                                    piece("Own young lines", "class-own", row.ownRework())),
                            (double) most)),
                    part(row.newWork(), row),
                    part(row.legacyRefactor(), row),
                    part(row.helpingOthers(), row),
                    part(row.ownRework(), row),
                    Cell.count(row.commits())
                            .to(week(request, row.week()))
                            .title("The commits of this week that rewrote the most young lines"));
        }
        long all = rows.stream().mapToLong(Row::all).sum();
        long young = rows.stream()
                .mapToLong(row -> row.ownRework() + row.helpingOthers())
                .sum();
        card.grid(grid.build())
                .key("New work", "class-new")
                .key("Old code changed", "class-old")
                .key("Others' young lines", "class-help")
                .key("Own young lines", "class-own")
                .finding(Numbers.count(young) + " of " + Numbers.count(all) + " lines ("
                        + Rates.percent(all == 0 ? 0 : (double) young / all)
                        + ") were work done again on lines younger than 30 days.")
                .caveat(
                        "Classes after Pluralsight Flow, whose limit is 30 days. Rewriting early can be a good sign: nobody is"
                                + " judged by it. Each bar ends at the week's number of lines.");
    }

    /** The page of one week, at its commits. */
    private static String week(PageRequest request, LocalDate monday) {
        return request.dated()
                        .with("from", monday.toString())
                        .with("to", monday.plusDays(6).toString())
                        .at(Paths.REWORK)
                + "#card-" + ReworkCommits.NAME;
    }

    private static Stack.Piece piece(String label, String style, long lines) {
        return new Stack.Piece(label + ": " + Numbers.count(lines), style, (double) lines);
    }

    private static Cell part(long lines, Row row) {
        return Cell.count(lines).fine(row.all() == 0 ? "" : Rates.percent((double) lines / row.all()));
    }
}
