package io.plumbline.ingest.github;

import static io.plumbline.ingest.github.PullRequests.first;
import static io.plumbline.ingest.github.PullRequests.numberOf;

import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reviews, comments on the diff and their threads, and GH Archive's events of the same. */
final class Reviews {

    static final Shape REVIEW = Shape.of("action", "number")
            .with("pull_request", Snapshots.SHAPE)
            .with(
                    "review",
                    Shape.of("id", "state", "body", "submitted_at", "updated_at", "commit_id")
                            .with("user", Accounts.SHAPE));

    static final Shape COMMENT = Shape.of("action", "number")
            .with("pull_request", Snapshots.SHAPE)
            .with(
                    "comment",
                    Shape.of(
                                    "id",
                                    "pull_request_review_id",
                                    "in_reply_to_id",
                                    "path",
                                    "line",
                                    "original_line",
                                    "side",
                                    "commit_id",
                                    "original_commit_id",
                                    "diff_hunk",
                                    "body",
                                    "created_at",
                                    "updated_at")
                            .with("user", Accounts.SHAPE)
                            .with("reactions", Shape.of("+1", "-1")));

    static final Shape THREAD = Shape.of("action", "number", "updated_at")
            .with("pull_request", Snapshots.SHAPE)
            .with(
                    "thread",
                    Shape.of("node_id")
                            .with(
                                    "comments",
                                    Shape.of("id", "path", "line", "original_line", "position")
                                            .with("reactions", Shape.of("+1", "-1"))));

    /** A fenced block whose language is "suggestion"; quoted ones start with a {@code >} and do not count. */
    private static final Pattern SUGGESTION =
            Pattern.compile("^ {0,3}(?:```+|~~~+) *suggestion(?=[\\s:]|$)", Pattern.MULTILINE);

    private Reviews() {}

    static ReviewEvent review(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var action = reviewAction(body.needText("action"));
        var review = body.needPart("review");
        var pull = body.needPart("pull_request");
        var snapshot = Snapshots.ofIfWhole(pull);
        var number = numberOf(body, pull);
        var reviewId = review.needNumber("id");
        var reviewer = Accounts.of(review.part("user"));
        var state = review.needText("state").toLowerCase(Locale.ROOT);
        var submittedAt = review.time("submitted_at");
        var changedAt = first(review.time("updated_at"), pull.time("updated_at"));

        var id = envelope.idOf("review", action, number) + "/" + reviewId + "/" + state;
        var submitted = action.equals("submitted");
        var time = submitted ? first(submittedAt, changedAt) : changedAt;
        var meta = envelope.meta(
                // A review is submitted once, but can be edited often.
                submitted ? id : id + "/" + envelope.stamp(time),
                time,
                Accounts.typed(envelope.actor(), reviewer, Accounts.of(pull.part("user"))));
        return new ReviewEvent(
                meta,
                envelope.repo(),
                envelope.repoId(),
                number,
                action,
                reviewId,
                reviewer,
                state,
                submittedAt != null ? submittedAt : meta.getEventTime(),
                review.text("commit_id"),
                review.text("body"),
                snapshot);
    }

    /** GH Archive speaks of the review as a thing that is created, webhooks of the act of submitting it. */
    private static String reviewAction(String action) {
        return switch (action) {
            case "created" -> "submitted";
            case "updated" -> "edited";
            default -> action;
        };
    }

    static ReviewCommentEvent comment(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var action = body.needText("action");
        var comment = body.needPart("comment");
        var pull = body.needPart("pull_request");
        var number = numberOf(body, pull);
        var author = Accounts.of(comment.part("user"));
        var text = comment.text("body");
        var life = CommentLife.of(envelope, "review_comment", action, number, comment, pull.time("updated_at"));
        return new ReviewCommentEvent(
                envelope.meta(
                        life.eventId(),
                        life.time(),
                        Accounts.typed(envelope.actor(), author, Accounts.of(pull.part("user")))),
                envelope.repo(),
                envelope.repoId(),
                number,
                action,
                life.commentId(),
                comment.number("pull_request_review_id"),
                comment.number("in_reply_to_id"),
                author,
                comment.text("path"),
                comment.integer("line"),
                comment.integer("original_line"),
                comment.text("side"),
                comment.text("commit_id"),
                comment.text("original_commit_id"),
                comment.text("diff_hunk"),
                text,
                isSuggestion(text),
                null,
                null,
                life.createdAt(),
                life.updatedAt(),
                Snapshots.ofIfWhole(pull),
                votes(comment, "+1"),
                votes(comment, "-1"));
    }

    /** GitHub has no event for a reaction; it states the sums so far in whatever else it says of a comment. */
    private static Integer votes(Part comment, String reaction) throws PayloadException {
        var reactions = comment.part("reactions");
        return reactions == null ? null : reactions.integer(reaction);
    }

    static boolean isSuggestion(String body) {
        // Most comments are none; looking for the word is a tenth of the cost of the pattern.
        return body != null
                && body.contains("suggestion")
                && SUGGESTION.matcher(body).find();
    }

    static ReviewThreadEvent thread(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var action = body.needText("action");
        var thread = body.needPart("thread");
        var pull = body.needPart("pull_request");
        var number = numberOf(body, pull);
        var threadId = thread.needText("node_id");
        var comments = thread.parts("comments");
        var commentIds = new ArrayList<Long>();
        for (var comment : comments) {
            commentIds.add(comment.needNumber("id"));
        }
        var root = comments.isEmpty() ? null : comments.get(0);
        var time = first(body.time("updated_at"), pull.time("updated_at"));
        var id = envelope.idOf("review_thread", action, number) + "/" + threadId + "/" + envelope.stamp(time);
        return new ReviewThreadEvent(
                envelope.meta(id, time, envelope.actor()),
                envelope.repo(),
                envelope.repoId(),
                number,
                action,
                threadId,
                commentIds,
                root == null ? null : root.text("path"),
                root == null ? null : root.integer("line"),
                root == null ? null : outdated(root),
                Snapshots.ofIfWhole(pull),
                root == null ? null : votes(root, "+1"),
                root == null ? null : votes(root, "-1"));
    }

    /** GitHub sets the line to null once the code under the comment is gone; a file comment never had one. */
    private static Boolean outdated(Part comment) throws PayloadException {
        if (!comment.names("line") || comment.integer("original_line") == null) {
            return null;
        }
        return comment.integer("line") == null;
    }
}
