package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Curves;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.ClusterShare;
import io.plumbline.dashboards.stats.SampleGuard;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which share of the lines written in the period is alive at an age. */
final class Survival extends Figure<Survival.Row> {

    private static final int SHOWN_AGE = 21;

    /** A row of survival.sql. */
    record Row(
            String side,
            int days,
            long commits,
            long commitsTooYoung,
            long atRisk,
            long alive,
            double squares,
            double products,
            double lineSquares) {

        ClusterShare share() {
            return new ClusterShare(commits, alive, atRisk, squares, products, lineSquares);
        }
    }

    Survival(Sources sources) {
        super(
                sources,
                "rework-survival",
                "How long do new lines live?",
                "tall",
                SqlFile.beside(Survival.class, "survival.sql"),
                Row.class,
                "line_survival_21d");
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            Lines.blank(card, sources(request));
            return;
        }
        if (rows.stream().noneMatch(row -> row.atRisk() > 0)) {
            card.blank(
                    EmptyKind.SYNCING,
                    "The window is still open: no commit of this period was three days old when its clone was last read.");
            return;
        }
        var ages = rows.stream().map(Row::days).distinct().sorted().toList();
        var series = new ArrayList<Curves.Series>();
        var grid = Grid.builder().column("Lines of");
        ages.forEach(age -> grid.number(age + " d"));
        for (var side : List.of(Side.AI, Side.REST, Side.BOT)) {
            var cells = new ArrayList<Cell>();
            var points = new ArrayList<Curves.Point>();
            cells.add(Cell.text(side.label()));
            for (int i = 0; i < ages.size(); i++) {
                var found = find(rows, side, ages.get(i));
                var share = found.map(Row::share).orElse(new ClusterShare(0, 0, 0, 0, 0, 0));
                cells.add(cell(share, found.map(Row::commitsTooYoung).orElse(0L)));
                if (share.isKnown() && share.guard() != SampleGuard.HIDDEN) {
                    var bounds = share.interval().orElseThrow();
                    points.add(new Curves.Point(i, share.ratio(), bounds.lower(), bounds.upper()));
                }
            }
            if (rows.stream().anyMatch(row -> row.side().equals(side.id()))) {
                grid.row(side.id(), false, cells);
            }
            if (!points.isEmpty()) {
                series.add(new Curves.Series(side.shortLabel(), side.style(), points));
                card.key(side.shortLabel(), side.style());
            }
        }
        card.grid(grid.build())
                .finding(sentence(rows))
                .caveat("Alive at an age / lines of commits that were at least that old when their clone was last read"
                        + " (as mart.line_survival). Band = 95 %, commits as the unit. Places on the axis are ages, not to"
                        + " scale. A line that was moved or re-indented lives on.");
        if (!series.isEmpty()) {
            card.draw(Curves.of(
                    ages.stream().map(age -> age + " d").toList(), series, "Lines alive by age. " + sentence(rows)));
        }
    }

    private static Cell cell(ClusterShare share, long tooYoung) {
        if (!share.isKnown()) {
            return Cell.missing("open", Numbers.count(tooYoung) + " commits are not that old yet");
        }
        if (share.guard() == SampleGuard.HIDDEN) {
            return Cell.missing("n < 10", Numbers.count(share.bunches()) + " commits are that old");
        }
        return Cell.number(Rates.percent(share.ratio()))
                .fine(share.interval().map(Rates::percent).orElse(""))
                .title(Numbers.count(share.x()) + " / " + Numbers.count(share.y()) + " lines of "
                        + Numbers.count(share.bunches()) + " commits"
                        + (tooYoung > 0 ? "; " + Numbers.count(tooYoung) + " commits are younger" : ""))
                .tagged(tooYoung > 0 ? "provisional" : "");
    }

    private static String sentence(List<Row> rows) {
        var ai = find(rows, Side.AI, SHOWN_AGE).map(Row::share);
        var rest = find(rows, Side.REST, SHOWN_AGE).map(Row::share);
        if (ai.isEmpty()
                || rest.isEmpty()
                || ai.get().guard() != SampleGuard.SHOWN
                || rest.get().guard() != SampleGuard.SHOWN) {
            return "Fewer than 30 commits on one side are 21 days old: too few to call a difference.";
        }
        var said = Rates.percent(ai.get().ratio()) + " of the lines of AI-written commits are alive after 21 days, "
                + Rates.percent(rest.get().ratio()) + " of the rest";
        boolean detectable = ai.get()
                .minus(rest.get())
                .filter(bounds -> bounds.excludesZero())
                .isPresent();
        return said + (detectable ? ": a detectable difference." : ": no detectable difference.");
    }

    private static Optional<Row> find(List<Row> rows, Side side, int days) {
        return rows.stream()
                .filter(row -> row.side().equals(side.id()) && row.days() == days)
                .findFirst();
    }
}
