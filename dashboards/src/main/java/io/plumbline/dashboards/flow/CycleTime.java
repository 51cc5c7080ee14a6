package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Bars;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** First commit to merge, in steps that double. */
final class CycleTime extends Figure<CycleTime.Row> {

    private static final int FIRST = -2;
    private static final int LAST = 11;
    private static final long ENOUGH = 10;

    /** A row of cycle.sql: how many of a side took 2^step to 2^(step+1) hours; percentiles are of the side. */
    record Row(
            String side,
            int step,
            long pullRequests,
            long merged,
            long n,
            double p50Hours,
            double p75Hours,
            double p90Hours,
            Double p50LowerHours,
            Double p50UpperHours) {}

    CycleTime(Sources sources) {
        super(
                sources,
                "flow-cycle",
                "How long is it from the first commit to the merge?",
                "tall",
                SqlFile.beside(CycleTime.class, "cycle.sql"),
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
                    EmptyKind.FILTER,
                    "Of no pull request merged in this period with these filters is the first commit known.");
            return;
        }
        double highest = 0;
        for (var row : rows) {
            highest = Math.max(highest, (double) row.pullRequests() / row.n());
        }
        var grid = Grid.builder()
                .column("Pull requests")
                .number("p50")
                .number("p75")
                .number("p90")
                .number("Known / merged");
        for (var side : List.of(Side.AI, Side.REST, Side.BOT)) {
            var found = find(rows, side);
            if (found.isEmpty()) {
                continue;
            }
            var one = found.get();
            boolean hidden = one.n() < ENOUGH;
            grid.row(
                    side.id(),
                    false,
                    Cell.text(side.label()),
                    hidden
                            ? Cell.missing("n < 10", "Fewer than 10: a median would be noise")
                            : hours(one.p50Hours())
                                    .fine(
                                            one.p50LowerHours() == null
                                                    ? ""
                                                    : Numbers.hours(one.p50LowerHours()) + " – "
                                                            + Numbers.hours(one.p50UpperHours())),
                    hidden ? Cell.nothing() : hours(one.p75Hours()),
                    hidden ? Cell.nothing() : hours(one.p90Hours()),
                    Cell.number(Numbers.count(one.n()) + " / " + Numbers.count(one.merged()))
                            .to(side.pullRequests(request, "merged")));
            if (!hidden) {
                card.draw(bars(rows, side, one, highest));
            }
        }
        card.grid(grid.build())
                .finding(sentence(find(rows, Side.AI), find(rows, Side.REST)))
                .caveat(
                        "Each column is twice as long as the one before; heights are shares of the side, on one scale. Pull"
                                + " requests that are still open are not in it: the newest work looks faster than it is.");
    }

    private static Bars bars(List<Row> rows, Side side, Row one, double highest) {
        var amounts = new ArrayList<Bars.Amount>();
        for (int step = FIRST; step <= LAST; step++) {
            int here = step;
            long count = rows.stream()
                    .filter(row -> row.side().equals(side.id()) && row.step() == here)
                    .mapToLong(Row::pullRequests)
                    .sum();
            amounts.add(new Bars.Amount(
                    label(step),
                    Numbers.count(count) + " of " + Numbers.count(one.n()) + " took " + range(step),
                    (double) count / one.n()));
        }
        return Bars.of(
                side.label() + ", n = " + Numbers.count(one.n()),
                side.style(),
                amounts,
                highest,
                "Time from first commit to merge, " + side.label() + ": p50 " + Numbers.hours(one.p50Hours()) + ", p90 "
                        + Numbers.hours(one.p90Hours()));
    }

    private static String label(int step) {
        return step == FIRST ? "< 30m" : step == LAST ? "85d +" : bound(step);
    }

    private static String range(int step) {
        if (step == FIRST) {
            return "less than half an hour";
        }
        return step == LAST ? "85 days or more" : bound(step) + " to " + bound(step + 1);
    }

    /** 2^step hours: {@code 30m}, {@code 4h}, {@code 5d}. */
    private static String bound(int step) {
        double hours = Math.pow(2, step);
        if (hours < 1) {
            return Math.round(hours * 60) + "m";
        }
        return hours < 48 ? Math.round(hours) + "h" : Math.round(hours / 24) + "d";
    }

    private static Cell hours(double hours) {
        return Cell.number(Numbers.hours(hours)).title(Numbers.exactHours(hours));
    }

    private static String sentence(Optional<Row> ai, Optional<Row> rest) {
        if (Stream.of(ai, rest).anyMatch(one -> one.isEmpty() || one.get().n() < 30)) {
            return "Fewer than 30 on one side: too few to call a difference.";
        }
        var said = "Half of the AI-written ones are merged within "
                + Numbers.hours(ai.orElseThrow().p50Hours()) + ", half of the rest within "
                + Numbers.hours(rest.orElseThrow().p50Hours());
        boolean apart = ai.get().p50LowerHours() > rest.get().p50UpperHours()
                || ai.get().p50UpperHours() < rest.get().p50LowerHours();
        return said + (apart ? "; the intervals of the medians are apart." : "; the intervals of the medians overlap.");
    }

    private static Optional<Row> find(List<Row> rows, Side side) {
        return rows.stream().filter(row -> row.side().equals(side.id())).findFirst();
    }
}
