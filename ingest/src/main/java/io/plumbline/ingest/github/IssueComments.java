package io.plumbline.ingest.github;

import io.plumbline.schema.event.IssueCommentEvent;

/** {@code issue_comment}, on issues and pull requests alike, and GH Archive's {@code IssueCommentEvent}. */
final class IssueComments {

    static final Shape SHAPE = Shape.of("action")
            .with(
                    "issue",
                    Shape.of("number", "updated_at")
                            .with("pull_request", Shape.of())
                            .with("user", Accounts.SHAPE))
            .with("comment", Shape.of("id", "body", "created_at", "updated_at").with("user", Accounts.SHAPE));

    private IssueComments() {}

    static IssueCommentEvent map(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var action = body.needText("action");
        var issue = body.needPart("issue");
        var comment = body.needPart("comment");
        var number = issue.needInteger("number");
        var author = Accounts.of(comment.part("user"));
        var life = CommentLife.of(envelope, "issue_comment", action, number, comment, issue.time("updated_at"));
        return new IssueCommentEvent(
                envelope.meta(
                        life.eventId(),
                        life.time(),
                        Accounts.typed(envelope.actor(), author, Accounts.of(issue.part("user")))),
                envelope.repo(),
                envelope.repoId(),
                number,
                action,
                issue.part("pull_request") != null,
                life.commentId(),
                author,
                comment.text("body"),
                life.createdAt(),
                life.updatedAt());
    }
}
