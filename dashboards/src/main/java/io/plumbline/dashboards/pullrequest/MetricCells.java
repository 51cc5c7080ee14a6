package io.plumbline.dashboards.pullrequest;

import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * @param numerator 0 or 1, or lines
     * @param denominator 1, or lines
     * @param reason why it counts as it does
     * @param maturesOn first day on which the passing of time no longer changes it; null when it does not count
     */
    record Cell(
            MetricDefinition metric,
            LocalDate day,
            long numerator,
            long denominator,
            String reason,
            LocalDate maturesOn) {

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
        return List.of(
                mergedAll(),
                mergedClosed(),
                mergedReady(),
                matured("merged_matured", true),
                acceptedClosed(),
                matured("pr_acceptance_matured", fact.readyAt() != null),
                unreviewed(),
                rubberStamp(),
                unknownOrigin(),
                aiPullRequests(),
                aiLines(),
                rework(
                        "pr_rework_after_human_review",
                        "person",
                        fact.humanReviews(),
                        fact.pushesAfterFirstHumanReview()),
                rework("pr_rework_after_bot_review", "bot", fact.botReviews(), fact.pushesAfterFirstBotReview()),
                unmodified(),
                rounds(),
                clockSkew());
    }

    /** What rests on comments, findings, corrections and incidents; those that it adds nothing to say why. */
    List<Cell> further(List<PullRequest.Contribution> contributions) {
        var cells = new ArrayList<Cell>();
        for (var entry : FURTHER.entrySet()) {
            var own = contributions.stream()
                    .filter(one -> one.metricId().equals(entry.getKey()))
                    .toList();
            if (own.isEmpty()) {
                cells.add(not(entry.getKey(), entry.getValue()));
            }
            own.forEach(one -> cells.add(new Cell(
                    MetricRegistry.standard().metric(one.metricId()),
                    one.day(),
                    one.numeratorCount(),
                    one.denominatorCount(),
                    "counted from its comments, files and incidents",
                    one.day()
                            .plusDays(MetricRegistry.standard()
                                            .metric(one.metricId())
                                            .windowDays()
                                    + (long) MetricRegistry.standard()
                                            .metric(one.metricId())
                                            .graceDays()))));
        }
        return List.copyOf(cells);
    }

    /** Metric and why a pull request may have no part in it. */
    private static final Map<String, String> FURTHER = new LinkedHashMap<>();

    static {
        FURTHER.put("corrective_14d", "not merged, or its files are not known");
        FURTHER.put("corrective_21d", "not merged, or its files are not known");
        FURTHER.put("revert_rate_30d", "not merged");
        FURTHER.put("suggestion_acceptance_AB", "no decided comment of an AI reviewer");
        FURTHER.put("review_comment_acceptance_human", "no decided comment of a person");
        FURTHER.put("suggestion_block_acceptance", "no decided suggestion block of an AI reviewer");
        FURTHER.put("suggestion_undecided_share", "no comment of an AI reviewer");
        FURTHER.put("suggestion_downvote_rate", "no votes known");
        FURTHER.put("findings_per_100_prs", "still open, or no AI reviewer looked at it");
        FURTHER.put("findings_per_kloc", "still open, no AI reviewer looked at it, or its size is unknown");
        FURTHER.put("human_findings_per_100_prs", "still open, or no person reviewed it");
        FURTHER.put("incidents_per_100_prs_low", "not merged, or nobody tells of incidents of this repository");
        FURTHER.put("incidents_per_100_prs_high", "not merged, or nobody tells of incidents of this repository");
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

    private Cell acceptedClosed() {
        if (fact.outcome().equals(Outcome.AUTO_CLOSED.id())) {
            return not("pr_acceptance_closed", "closed by a bot: nobody decided");
        }
        if (isMerged()) {
            return counted("pr_acceptance_closed", fact.mergedAt(), true, "merged");
        }
        return fact.closedAt() == null
                ? not("pr_acceptance_closed", "still open")
                : counted("pr_acceptance_closed", fact.closedAt(), false, "rejected or superseded");
    }

    private Cell mergedReady() {
        if (fact.readyAt() == null) {
            return not("merged_ready", "was never ready for review");
        }
        return counted("merged_ready", fact.openedAt(), isMerged(), isMerged() ? "merged" : "not merged");
    }

    private Cell matured(String metricId, boolean inCohort) {
        if (!inCohort) {
            return not(metricId, "was never ready for review");
        }
        var metric = MetricRegistry.standard().metric(metricId);
        var window = Duration.ofDays(metric.windowDays());
        boolean inWindow =
                isMerged() && !fact.mergedAt().isAfter(fact.openedAt().plus(window));
        var reason = inWindow
                ? "merged within " + metric.windowDays() + " days"
                : isMerged() ? "merged later than " + metric.windowDays() + " days" : "not merged";
        return counted(metricId, fact.openedAt(), inWindow, reason);
    }

    private Cell unreviewed() {
        if (!isMerged()) {
            return not("unreviewed_merge_share", "not merged");
        }
        boolean unreviewed = fact.humanReviews() == 0;
        return counted(
                "unreviewed_merge_share",
                fact.mergedAt(),
                unreviewed,
                unreviewed ? "no review by a person but the author" : "reviewed by a person");
    }

    private Cell rubberStamp() {
        if (!isMerged()) {
            return not("rubber_stamp_share", "not merged");
        }
        var ready = fact.readyAt() == null ? fact.openedAt() : fact.readyAt();
        boolean stamped = fact.mergedAt().isBefore(ready.plusSeconds(60));
        return counted(
                "rubber_stamp_share",
                fact.mergedAt(),
                stamped,
                stamped ? "merged within a minute of being ready" : "was ready for a minute or longer");
    }

    private Cell unknownOrigin() {
        boolean unknown = fact.origin().equals(Origin.UNKNOWN.id());
        return counted("unknown_origin_share", fact.openedAt(), unknown, unknown ? "no evidence" : "origin is known");
    }

    private Cell aiPullRequests() {
        if (fact.origin().equals(Origin.AUTOMATION_BOT.id())) {
            return not("ai_pr_share", "by an automation bot");
        }
        return counted("ai_pr_share", fact.openedAt(), fact.isKnownAi(), fact.isKnownAi() ? "AI" : "not known as AI");
    }

    private Cell aiLines() {
        if (fact.origin().equals(Origin.AUTOMATION_BOT.id())) {
            return not("ai_line_share", "by an automation bot");
        }
        if (fact.additions() == null) {
            return not("ai_line_share", "its size is unknown");
        }
        return counted(
                "ai_line_share",
                fact.openedAt(),
                fact.isKnownAi() ? fact.additions() : 0,
                fact.additions(),
                "lines added");
    }

    private Cell rework(String metricId, String by, long reviews, long pushes) {
        if (fact.mergedAt() == null && fact.closedAt() == null) {
            return not(metricId, "still open");
        }
        if (reviews == 0) {
            return not(metricId, "no review by a " + by);
        }
        return counted(
                metricId,
                isMerged() ? fact.mergedAt() : fact.closedAt(),
                pushes > 0,
                pushes > 0 ? "pushed to after a review by a " + by : "not pushed to after a review by a " + by);
    }

    private Cell unmodified() {
        if (!isMerged()) {
            return not("merged_unmodified_share", "not merged");
        }
        boolean changed = fact.changedAfterSubmission();
        return counted(
                "merged_unmodified_share",
                fact.mergedAt(),
                !changed,
                changed ? "pushed to after it was ready" : "not pushed to after it was ready");
    }

    private Cell rounds() {
        if (fact.mergedAt() == null && fact.closedAt() == null) {
            return not("review_rounds_per_100_prs", "still open");
        }
        if (fact.humanReviews() == 0) {
            return not("review_rounds_per_100_prs", "no review by a person");
        }
        return counted(
                "review_rounds_per_100_prs",
                isMerged() ? fact.mergedAt() : fact.closedAt(),
                fact.reviewRounds(),
                1,
                "rounds of changes requested, push, review");
    }

    private Cell clockSkew() {
        boolean skewed = fact.clockSkews() > 0;
        return counted(
                "clock_skew_share", fact.openedAt(), skewed, skewed ? "a span is negative" : "no span is negative");
    }

    private boolean isMerged() {
        return fact.mergedAt() != null;
    }

    private Cell counted(String metricId, Instant cohort, boolean numerator, String reason) {
        return counted(metricId, cohort, numerator ? 1 : 0, 1, reason);
    }

    private Cell counted(String metricId, Instant cohort, long numerator, long denominator, String reason) {
        var metric = MetricRegistry.standard().metric(metricId);
        var day = LocalDate.ofInstant(cohort, zone);
        return new Cell(
                metric,
                day,
                numerator,
                denominator,
                reason,
                day.plusDays(metric.windowDays() + (long) metric.graceDays()));
    }

    private static Cell not(String metricId, String reason) {
        return new Cell(MetricRegistry.standard().metric(metricId), null, 0, 0, reason, null);
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
