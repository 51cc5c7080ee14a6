package io.plumbline.streams.lines;

import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.LinesByAge;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.streams.counter.Contribution;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What one commit adds, all on its day and by its origin (metrics.md M5.2, M5.7). W is the window of the registry.
 *
 * <ul>
 *   <li>{@code line_rework_rate}: lines that it ended before they were W days old / lines that it added or removed
 *   <li>{@code refactor_rate}: lines that it ended at W days or later / the same
 *   <li>{@code line_survival_21d}: of its lines those that lived 21 days / its lines, once the history is read that far
 * </ul>
 */
final class LineCounters {

    private LineCounters() {}

    /** @param zone for facts that name none */
    static List<Contribution> contributions(LineHistoryFact fact, ZoneId zone, MetricRegistry registry) {
        var day = LocalDate.ofInstant(fact.getCommittedAt(), fact.getZone() == null ? zone : ZoneId.of(fact.getZone()));
        var all = new ArrayList<Contribution>();
        long changed = (long) fact.getAdded() + fact.getRemoved();
        if (changed > 0) {
            long young =
                    younger(fact.getEnded(), registry.metric("line_rework_rate").windowDays());
            long inAll = younger(fact.getEnded(), Integer.MAX_VALUE);
            long old = inAll
                    - younger(fact.getEnded(), registry.metric("refactor_rate").windowDays());
            all.add(new Contribution(cell("line_rework_rate", day, fact), young, changed));
            all.add(new Contribution(cell("refactor_rate", day, fact), old, changed));
        }
        int window = registry.metric("line_survival_21d").windowDays();
        boolean isKnown = !fact.getCommittedAt().plus(Duration.ofDays(window)).isAfter(fact.getKnownUntil());
        if (fact.getBorn() > 0 && isKnown) {
            long alive = fact.getBorn() - younger(fact.getDeaths(), window);
            all.add(new Contribution(cell("line_survival_21d", day, fact), alive, fact.getBorn()));
        }
        return all;
    }

    private static long younger(List<LinesByAge> lines, int days) {
        return lines.stream()
                .filter(one -> one.getAgeDays() < days)
                .mapToLong(LinesByAge::getLines)
                .sum();
    }

    private static CounterKey cell(String metricId, LocalDate day, LineHistoryFact fact) {
        return new CounterKey(metricId, day, fact.getTeam(), fact.getRepo(), fact.getOrigin(), fact.getTool(), null);
    }
}
