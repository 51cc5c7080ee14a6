package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Choices;
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
import io.plumbline.dashboards.stats.compare.Spread;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.util.List;
import java.util.Map;

/** Who finds how much: each AI reviewer, and people together, with percentiles per pull request. */
final class Detectors extends Figure<Detectors.Row> {

    static final String SEVERITY = "severity";

    /** A row of detectors.sql. */
    record Row(
            String detector,
            boolean isAi,
            long pullRequests,
            long findingsCount,
            double squares,
            double p50,
            double p90,
            double p95,
            long most) {

        SpreadRate rate() {
            return new SpreadRate(new Spread(pullRequests, findingsCount, (double) pullRequests, squares));
        }
    }

    Detectors(Sources sources) {
        super(
                sources,
                "defects-detectors",
                "Who finds how much?",
                "medium",
                SqlFile.beside(Detectors.class, "detectors.sql"),
                Row.class,
                "findings_per_100_prs",
                "human_findings_per_100_prs");
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        var parameters = request.parameters();
        parameters.put(SEVERITY, request.choice(SEVERITY, "", "critical", "major", "minor", "trivial", "info"));
        return parameters;
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        card.choose(Choices.of(
                request,
                Paths.DEFECTS,
                SEVERITY,
                "Severity",
                "",
                "Any severity",
                "critical",
                "Critical",
                "major",
                "Major",
                "minor",
                "Minor",
                "trivial",
                "Trivial",
                "info",
                "Info"));
        if (rows.isEmpty()) {
            Reviews.blank(card, sources(request));
            return;
        }
        double end =
                rows.stream().mapToDouble(row -> row.rate().upperPer(100)).max().orElse(1);
        var grid = Grid.builder()
                .column("Detector, in")
                .number("Per 100")
                .drawing("95 % interval", "0", Rates.rate(end / 2), Rates.rate(end))
                .number("Findings / looked at")
                .number("p50", "Findings of one pull request, median")
                .number("p90")
                .number("p95")
                .number("Most");
        for (var row : rows) {
            var side = row.isAi() ? Side.AI : Side.REST;
            boolean hidden = SampleGuard.of(row.pullRequests()) == SampleGuard.HIDDEN;
            grid.row(
                    row.detector() + "/" + side.id(),
                    row.rate().guard() == SampleGuard.WEAK,
                    Cell.text(label(row.detector())).fine(side.shortLabel()),
                    row.rate().cell(100),
                    row.rate().drawing(100, end),
                    Cell.number(Numbers.count(row.findingsCount()) + " / " + Numbers.count(row.pullRequests()))
                            .to(side.pullRequests(request, "closed")),
                    percentile(row.p50(), hidden),
                    percentile(row.p90(), hidden),
                    percentile(row.p95(), hidden),
                    hidden ? percentile(0, true) : Cell.count(row.most()));
        }
        var ai = find(rows, "all AI reviewers", true);
        var rest = find(rows, "all AI reviewers", false);
        card.grid(grid.build())
                .finding(ai == null || rest == null ? "" : SpreadRate.compare(ai.rate(), rest.rate(), "findings"))
                .caveat(
                        "Each detector has the pull requests that it looked at as its denominator. Intervals are widened by how"
                                + " clumped findings come (quasi-Poisson). People are one detector, never a ranking. Not adjusted for"
                                + " size: the card above has the rate per 1,000 lines.");
    }

    private static Cell percentile(double value, boolean hidden) {
        return hidden
                ? Cell.missing("–", "Fewer than 10 pull requests")
                : Cell.number(value == Math.rint(value) ? Numbers.count((long) value) : Rates.rate(value));
    }

    private static String label(String detector) {
        return switch (detector) {
            case "all AI reviewers" -> "All AI reviewers";
            case "people" -> "People";
            default -> Tools.label(detector);
        };
    }

    private static Row find(List<Row> rows, String detector, boolean ai) {
        return rows.stream()
                .filter(row -> row.detector().equals(detector) && row.isAi() == ai)
                .findFirst()
                .orElse(null);
    }
}
