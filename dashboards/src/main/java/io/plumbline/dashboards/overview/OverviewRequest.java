package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the address of the overview asks for. */
record OverviewRequest(PageRequest page, MetricDefinition metric, String split) {

    /** What the overview understands besides period and scope. */
    static final List<String> KEYS = List.of("metric", "split");

    /** The four denominators that public sources mix, in the order in which they are shown. */
    static final List<MetricDefinition> ACCEPTANCE = Stream.of(
                    "merged_all", "merged_closed", "merged_ready", "merged_matured")
            .map(MetricRegistry.standard()::metric)
            .toList();

    private static final String DEFAULT_METRIC = "merged_matured";
    static final String BY_TOOL = "tool";
    static final String BY_ORIGIN = "origin";

    /** @throws BadFilterException for a metric or a split that is not offered */
    static OverviewRequest of(PageRequest request) {
        var wanted = request.state().find("metric").orElse(DEFAULT_METRIC);
        var metric = ACCEPTANCE.stream()
                .filter(candidate -> candidate.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new BadFilterException(
                        "\"metric\" is one of merged_all, merged_closed, merged_ready, merged_matured."));
        // One tool alone rarely has the ten pull requests a week that a point needs; all agents together do.
        var split = request.state()
                .find("split")
                .orElse(request.state().find("tool").isPresent() ? BY_TOOL : BY_ORIGIN);
        if (!split.equals(BY_TOOL) && !split.equals(BY_ORIGIN)) {
            throw new BadFilterException("\"split\" is tool or origin.");
        }
        return new OverviewRequest(request, metric, split);
    }

    UrlState state() {
        return page.state();
    }

    Period period() {
        return page.period();
    }

    /** Named parameters of every query of this page. */
    Map<String, Object> parameters() {
        return withChoices(page.parameters());
    }

    /** The same for the period right before. */
    Map<String, Object> parametersBefore() {
        return withChoices(page.parametersBefore());
    }

    private Map<String, Object> withChoices(Map<String, Object> parameters) {
        parameters.put("metric", metric.id());
        parameters.put("split", split);
        return parameters;
    }

    /** State of links to the list: the same scope and the dates spelled out, so that the link keeps its meaning. */
    UrlState forList(List<String> listKeys) {
        return page.dated().toKeys(listKeys);
    }

    String metricHref(MetricDefinition candidate) {
        return state().with("metric", candidate.id()).at(Paths.OVERVIEW);
    }

    String splitHref(String candidate) {
        return state().with("split", candidate).at(Paths.OVERVIEW);
    }

    boolean isMetric(MetricDefinition candidate) {
        return metric.id().equals(candidate.id());
    }

    boolean isSplit(String candidate) {
        return split.equals(candidate);
    }

    String everythingHref() {
        return state().without("from", "to", "team", "repo", "tool", "origin")
                .with("period", "all")
                .at(Paths.OVERVIEW);
    }
}
