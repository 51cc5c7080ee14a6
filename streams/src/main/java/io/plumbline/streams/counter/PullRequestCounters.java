package io.plumbline.streams.counter;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * The four denominators of acceptance (metrics.md 0.2), side by side. Each pull request adds 1 to the denominator of
 * every metric whose cohort it belongs to, and 1 to the numerator when it was merged.
 *
 * <ul>
 *   <li>{@code merged_all}: merged / opened, on the day it was opened
 *   <li>{@code merged_closed}: merged / merged or closed, on the day it was closed
 *   <li>{@code merged_ready}: merged / not a draft at some time, on the day it was opened
 *   <li>{@code merged_matured}: merged within the window (days of 24 hours) after opening / opened, on the day it was
 *       opened; that the window has passed is told by the cell's finality, so no clock is read here
 * </ul>
 *
 * Days are calendar days in the organisation's time zone.
 */
public final class PullRequestCounters {

    private PullRequestCounters() {}

    public static List<Contribution> contributions(PullRequestFact fact, ZoneId zone, MetricRegistry registry) {
        var openedOn = LocalDate.ofInstant(fact.getOpenedAt(), zone);
        long merged = fact.getMergedAt() == null ? 0 : 1;
        var contributions = new ArrayList<Contribution>(4);
        contributions.add(of("merged_all", openedOn, fact, merged));
        if (fact.getMergedAt() != null || fact.getClosedAt() != null) {
            var endedAt = fact.getMergedAt() == null ? fact.getClosedAt() : fact.getMergedAt();
            contributions.add(of("merged_closed", LocalDate.ofInstant(endedAt, zone), fact, merged));
        }
        if (fact.getReadyAt() != null) {
            contributions.add(of("merged_ready", openedOn, fact, merged));
        }
        var window = Duration.ofDays(registry.metric("merged_matured").windowDays());
        contributions.add(
                of("merged_matured", openedOn, fact, isWithin(window, fact.getOpenedAt(), fact.getMergedAt()) ? 1 : 0));
        return contributions;
    }

    private static boolean isWithin(Duration window, Instant openedAt, Instant mergedAt) {
        return mergedAt != null && !mergedAt.isAfter(openedAt.plus(window));
    }

    private static Contribution of(String metricId, LocalDate day, PullRequestFact fact, long numerator) {
        var cell =
                new CounterKey(metricId, day, fact.getTeam(), fact.getRepo(), fact.getOrigin(), fact.getTool(), null);
        return new Contribution(cell, numerator, 1);
    }
}
