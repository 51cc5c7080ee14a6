package io.plumbline.dashboards.card;

import io.plumbline.dashboards.format.Times;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.Arrays;
import java.util.List;

/**
 * What every card shows around its own content.
 *
 * @param name of the card and of its data
 * @param heading a question
 * @param finding the answer in a sentence; empty when the data cannot carry one
 * @param caveat how to read it: method of the interval, what differs between the compared; may be empty
 * @param metrics whose definitions are one click away
 * @param sql the statement as any ClickHouse client runs it
 */
public record Frame(
        String name,
        String heading,
        String finding,
        String caveat,
        List<MetricDefinition> metrics,
        String sql,
        PageRequest request) {

    /** @param metricIds of the registry */
    public static Frame of(String name, String heading, PageRequest request, String sql, String... metricIds) {
        var metrics = Arrays.stream(metricIds)
                .map(id -> MetricRegistry.standard().metric(id))
                .toList();
        return new Frame(name, heading, "", "", metrics, sql, request);
    }

    public Frame finding(String sentence) {
        return new Frame(name, heading, sentence, caveat, metrics, sql, request);
    }

    public Frame caveat(String sentences) {
        return new Frame(name, heading, finding, sentences, metrics, sql, request);
    }

    public int registryVersion() {
        return MetricRegistry.standard().version();
    }

    public String csvHref() {
        return request.data(name + ".csv");
    }

    public String jsonHref() {
        return request.data(name + ".json");
    }

    public String sqlHref() {
        return request.data(name + ".sql");
    }

    /** Up to when it was counted. */
    public String stamp() {
        return request.countedAt() == null ? "" : "counted up to " + Times.minute(request.countedAt(), request.zone());
    }
}
