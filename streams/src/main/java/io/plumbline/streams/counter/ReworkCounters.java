package io.plumbline.streams.counter;

import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What one merged pull request adds to the metrics of rework (metrics.md M5.10 and M6.5), on the day it was merged, in a
 * cell of its own and again in one for the task type and one for each area.
 *
 * <ul>
 *   <li>{@code corrective_14d}, {@code corrective_21d}: corrected within the window of the registry / merged with known paths
 *   <li>{@code revert_rate_30d}: reverted within the window and not brought back within it / merged
 * </ul>
 */
public final class ReworkCounters {

    private ReworkCounters() {}

    /** @param zone for facts that name none */
    public static List<Contribution> contributions(ReworkFact fact, ZoneId zone, MetricRegistry registry) {
        var all = new ArrayList<Contribution>();
        var day = LocalDate.ofInstant(fact.getMergedAt(), fact.getZone() == null ? zone : ZoneId.of(fact.getZone()));
        if (fact.getPathsKnown()) {
            for (var metric : List.of("corrective_14d", "corrective_21d")) {
                var until = until(fact, metric, registry);
                boolean corrected = fact.getCorrections().stream()
                        .anyMatch(correction -> !correction.getAt().isAfter(until));
                add(all, metric, day, fact, corrected);
            }
        }
        var until = until(fact, "revert_rate_30d", registry);
        boolean reverted = fact.getReverts().stream()
                .anyMatch(revert -> !revert.getAt().isAfter(until)
                        && (revert.getUndoneAt() == null || revert.getUndoneAt().isAfter(until)));
        add(all, "revert_rate_30d", day, fact, reverted);
        return all;
    }

    private static Instant until(ReworkFact fact, String metric, MetricRegistry registry) {
        return fact.getMergedAt().plus(Duration.ofDays(registry.metric(metric).windowDays()));
    }

    private static void add(List<Contribution> all, String metric, LocalDate day, ReworkFact fact, boolean counts) {
        add(all, metric, day, fact, null, counts);
        if (fact.getTaskType() != null) {
            add(all, metric, day, fact, "task_type=" + fact.getTaskType(), counts);
        }
        for (var area : fact.getAreas()) {
            add(all, metric, day, fact, "area=" + area, counts);
        }
    }

    private static void add(
            List<Contribution> all, String metric, LocalDate day, ReworkFact fact, String dimension, boolean counts) {
        var cell = new CounterKey(
                metric, day, fact.getTeam(), fact.getRepo(), fact.getOrigin(), fact.getTool(), dimension);
        all.add(new Contribution(cell, counts ? 1 : 0, 1));
    }
}
