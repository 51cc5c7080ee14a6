package io.plumbline.dashboards.pullrequest;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.schema.metric.Tools;
import java.time.Instant;
import java.time.ZoneId;

/** The row of fact.sql. Null = unknown or has not happened. */
record Fact(
        String id,
        String provider,
        String repo,
        long number,
        String title,
        String htmlUrl,
        String authorLogin,
        String authorType,
        String accountableLogin,
        String team,
        String teamSource,
        String taskType,
        String taskTypeSource,
        String areas,
        String overriddenBy,
        String overrideReason,
        long knownCommits,
        long aiCommits,
        long selfReviews,
        String zone,
        String origin,
        String tool,
        double confidence,
        String ruleVersion,
        String headRef,
        String baseRef,
        Instant openedAt,
        Instant readyAt,
        boolean draft,
        Instant firstHumanReviewAt,
        Instant firstBotReviewAt,
        Instant approvedAt,
        Instant mergedAt,
        Instant closedAt,
        String closedByLogin,
        String mergedByLogin,
        String outcome,
        Long additions,
        Long deletions,
        Long changedFiles,
        Long commits,
        long reviews,
        long humanReviews,
        long reviewComments,
        long reviewRounds,
        long pushes,
        long pushesAfterFirstHumanReview,
        long reopenings,
        long events,
        Instant lastEventAt,
        Instant lastObservedAt,
        Instant firstCommitAt,
        long draftMillis,
        Instant draftSince,
        String workZone,
        Long codingWorkMillis,
        Long pickupWorkMillis,
        Long reviewWorkMillis,
        Long mergeWorkMillis,
        long clockSkews,
        long botReviews,
        long pushesAfterFirstBotReview,
        boolean changedAfterSubmission,
        Long writtenAdditions,
        Long writtenDeletions,
        Long writtenFiles) {

    /** In which its days are counted. */
    ZoneId zoneOr(ZoneId site) {
        return zone.isEmpty() ? site : ZoneId.of(zone);
    }

    String name() {
        return repo + "#" + number;
    }

    String shownTitle() {
        return title.isBlank() ? "(no title)" : title;
    }

    /** The page on the forge; null unless it is a web address, because it comes from a payload. */
    String forgeUrl() {
        return htmlUrl.startsWith("https://") || htmlUrl.startsWith("http://") ? htmlUrl : null;
    }

    String originLabel() {
        return Labels.origin(origin);
    }

    String originClass() {
        return Labels.originClass(origin);
    }

    String toolLabel() {
        return Tools.label(tool);
    }

    String outcomeLabel() {
        return Labels.outcome(outcome, draft);
    }

    String outcomeClass() {
        return Labels.outcomeClass(outcome, draft);
    }

    boolean isKnownAi() {
        return origin.equals("ai_agent") || origin.equals("ai_assisted");
    }
}
