package io.plumbline.dashboards.pullrequests;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.Duration;
import java.time.Instant;

/** One pull request of the list; a row of page.sql. Sizes are null when the source does not say. */
record Line(
        String provider,
        String repo,
        long number,
        String title,
        String team,
        String origin,
        String tool,
        double confidence,
        Instant openedAt,
        Instant readyAt,
        Instant firstHumanReviewAt,
        Instant mergedAt,
        Instant closedAt,
        boolean draft,
        String outcome,
        Long additions,
        Long deletions,
        Long changedFiles) {

    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    String href() {
        return Paths.pullRequest(provider, repo, number);
    }

    String name() {
        return repo + "#" + number;
    }

    String shownTitle() {
        return title.isBlank() ? "(no title)" : title;
    }

    String originLabel() {
        return Labels.origin(origin);
    }

    String originClass() {
        return Labels.originClass(origin);
    }

    String toolLabel() {
        return tool == null ? "" : Tools.label(tool);
    }

    String confidenceLabel() {
        return confidence > 0 ? Math.round(confidence * 100) + " %" : "";
    }

    String outcomeLabel() {
        return Labels.outcome(outcome, draft);
    }

    String outcomeClass() {
        return Labels.outcomeClass(outcome, draft);
    }

    /** From ready for review to the first review by a person who is not the author; null when either is missing. */
    Double pickupHours() {
        return hours(readyAt, firstHumanReviewAt);
    }

    /** From the first human review to the merge. */
    Double reviewHours() {
        return firstHumanReviewAt != null && mergedAt != null && !mergedAt.isBefore(firstHumanReviewAt)
                ? hours(firstHumanReviewAt, mergedAt)
                : null;
    }

    /** From opening to merge or close; null while open. */
    Double lifeHours() {
        return hours(openedAt, mergedAt != null ? mergedAt : closedAt);
    }

    private static Double hours(Instant from, Instant to) {
        return from == null || to == null ? null : Duration.between(from, to).toMillis() / MILLIS_PER_HOUR;
    }

    String shown(Double hours) {
        return hours == null ? "–" : Numbers.hours(hours);
    }

    String exact(Double hours) {
        return hours == null ? null : Numbers.exactHours(hours);
    }

    boolean hasSize() {
        return additions != null && deletions != null;
    }

    ListRequest.Cursor cursor() {
        return new ListRequest.Cursor(openedAt.toEpochMilli(), number, provider, repo);
    }
}
