package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.figure.SpreadRate;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Spread;
import java.util.List;
import java.util.function.Predicate;

/** Rounds of changes requested, push, review, per 100 reviewed pull requests. */
final class Rounds extends Figure<Rounds.Row> {

    /** A row of rounds.sql. */
    record Row(boolean isNow, String ofOrigin, long pullRequests, long roundsCount, double squares, long withARound) {}

    Rounds(Sources sources) {
        super(
                sources,
                "rework-rounds",
                "How often do changes go back and forth?",
                "medium",
                SqlFile.beside(Rounds.class, "rounds.sql"),
                Row.class,
                "review_rounds_per_100_prs");
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.stream().noneMatch(Row::isNow)) {
            card.blank(
                    EmptyKind.FILTER,
                    "No pull request that a person reviewed ended in this period with these filters.");
            return;
        }
        double end = 100;
        for (var side : Side.values()) {
            end = Math.max(end, spread(rows, side, Row::isNow).upperPer(100));
        }
        var grid = Grid.builder()
                .column("Pull requests")
                .number("Rounds per 100")
                .drawing("95 % interval", "0", Rates.rate(end / 2), Rates.rate(end))
                .number("Rounds / reviewed")
                .number("With a round")
                .number("Per 100 before");
        for (var side : Side.values()) {
            var now = spread(rows, side, Row::isNow);
            var before = spread(rows, side, row -> !row.isNow());
            if (now.units() + before.units() > 0) {
                var share = new Share(
                        rows.stream()
                                .filter(row -> row.isNow() && side.holds(row.ofOrigin()))
                                .mapToLong(Row::withARound)
                                .sum(),
                        now.units());
                grid.row(
                        side.id(),
                        now.guard() == SampleGuard.WEAK,
                        Cell.text(side.label()),
                        now.cell(100),
                        now.drawing(100, end),
                        Cell.number(Numbers.count(now.events()) + " / " + Numbers.count(now.units()))
                                .to(side.pullRequests(request, "closed")),
                        Cell.share(share),
                        before.cell(100));
            }
        }
        card.grid(grid.build())
                .finding(SpreadRate.compare(
                        spread(rows, Side.AI, Row::isNow),
                        spread(rows, Side.REST, Row::isNow),
                        "rounds per reviewed pull request"))
                .caveat(
                        "Intervals are widened by how much the counts vary between pull requests (quasi-Poisson). Reviewers"
                                + " who comment without requesting changes make no round.");
    }

    private static SpreadRate spread(List<Row> rows, Side side, Predicate<Row> period) {
        long units = 0;
        long events = 0;
        double squares = 0;
        for (var row : rows) {
            if (period.test(row) && side.holds(row.ofOrigin())) {
                units += row.pullRequests();
                events += row.roundsCount();
                squares += row.squares();
            }
        }
        return new SpreadRate(new Spread(units, events, (double) units, squares));
    }
}
