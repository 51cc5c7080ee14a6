package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.Span;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the address of the overview asks for. */
record OverviewRequest(UrlState state, Period period, Scope scope, MetricDefinition metric, String split) {

    static final List<String> KEYS =
            Stream.concat(Scope.KEYS.stream(), Stream.of("metric", "split")).toList();

    /** The four denominators that public sources mix, in the order in which they are shown. */
    static final List<MetricDefinition> ACCEPTANCE = Stream.of(
                    "merged_all", "merged_closed", "merged_ready", "merged_matured")
            .map(MetricRegistry.standard()::metric)
            .toList();

    private static final String DEFAULT_METRIC = "merged_matured";
    static final String BY_TOOL = "tool";
    static final String BY_ORIGIN = "origin";

    static OverviewRequest of(Map<String, List<String>> parameters, Span span, LocalDate today, Teams teams) {
        var state = UrlState.read(KEYS, parameters);
        var wanted = state.find("metric").orElse(DEFAULT_METRIC);
        var metric = ACCEPTANCE.stream()
                .filter(candidate -> candidate.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new BadFilterException(
                        "\"metric\" is one of merged_all, merged_closed, merged_ready, merged_matured."));
        // One tool alone rarely has the ten pull requests a week that a point needs; all agents together do.
        var split = state.find("split").orElse(state.find("tool").isPresent() ? BY_TOOL : BY_ORIGIN);
        if (!split.equals(BY_TOOL) && !split.equals(BY_ORIGIN)) {
            throw new BadFilterException("\"split\" is tool or origin.");
        }
        return new OverviewRequest(state, Period.of(state, span, today), Scope.of(state, teams), metric, split);
    }

    /** Named parameters of every query of this page. */
    Map<String, Object> parameters(ZoneId zone) {
        var parameters = new HashMap<String, Object>(scope.parameters());
        parameters.put("zone", zone.getId());
        parameters.put("from", period.from().toString());
        parameters.put("to", period.to().toString());
        parameters.put("previous_from", period.previous().from().toString());
        parameters.put("previous_to", period.previous().to().toString());
        parameters.put("metric", metric.id());
        parameters.put("split", split);
        return parameters;
    }

    /** The same for the period right before. */
    Map<String, Object> parametersBefore(ZoneId zone) {
        var parameters = new HashMap<>(parameters(zone));
        parameters.put("from", period.previous().from().toString());
        parameters.put("to", period.previous().to().toString());
        return parameters;
    }

    /** State of links to the list: the same scope and the dates spelled out, so that the link keeps its meaning. */
    UrlState forList(List<String> listKeys) {
        return state.toKeys(listKeys)
                .without("period")
                .with("from", period.from().toString())
                .with("to", period.to().toString());
    }
}
