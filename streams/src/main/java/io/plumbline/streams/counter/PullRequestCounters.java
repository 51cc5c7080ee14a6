package io.plumbline.streams.counter;

import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pull request adds to the metrics of pull requests (metrics.md 0.2, 5, 7.4, 10 and appendix A). Each metric is
 * counted in a cell of its own; most, where the split is worth its cells, again in one for the task type and one for each
 * area.
 *
 * <p>The clock is not read here: whether a window has passed is told by the cell's finality. Days are calendar days in the
 * time zone that the fact names. Definitions: the metric registry.
 */
public final class PullRequestCounters {

    /** Merged this soon after being ready, nobody has read it. */
    private static final Duration RUBBER_STAMP = Duration.ofSeconds(60);

    private final PullRequestFact fact;
    private final ZoneId zone;
    private final MetricRegistry registry;
    private final List<Contribution> contributions = new ArrayList<>();

    private PullRequestCounters(PullRequestFact fact, ZoneId zone, MetricRegistry registry) {
        this.fact = fact;
        this.zone = zone;
        this.registry = registry;
    }

    /** @param zone for facts that name none */
    public static List<Contribution> contributions(PullRequestFact fact, ZoneId zone, MetricRegistry registry) {
        var itsZone = fact.getZone() == null ? zone : ZoneId.of(fact.getZone());
        var counters = new PullRequestCounters(fact, itsZone, registry);
        counters.acceptance();
        counters.review();
        counters.rework();
        counters.adoption();
        return counters.contributions;
    }

    private void acceptance() {
        var opened = fact.getOpenedAt();
        var merged = fact.getMergedAt();
        long isMerged = merged == null ? 0 : 1;
        add("merged_all", opened, isMerged, 1);
        if (merged != null || fact.getClosedAt() != null) {
            var ended = merged == null ? fact.getClosedAt() : merged;
            add("merged_closed", ended, isMerged, 1);
            if (!fact.getOutcome().equals(Outcome.AUTO_CLOSED.id())) {
                add("pr_acceptance_closed", ended, isMerged, 1);
            }
        }
        if (fact.getReadyAt() != null) {
            add("merged_ready", opened, isMerged, 1);
        }
        var window = Duration.ofDays(registry.metric("merged_matured").windowDays());
        long inTime = merged != null && !merged.isAfter(opened.plus(window)) ? 1 : 0;
        add("merged_matured", opened, inTime, 1);
        if (fact.getReadyAt() != null) {
            add("pr_acceptance_matured", opened, inTime, 1);
        }
    }

    private void review() {
        var merged = fact.getMergedAt();
        if (merged == null) {
            return;
        }
        add("unreviewed_merge_share", merged, fact.getHumanReviews() == 0 ? 1 : 0, 1);
        var ready = fact.getReadyAt() == null ? fact.getOpenedAt() : fact.getReadyAt();
        add("rubber_stamp_share", merged, merged.isBefore(ready.plus(RUBBER_STAMP)) ? 1 : 0, 1);
    }

    /** Pushes, forced ones too; what machines and what people asked for is kept apart (M5.8, M5.9, M5.11). */
    private void rework() {
        addPlain("clock_skew_share", fact.getOpenedAt(), fact.getClockSkews() > 0 ? 1 : 0, 1);
        var ended = fact.getMergedAt() == null ? fact.getClosedAt() : fact.getMergedAt();
        if (ended == null) {
            return;
        }
        if (fact.getHumanReviews() > 0) {
            add("pr_rework_after_human_review", ended, fact.getPushesAfterFirstHumanReview() > 0 ? 1 : 0, 1);
            addPlain("review_rounds_per_100_prs", ended, fact.getReviewRounds(), 1);
        }
        if (fact.getBotReviews() > 0) {
            addPlain("pr_rework_after_bot_review", ended, fact.getPushesAfterFirstBotReview() > 0 ? 1 : 0, 1);
        }
        if (fact.getMergedAt() != null) {
            addPlain("merged_unmodified_share", ended, fact.getChangedAfterSubmission() ? 0 : 1, 1);
        }
    }

    private void adoption() {
        var opened = fact.getOpenedAt();
        boolean unknown = fact.getOrigin().equals(Origin.UNKNOWN.id());
        boolean automation = fact.getOrigin().equals(Origin.AUTOMATION_BOT.id());
        add("unknown_origin_share", opened, unknown ? 1 : 0, 1);
        if (automation) {
            return;
        }
        add("ai_pr_share", opened, unknown ? 0 : 1, 1);
        if (fact.getAdditions() != null) {
            long lines = fact.getAdditions();
            add("ai_line_share", opened, unknown ? 0 : lines, lines);
        }
    }

    private void add(String metricId, Instant at, long numerator, long denominator) {
        var day = LocalDate.ofInstant(at, zone);
        add(metricId, day, null, numerator, denominator);
        if (fact.getTaskType() != null) {
            add(metricId, day, "task_type=" + fact.getTaskType(), numerator, denominator);
        }
        for (var area : fact.getAreas()) {
            add(metricId, day, "area=" + area, numerator, denominator);
        }
    }

    private void addPlain(String metricId, Instant at, long numerator, long denominator) {
        add(metricId, LocalDate.ofInstant(at, zone), null, numerator, denominator);
    }

    private void add(String metricId, LocalDate day, String dimension, long numerator, long denominator) {
        var cell = new CounterKey(
                metricId, day, fact.getTeam(), fact.getRepo(), fact.getOrigin(), fact.getTool(), dimension);
        contributions.add(new Contribution(cell, numerator, denominator));
    }
}
