package io.plumbline.standalone.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Recomputes the cells of a metric in SQL from the facts and joins them with what the topology counted. */
final class CounterCheck {

    private static final String CELLS = """
        WITH
        pull_request_in_cells AS (
        %s
        ),
        counted_suggestion AS (
        %s
        ),
        recomputed AS (
        SELECT toDate32(day) AS day, toString(team) AS team, toString(repo) AS repo, toString(origin) AS origin,
               toString(tool) AS tool, toString(dimension) AS dimension,
               toInt64(numerator) AS numerator, toInt64(denominator) AS denominator
        FROM (
        %s
        )
        WHERE numerator != 0 OR denominator != 0
        ),
        stored AS (
        SELECT toDate32(day) AS day, toString(team) AS team, toString(repo) AS repo, toString(origin) AS origin,
               toString(tool) AS tool, toString(dimension) AS dimension, numerator, denominator
        FROM plumbline.metric_daily FINAL
        WHERE is_deleted = 0 AND metric_id = {metric:String}
        ),
        joined AS (
        SELECT day, team, repo, origin, tool, dimension,
               recomputed.numerator AS recomputed_numerator, recomputed.denominator AS recomputed_denominator,
               stored.numerator AS stored_numerator, stored.denominator AS stored_denominator,
               NOT (recomputed_numerator <=> stored_numerator AND recomputed_denominator <=> stored_denominator)
                   AS differs
        FROM recomputed FULL OUTER JOIN stored USING (day, team, repo, origin, tool, dimension)
        %s
        )
        """;

    private static final List<String> FACTS_WITH_ZONE = List.of(
            "pull_request", "suggestion", "findings", "rework", "deployment", "incident", "delivery", "line_history");

    private final Warehouse warehouse;
    private final MetricRegistry registry;
    private final ZoneId zone;
    private final Collection<String> repositories;
    private final int limit;

    /**
     * @param zone for facts that name none
     * @param repositories empty = all
     */
    CounterCheck(
            Warehouse warehouse, MetricRegistry registry, ZoneId zone, Collection<String> repositories, int limit) {
        this.warehouse = warehouse;
        this.zone = zone;
        this.registry = registry;
        this.repositories = repositories;
        this.limit = limit;
    }

    CheckResult of(MetricDefinition metric) {
        var check = "counters/" + metric.id();
        var statement = CounterStatements.of(metric.id());
        if (statement.isEmpty()) {
            return CheckResult.notReconciled(check);
        }
        long start = System.nanoTime();
        var cells = CounterStatements.withZones(
                CELLS.formatted(
                        CounterStatements.PULL_REQUEST_IN_CELLS,
                        CounterStatements.COUNTED_SUGGESTION,
                        statement.get(),
                        repositories.isEmpty() ? "" : "WHERE has(" + Warehouse.list(repositories) + ", repo)"),
                zones());
        var parameters = Map.of(
                "metric",
                metric.id(),
                "window_days",
                Integer.toString(metric.windowDays()),
                "organisation_zone",
                zone.getId());
        var counts = warehouse
                .rows(cells + "SELECT count() AS cells, countIf(differs) AS differences FROM joined", parameters)
                .get(0);
        long differences = counts.get("differences").asLong();
        var listed = differences == 0
                ? List.<Difference>of()
                : warehouse
                        .rows(
                                cells + "SELECT * FROM joined WHERE differs "
                                        + "ORDER BY day, repo, origin, tool, team, dimension LIMIT " + limit,
                                parameters)
                        .stream()
                        .map(row -> difference(check, row))
                        .toList();
        return new CheckResult(check, counts.get("cells").asLong(), 0, differences, listed, since(start), true);
    }

    /** All that facts name, and the organisation's. */
    private Set<String> zones() {
        var zones = new TreeSet<>(List.of("UTC", zone.getId()));
        var facts = FACTS_WITH_ZONE.stream()
                .map(table -> "SELECT toString(zone) AS zone FROM plumbline." + table)
                .collect(Collectors.joining(" UNION ALL "));
        warehouse.each(
                "SELECT DISTINCT zone FROM (" + facts + ") WHERE zone != ''",
                Map.of(),
                row -> zones.add(row.get("zone").asText()));
        return zones;
    }

    /** Cells of metrics that no registry knows would be compared by nobody. */
    CheckResult ofUnknownMetrics() {
        long start = System.nanoTime();
        var known = registry.metrics().stream().map(MetricDefinition::id).collect(Collectors.toSet());
        var listed = warehouse
                .rows(
                        "SELECT metric_id, count() AS cells FROM plumbline.metric_daily FINAL "
                                + "WHERE is_deleted = 0 AND NOT has(" + Warehouse.list(known)
                                + ", toString(metric_id)) GROUP BY metric_id ORDER BY metric_id",
                        Map.of())
                .stream()
                .map(row -> new Difference(
                        "counters/unknown",
                        "",
                        row.get("metric_id").asText(),
                        "row",
                        row.get("cells").asText() + " cells",
                        "no such metric in the registry"))
                .toList();
        return new CheckResult("counters/unknown", listed.size(), 0, listed.size(), listed, since(start), true);
    }

    private static Difference difference(String check, JsonNode row) {
        var stored = amount(row, "stored");
        var recomputed = amount(row, "recomputed");
        var cell = List.of("day", "repo", "origin", "tool", "team", "dimension").stream()
                .map(name -> row.get(name).asText())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        boolean missing = stored.isEmpty() || recomputed.isEmpty();
        return new Difference(
                check, row.get("repo").asText(), cell, missing ? "row" : "numerator/denominator", stored, recomputed);
    }

    private static String amount(JsonNode row, String side) {
        var numerator = row.get(side + "_numerator");
        return numerator.isNull()
                ? ""
                : numerator.asText() + "/" + row.get(side + "_denominator").asText();
    }

    static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
