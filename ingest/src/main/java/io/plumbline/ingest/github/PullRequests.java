package io.plumbline.ingest.github;

import io.plumbline.schema.event.PullRequestEvent;
import java.time.Instant;

/** {@code pull_request}, every action, and GH Archive's {@code PullRequestEvent}. */
final class PullRequests {

    static final Shape SHAPE = Shape.of("action", "number", "before", "after")
            .with("pull_request", Snapshots.SHAPE)
            .with("label", Shape.of("name"))
            .with("assignee", Shape.of("login"))
            .with("requested_reviewer", Shape.of("login"))
            .with("requested_team", Shape.of("name", "slug"))
            .with("milestone", Shape.of("title"));

    private PullRequests() {}

    static PullRequestEvent map(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var action = body.needText("action");
        var pull = body.needPart("pull_request");
        var snapshot = Snapshots.of(pull);
        var number = numberOf(body, pull);
        var pushed = action.equals("synchronize");
        var after = body.text("after");
        var afterSha = !pushed || after != null ? after : snapshot.getHeadSha();
        var label = name(body, "label", "name");
        var time =
                switch (action) {
                    case "opened" -> snapshot.getCreatedAt();
                    case "closed" -> first(snapshot.getClosedAt(), snapshot.getMergedAt(), snapshot.getUpdatedAt());
                    default -> snapshot.getUpdatedAt();
                };
        var about =
                switch (action) {
                    case "synchronize" -> afterSha;
                    case "labeled", "unlabeled" -> label;
                    case "assigned", "unassigned" -> name(body, "assignee", "login");
                    case "review_requested", "review_request_removed" -> requested(body);
                    case "milestoned", "demilestoned" -> name(body, "milestone", "title");
                    default -> null;
                };
        var id = envelope.idOf("pull_request", action, number) + "/" + envelope.stamp(time);
        var actor = Accounts.typed(envelope.actor(), snapshot.getAuthor(), snapshot.getMergedBy());
        return new PullRequestEvent(
                envelope.meta(about == null ? id : id + "/" + about, time, actor),
                envelope.repo(),
                envelope.repoId(),
                number,
                action,
                snapshot,
                pushed ? body.text("before") : null,
                pushed ? afterSha : null,
                null,
                action.endsWith("labeled") ? label : null);
    }

    /** The number stands in the pull request and, in some events, beside it. */
    static int numberOf(Part body, Part pull) throws PayloadException {
        var number = pull.integer("number");
        return number != null ? number : body.needInteger("number");
    }

    private static String requested(Part body) throws PayloadException {
        var reviewer = name(body, "requested_reviewer", "login");
        if (reviewer != null) {
            return reviewer;
        }
        var slug = name(body, "requested_team", "slug");
        return slug != null ? slug : name(body, "requested_team", "name");
    }

    private static String name(Part body, String part, String field) throws PayloadException {
        var named = body.part(part);
        return named == null ? null : named.text(field);
    }

    static Instant first(Instant... times) {
        for (var time : times) {
            if (time != null) {
                return time;
            }
        }
        return null;
    }
}
