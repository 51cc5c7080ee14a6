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

        String totalLabel() {
            return total == null
                    ? "not counted yet"
                    : Numbers.count(total.numeratorCount()) + " / " + Numbers.count(total.denominatorCount());
        }
    }

    String listHref() {
        return Paths.PULL_REQUESTS + "?period=all&repo="
                + java.net.URLEncoder.encode(fact.repo(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
