package io.plumbline.dashboards.pullrequest;

import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which cells of the daily counters a pull request enters, by the definitions of the metric registry (metrics.md 0.2).
 * Derived from the fact alone, so that a reader can check the counters against it.
 */
final class MetricCells {

    /**
     * One cell, or the reason why there is none.
     *
     * @param day cohort day in the organisation's zone; null when the pull request does not count
     * @param numerator 0 or 1
     * @param reason why it counts as it does
     * @param maturesOn first day on which the passing of time no longer changes it; null when it does not count
     */
    record Cell(MetricDefinition metric, LocalDate day, int numerator, String reason, LocalDate maturesOn) {

        boolean counts() {
            return day != null;
        }

        boolean isProvisional(LocalDate today) {
            return counts() && maturesOn.isAfter(today);
        }
    }

    private final Fact fact;
    private final ZoneId zone;

    MetricCells(Fact fact, ZoneId zone) {
        this.fact = fact;
        this.zone = zone;
    }

    List<Cell> all() {
        var cells = new ArrayList<Cell>();
        cells.add(mergedAll());
        cells.add(mergedClosed());
        cells.add(mergedReady());
        cells.add(mergedMatured());
        return cells;
    }

    private Cell mergedAll() {
        return counted("merged_all", fact.openedAt(), isMerged(), isMerged() ? "merged" : "not merged");
    }

    private Cell mergedClosed() {
        if (isMerged()) {
            return counted("merged_closed", fact.mergedAt(), true, "merged");
        }
        if (fact.closedAt() == null) {
            return not("merged_closed", "still open");
        }
        return counted("merged_closed", fact.closedAt(), false, "closed without merge");
    }

    private Cell mergedReady() {
        if (fact.readyAt() == null) {
            return not("merged_ready", "was never ready for review");
        }
        return counted("merged_ready", fact.openedAt(), isMerged(), isMerged() ? "merged" : "not merged");
    }

    private Cell mergedMatured() {
        var metric = MetricRegistry.standard().metric("merged_matured");
        var window = Duration.ofDays(metric.windowDays());
        boolean inWindow =
                isMerged() && !fact.mergedAt().isAfter(fact.openedAt().plus(window));
        var reason = inWindow
                ? "merged within " + metric.windowDays() + " days"
                : isMerged() ? "merged later than " + metric.windowDays() + " days" : "not merged";
        return counted("merged_matured", fact.openedAt(), inWindow, reason);
    }

    private boolean isMerged() {
        return fact.mergedAt() != null;
    }

    private Cell counted(String metricId, Instant cohort, boolean numerator, String reason) {
        var metric = MetricRegistry.standard().metric(metricId);
        var day = LocalDate.ofInstant(cohort, zone);
        return new Cell(
                metric, day, numerator ? 1 : 0, reason, day.plusDays(metric.windowDays() + (long) metric.graceDays()));
    }

    private static Cell not(String metricId, String reason) {
        return new Cell(MetricRegistry.standard().metric(metricId), null, 0, reason, null);
    }

    /** Day on which the pull request was closed or merged. */
    Optional<LocalDate> closedDay() {
        return Optional.ofNullable(fact.mergedAt() != null ? fact.mergedAt() : fact.closedAt())
                .map(at -> LocalDate.ofInstant(at, zone));
    }

    LocalDate openedDay() {
        return LocalDate.ofInstant(fact.openedAt(), zone);
    }
}
