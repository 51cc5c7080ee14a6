package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.inventory.Stock;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.List;

/** Everything the overview's template shows. */
record Overview(
        OverviewRequest request,
        FilterBar filters,
        Stock stock,
        Tiles tiles,
        Acceptance acceptance,
        String acceptanceFinding,
        String acceptanceSql,
        Trend trend,
        List<String> trendFindings,
        String trendSql,
        ReviewFindings findings,
        String findingsSql) {

    List<MetricDefinition> metrics() {
        return OverviewRequest.ACCEPTANCE;
    }

    List<MetricDefinition> findingMetrics() {
        return List.of(ReviewFindings.PER_100, ReviewFindings.PER_KLOC);
    }

    /** Per pull request, then per changed line. */
    List<ReviewFindings.Cell> cells(ReviewFindings.Line line) {
        return List.of(line.perPullRequest(), line.perKloc());
    }

    int registryVersion() {
        return MetricRegistry.standard().version();
    }

    String metricHref(MetricDefinition metric) {
        return request.state().with("metric", metric.id()).at(Paths.OVERVIEW);
    }

    String splitHref(String split) {
        return request.state().with("split", split).at(Paths.OVERVIEW);
    }

    boolean isMetric(MetricDefinition metric) {
        return request.metric().id().equals(metric.id());
    }

    boolean isSplit(String split) {
        return request.split().equals(split);
    }

    /** Address of the same data in another form. */
    String data(String file) {
        return request.state()
                .without("period")
                .with("from", request.period().from().toString())
                .with("to", request.period().to().toString())
                .at("/data/" + file);
    }

    String everythingHref() {
        return request.state()
                .without("from", "to", "team", "repo", "tool", "origin")
                .with("period", "all")
                .at(Paths.OVERVIEW);
    }
}
