package io.plumbline.streams.deployment;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.streams.counter.Contribution;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What one deployment adds (metrics.md M5.1, 7.1). Only production deployments that have ended, well or not, on the day they
 * ended.
 *
 * <ul>
 *   <li>{@code deployment_rework_rate}: those that were rollbacks, hotfixes or otherwise unplanned / all
 *   <li>{@code deployment_failure_share}: those that failed and were not brought to success / all
 * </ul>
 *
 * Cells have neither origin nor tool: a deployment carries pull requests of many. Days are calendar days in the time zone that
 * the fact names.
 */
final class DeploymentCounters {

    private static final Set<String> FAILED = Set.of("failure", "error");

    private DeploymentCounters() {}

    /** @param zone for facts that name none */
    static List<Contribution> contributions(DeploymentFact fact, ZoneId zone) {
        boolean failed = FAILED.contains(fact.getState());
        if (!fact.getProduction()
                || fact.getFinishedAt() == null
                || !(failed || fact.getState().equals("success"))) {
            return List.of();
        }
        var day = LocalDate.ofInstant(fact.getFinishedAt(), fact.getZone() == null ? zone : ZoneId.of(fact.getZone()));
        return List.of(
                one("deployment_rework_rate", day, fact, !fact.getTrigger().equals("planned")),
                one("deployment_failure_share", day, fact, failed));
    }

    private static Contribution one(String metricId, LocalDate day, DeploymentFact fact, boolean counts) {
        var cell = new CounterKey(metricId, day, fact.getTeam(), fact.getRepo(), "", null, null);
        return new Contribution(cell, counts ? 1 : 0, 1);
    }
}
