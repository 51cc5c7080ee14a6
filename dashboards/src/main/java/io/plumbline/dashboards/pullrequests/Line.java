package io.plumbline.dashboards.pullrequests;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One pull request of the list; a row of page.sql. Sizes are null when the source does not say. */
record Line(
        String provider,
        String repo,
        long number,
        String title,
        String team,
        String origin,
        String tool,
        double attributionConfidence,
        String attributionTier,
        String taskType,
        String areas,
        Instant openedAt,
        Instant readyAt,
        Instant firstHumanReviewAt,
        Instant mergedAt,
        Instant closedAt,
        boolean draft,
        String outcome,
        Long additions,
        Long deletions,
        Long changedFiles,
        String sizeClass,
        Long aiFindings,
        Long peopleFindings,
        Boolean corrected21d,
        Boolean reverted,
        Boolean inIncident) {

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
        return attributionConfidence > 0 ? Math.round(attributionConfidence * 100) + " %" : "";
    }

    /** Strength of the evidence, in a word; empty without any. */
    String tierLabel() {
        return switch (attributionTier) {
            case "none" -> "";
            case "set" -> "set by a person";
            default -> attributionTier;
        };
    }

    /** Kind of work and areas, as far as they are known. */
    String work() {
        var task = taskType == null ? "" : taskType;
        return task.isEmpty() || areas.isEmpty() ? task + areas : task + ": " + areas;
    }

    /** Of AI reviewers and people; a dash where nobody looked. */
    String findings() {
        if (aiFindings == null && peopleFindings == null) {
            return "–";
        }
        return Numbers.count((aiFindings == null ? 0 : aiFindings) + (peopleFindings == null ? 0 : peopleFindings));
    }

    String findingsExactly() {
        return (aiFindings == null ? "no AI reviewer looked" : aiFindings + " of AI reviewers") + ", "
                + (peopleFindings == null ? "no person reviewed" : peopleFindings + " of people");
    }

    /** What became of it after the merge, as far as it is known and bad. */
    List<String> afterwards() {
        var said = new ArrayList<String>();
        if (Boolean.TRUE.equals(corrected21d)) {
            said.add("corrected");
        }
        if (Boolean.TRUE.equals(reverted)) {
            said.add("reverted");
        }
        if (Boolean.TRUE.equals(inIncident)) {
            said.add("in an incident");
        }
        return said;
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
