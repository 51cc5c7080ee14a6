package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Forest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Side;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Incidents, low and high, and reverts per 1,000 merged pull requests. */
final class HarmForest extends Figure<HarmForest.Row> {

    private static final double PER = 1000;

    /** A row of forest.sql; the first five of pull requests of which incidents are known. */
    record Row(
            String side,
            long pullRequestsKnown,
            double incidentsLow,
            double incidentsHigh,
            double incidentsLowLower,
            double incidentsLowUpper,
            double incidentsHighLower,
            double incidentsHighUpper,
            long pullRequestsOldEnough,
            long reverted,
            long tooYoung) {

        Share reverts() {
            return new Share(reverted, pullRequestsOldEnough);
        }
    }

    private record Line(String measure, Side side, double value, Interval bounds, String counts, long n) {}

    HarmForest(Sources sources) {
        super(
                sources,
                "defects-forest",
                "Do AI-written changes break or go back more often?",
                "medium",
                SqlFile.beside(HarmForest.class, "forest.sql"),
                Row.class,
                "incidents_per_100_prs_low",
                "incidents_per_100_prs_high",
                "revert_rate_30d");
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        if (rows.isEmpty()) {
            card.blank(EmptyKind.FILTER, "No pull request was merged in this period with these filters.");
            return;
        }
        boolean incidents = rows.stream().anyMatch(row -> row.pullRequestsKnown() > 0);
        var lines = new ArrayList<Line>();
        for (var measure : incidents ? List.of("Incidents, low", "Incidents, high", "Reverts") : List.of("Reverts")) {
            for (var side : Side.values()) {
                find(rows, side).ifPresent(row -> lines.add(line(measure, side, row)));
            }
        }
        double end = lines.stream()
                .filter(line -> SampleGuard.of(line.n()) != SampleGuard.HIDDEN)
                .mapToDouble(line -> line.bounds().upper())
                .max()
                .orElse(1);
        var grid = Grid.builder()
                .column("Per 1,000 merged")
                .column("Pull requests")
                .number("Rate")
                .drawing("95 % interval", "0", Rates.rate(end / 2), Rates.rate(end))
                .number("Counts");
        for (var line : lines) {
            boolean hidden = SampleGuard.of(line.n()) == SampleGuard.HIDDEN;
            boolean weak = line.n() < 100;
            grid.row(
                    line.measure() + "/" + line.side().id(),
                    weak,
                    Cell.text(line.measure()),
                    Cell.text(line.side().label()),
                    line.n() == 0
                            ? Cell.missing("no data", "No pull request that could have been counted")
                            : hidden
                                    ? Cell.missing("n < 10", "Fewer than 10: a rate would be noise")
                                    : Cell.number(Rates.rate(line.value()))
                                            .fine(Rates.interval(line.bounds()))
                                            .tagged(weak ? "small sample" : ""),
                    hidden
                            ? Cell.nothing()
                            : Cell.drawing(Forest.on(
                                    end,
                                    line.value(),
                                    line.bounds(),
                                    Rates.rate(line.value()) + " per 1,000, 95 % interval "
                                            + Rates.interval(line.bounds()),
                                    weak)),
                    Cell.number(line.counts()).to(line.side().pullRequests(request, "merged")));
        }
        long young = rows.stream().mapToLong(Row::tooYoung).max().orElse(0);
        card.grid(grid.build())
                .finding(sentence(rows))
                .caveat((incidents ? "" : Production.NO_INCIDENT_SOURCE + " ")
                        + "Incidents are shares: one that may come of several changes counts as a part of each. Low counts"
                        + " what somebody stated or repaired (L1, L2), high all tiers. Their intervals are Poisson ones and a"
                        + " little too narrow, as the pull requests of one deployment share its incidents. Reverts: within 30"
                        + " days, Wilson."
                        + (young > 0
                                ? " Up to " + Numbers.count(young)
                                        + " pull requests of a row are younger and not counted yet."
                                : ""));
    }

    private static Line line(String measure, Side side, Row row) {
        long n = measure.equals("Reverts") ? row.pullRequestsOldEnough() : row.pullRequestsKnown();
        if (measure.equals("Reverts")) {
            var bounds = row.reverts().interval().orElse(new Interval(0, 0));
            return new Line(
                    measure,
                    side,
                    n == 0 ? 0 : PER * row.reverts().ratio(),
                    new Interval(PER * bounds.lower(), PER * bounds.upper()),
                    Numbers.count(row.reverted()) + " / " + Numbers.count(n),
                    n);
        }
        boolean high = measure.endsWith("high");
        double events = high ? row.incidentsHigh() : row.incidentsLow();
        double lower = high ? row.incidentsHighLower() : row.incidentsLowLower();
        double upper = high ? row.incidentsHighUpper() : row.incidentsLowUpper();
        double per = n == 0 ? 0 : PER / n;
        return new Line(
                measure,
                side,
                events * per,
                new Interval(Math.max(0, lower) * per, upper * per),
                Rates.rate(events) + " / " + Numbers.count(n),
                n);
    }

    private static String sentence(List<Row> rows) {
        var ai = find(rows, Side.AI).map(Row::reverts).orElse(new Share(0, 0));
        var rest = find(rows, Side.REST).map(Row::reverts).orElse(new Share(0, 0));
        if (ai.guard() != SampleGuard.SHOWN || rest.guard() != SampleGuard.SHOWN) {
            return "Fewer than 30 pull requests on one side are 30 days old: too few to call a difference.";
        }
        var difference = Newcombe.between(ai, rest);
        return "Reverts: "
                + (difference.isDetectable() ? "a difference of " : "no detectable difference, ")
                + Numbers.points(difference) + " between AI-written pull requests and the rest.";
    }

    private static Optional<Row> find(List<Row> rows, Side side) {
        return rows.stream().filter(row -> row.side().equals(side.id())).findFirst();
    }
}
