package io.plumbline.dashboards.pullrequest;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** Everything the template of one pull request shows. */
record PullRequest(
        Fact fact,
        Phases phases,
        List<Signal> evidence,
        Timeline timeline,
        List<Count> counts,
        Chain chain,
        Suggestions suggestions,
        List<Query> queries,
        Decide decide,
        ZoneId zone) {

    /** One row of evidence.sql. */
    record Signal(String rule, String signal, String value, double weight) {}

    /** One row of cells.sql. */
    record CellTotal(String metricId, LocalDate day, long numeratorCount, long denominatorCount) {}

    /** One row of contributions.sql. */
    record Contribution(String metricId, LocalDate day, long numeratorCount, long denominatorCount) {}

    /** A statement behind this page. */
    record Query(String sentence, String sql) {}

    /**
     * One line of "counts in".
     *
     * @param total what the counter of that day, repository, origin and tool says in all; null when it is not there
     */
    record Count(MetricCells.Cell cell, CellTotal total, boolean provisional) {

        String definitionHref() {
            return Paths.definition(cell.metric().id());
        }

        /** What it adds, in the metric's own unit where counters hold millionths. */
        String addsLabel() {
            return label(cell.numerator(), cell.denominator());
        }

        private String label(long numerator, long denominator) {
            return cell.metric().id().startsWith("incidents_per_100_prs")
                    ? String.format(java.util.Locale.ROOT, "%.2f / %,d", numerator / 1e6, denominator / 1_000_000)
                    : Numbers.count(numerator) + " / " + Numbers.count(denominator);
        }

        String totalLabel() {
            return total == null ? "not counted yet" : label(total.numeratorCount(), total.denominatorCount());
        }
    }

    /** The pull requests of the same day, repository, origin and tool. */
    String totalHref(Count count) {
        var day = count.cell().day().toString();
        var opened = count.cell().metric().cohort().contains("opened");
        return Paths.PULL_REQUESTS + "?from=" + day + "&to=" + day + "&repo="
                + java.net.URLEncoder.encode(fact.repo(), java.nio.charset.StandardCharsets.UTF_8) + "&tool="
                + (fact.tool() == null ? "-" : fact.tool()) + "&origin=" + fact.origin()
                + (opened ? "" : "&dated=closed");
    }

    String listHref() {
        return Paths.PULL_REQUESTS + "?period=all&repo="
                + java.net.URLEncoder.encode(fact.repo(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
