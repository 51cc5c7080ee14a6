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
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What is open now, how long it has been, and whom it waits for. */
final class OpenPullRequests extends Figure<OpenPullRequests.Row> {

    private static final int LONGEST = 3650;

    /** A row of open.sql: one state. */
    record Row(
            String state,
            String waits,
            long todayCount,
            long fromOneToThree,
            long fromFourToSeven,
            long fromEightToFourteen,
            long fromFifteenToThirty,
            long overThirty,
            long allOpen,
            long aiOpen,
            double p50Days) {}

    /** A band of ages; days are counted back from today. */
    private record Band(String label, int youngest, int oldest, ToLongFunction<Row> count) {}

    private static final List<Band> BANDS = List.of(
            new Band("Today", 0, 0, Row::todayCount),
            new Band("1–3 d", 1, 3, Row::fromOneToThree),
            new Band("4–7 d", 4, 7, Row::fromFourToSeven),
            new Band("8–14 d", 8, 14, Row::fromEightToFourteen),
            new Band("15–30 d", 15, 30, Row::fromFifteenToThirty),
            new Band("> 30 d", 31, LONGEST, Row::overThirty));

    OpenPullRequests(Sources sources) {
        super(
                sources,
                "flow-open",
                "What is open, and whom does it wait for?",
                "medium",
                SqlFile.beside(OpenPullRequests.class, "open.sql"),
                Row.class);
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return FlowChoices.parameters(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            card.blank(
                    request.scope().isAny() ? EmptyKind.TRUE_ZERO : EmptyKind.FILTER,
                    "No pull request is open with these filters.");
            return;
        }
        var grid = Grid.builder().column("State").column("Waits for");
        BANDS.forEach(band -> grid.number(band.label()));
        grid.number("All").number("AI-written").number("Median age");
        for (var row : rows) {
            var cells = new ArrayList<Cell>();
            cells.add(Cell.text(capital(Labels.words(row.state()))));
            cells.add(Cell.text(row.waits()));
            BANDS.forEach(band -> cells.add(amount(band.count().applyAsLong(row), row.allOpen())));
            cells.add(Cell.count(row.allOpen()));
            cells.add(Cell.count(row.aiOpen()));
            cells.add(
                    row.allOpen() < 10
                            ? Cell.missing("n < 10", "Fewer than 10: a median would be noise")
                            : Cell.number(Rates.rate(row.p50Days()).replace(".00", "") + " d"));
            grid.row(row.state(), false, cells);
        }
        var all = new ArrayList<Cell>();
        all.add(Cell.text("All"));
        all.add(Cell.nothing());
        for (var band : BANDS) {
            all.add(Cell.count(rows.stream().mapToLong(band.count()).sum())
                    .to(list(request, band.youngest(), band.oldest())));
        }
        long open = rows.stream().mapToLong(Row::allOpen).sum();
        all.add(Cell.count(open).to(list(request, 0, LONGEST)));
        all.add(Cell.count(rows.stream().mapToLong(Row::aiOpen).sum()));
        all.add(Cell.nothing());
        grid.row("all", false, all);
        long old = rows.stream().mapToLong(Row::overThirty).sum();
        card.grid(grid.build())
                .finding(Labels.many(open, "pull request", "pull requests") + " open now, " + Numbers.count(old)
                        + " of them for more than 30 days.")
                .caveat(
                        "As of now, whatever the period says. Days since it was opened. \"Changes requested\" waits for its"
                                + " author until something is pushed.");
    }

    private static Cell amount(long count, long of) {
        long shade = count == 0 ? 0 : Math.max(1, Math.round(5.0 * count / of));
        return Cell.count(count).styled("heat heat-" + shade);
    }

    private static String list(PageRequest request, int youngest, int oldest) {
        LocalDate today = request.today();
        return request.state()
                .without("period")
                .toKeys(Scope.LIST_KEYS)
                .with("from", today.minusDays(oldest).toString())
                .with("to", today.minusDays(youngest).toString())
                .with("outcome", "open")
                .at(Paths.PULL_REQUESTS);
    }

    private static String capital(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
