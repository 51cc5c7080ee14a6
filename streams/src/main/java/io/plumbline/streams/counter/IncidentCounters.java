package io.plumbline.streams.counter;

import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.streams.incident.DeploymentOutcome;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What incidents say of changes (metrics.md 6, 10 and appendix A). An incident is laid on the candidates of its strongest
 * tier; the low bound counts it when that tier is L1 or L2, the high bound whatever it is, so that low is never above high.
 *
 * <ul>
 *   <li>{@code change_failure_rate_low}, {@code change_failure_rate_high}: successful production deployments that an incident
 *       is laid on / successful production deployments, on the day they finished. A deployment carries pull requests of any
 *       origin, so these cells have none
 *   <li>{@code incidents_per_100_prs_low}, {@code incidents_per_100_prs_high}: shares of incidents / merged pull requests,
 *       both in millionths, on the day of the merge; again by task type and area
 *   <li>{@code incident_ambiguous_share}: incidents with several candidates in their strongest tier / incidents with any, on
 *       the day of the trigger
 * </ul>
 *
 * Where nobody tells of incidents nothing is counted: silence is not zero. Maintenance counts nowhere. Days are calendar
 * days in the time zone that the fact names.
 */
public final class IncidentCounters {

    private static final long WHOLE = 1_000_000;

    private IncidentCounters() {}

    /** @param zone for facts that name none */
    public static List<Contribution> contributions(IncidentFact fact, ZoneId zone) {
        if (fact.getMaintenance() || fact.getTier() == null) {
            return List.of();
        }
        var day = day(fact.getTriggeredAt(), fact.getZone(), zone);
        var cell = new CounterKey("incident_ambiguous_share", day, fact.getTeam(), fact.getRepo(), "", null, null);
        return List.of(new Contribution(cell, fact.getAmbiguous() ? 1 : 0, 1));
    }

    /** @param zone for deployments that name none */
    public static List<Contribution> contributions(DeploymentOutcome outcome, ZoneId zone) {
        if (!outcome.getIncidentsKnown()) {
            return List.of();
        }
        var day = day(Instant.ofEpochMilli(outcome.getFinishedAt()), outcome.getZone(), zone);
        return List.of(
                failed("change_failure_rate_low", day, outcome, outcome.getLow()),
                failed("change_failure_rate_high", day, outcome, outcome.getHigh()));
    }

    private static Contribution failed(String metricId, LocalDate day, DeploymentOutcome outcome, boolean failed) {
        var cell = new CounterKey(metricId, day, outcome.getTeam(), outcome.getRepo(), "", null, null);
        return new Contribution(cell, failed ? 1 : 0, 1);
    }

    /** @param zone for facts that name none */
    public static List<Contribution> contributions(DeliveryFact fact, ZoneId zone) {
        if (!fact.getIncidentsKnown()) {
            return List.of();
        }
        long low = 0;
        long high = 0;
        for (var incident : fact.getIncidents()) {
            high += incident.getWeightMillionths();
            if (incident.getTier().equals("L1") || incident.getTier().equals("L2")) {
                low += incident.getWeightMillionths();
            }
        }
        var all = new ArrayList<Contribution>();
        var day = day(fact.getMergedAt(), fact.getZone(), zone);
        shares(all, "incidents_per_100_prs_low", day, fact, low);
        shares(all, "incidents_per_100_prs_high", day, fact, high);
        return all;
    }

    private static void shares(List<Contribution> all, String metricId, LocalDate day, DeliveryFact fact, long share) {
        all.add(share(metricId, day, fact, null, share));
        if (fact.getTaskType() != null) {
            all.add(share(metricId, day, fact, "task_type=" + fact.getTaskType(), share));
        }
        for (var area : fact.getAreas()) {
            all.add(share(metricId, day, fact, "area=" + area, share));
        }
    }

    private static Contribution share(String metricId, LocalDate day, DeliveryFact fact, String dimension, long share) {
        var cell = new CounterKey(
                metricId, day, fact.getTeam(), fact.getRepo(), fact.getOrigin(), fact.getTool(), dimension);
        return new Contribution(cell, share, WHOLE);
    }

    private static LocalDate day(Instant at, String stated, ZoneId zone) {
        return LocalDate.ofInstant(at, stated == null ? zone : ZoneId.of(stated));
    }
}
