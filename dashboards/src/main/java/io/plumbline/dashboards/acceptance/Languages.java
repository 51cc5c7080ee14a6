package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import java.util.ArrayList;
import java.util.List;

/** Acceptance by programming language and tool. The shade repeats the share that each cell says. */
final class Languages extends Figure<Languages.Row> {

    private static final int MOST = 20;

    /** A row of languages.sql. */
    record Row(String ofLanguage, String ofTool, long acceptedCount, long offeredCount) {}

    Languages(Sources sources) {
        super(
                sources,
                "acceptance-languages",
                "In which languages is it accepted?",
                "medium",
                SqlFile.beside(Languages.class, "languages.sql"),
                Row.class,
                "ide_acceptance");
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            boolean none = sources(request).usageReports() == 0;
            card.blank(
                    none ? EmptyKind.NOT_CONNECTED : EmptyKind.FILTER,
                    none
                            ? "No vendor's usage report has been imported; only these tell languages apart."
                            : "No usage report tells languages apart in this period with these filters.");
            return;
        }
        var tools = rows.stream().map(Row::ofTool).distinct().sorted().toList();
        var languages =
                rows.stream().map(Row::ofLanguage).distinct().limit(MOST).toList();
        var grid = Grid.builder().column("Language");
        tools.forEach(tool -> grid.number(Labels.words(tool)));
        for (var language : languages) {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(language));
            for (var tool : tools) {
                cells.add(rows.stream()
                        .filter(row -> row.ofLanguage().equals(language)
                                && row.ofTool().equals(tool))
                        .findFirst()
                        .map(Languages::cell)
                        .orElse(Cell.missing("–", "Not reported")));
            }
            grid.row(language, false, cells);
        }
        card.grid(grid.build())
                .caveat(
                        "Columns are never to be added or compared: each vendor counts something else. Of each vendor the one"
                                + " report that says most about languages is used. The 20 languages with most offers; below ten offers"
                                + " no share is shown, and in grey below 30.");
    }

    private static Cell cell(Row row) {
        if (row.offeredCount() <= 0 || row.acceptedCount() > row.offeredCount()) {
            return Cell.missing("–", "More accepted than offered, or nothing offered");
        }
        var share = new Share(row.acceptedCount(), row.offeredCount());
        if (share.guard() == SampleGuard.HIDDEN) {
            return Cell.missing("n < 10", Numbers.count(row.offeredCount()) + " offered");
        }
        long shade = Math.max(share.numerator() == 0 ? 0 : 1, Math.min(5, Math.round(share.ratio() * 5)));
        return Cell.number(Numbers.percent(share))
                .fine(Numbers.count(row.offeredCount()))
                .title(Numbers.count(row.acceptedCount()) + " of " + Numbers.count(row.offeredCount())
                        + " accepted, 95 % interval " + Numbers.exactInterval(share))
                .styled((share.guard() == SampleGuard.WEAK ? "none " : "") + "heat heat-" + shade);
    }
}
