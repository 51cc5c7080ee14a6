package io.plumbline.ingest.github;

import static io.plumbline.ingest.github.PullRequests.first;

import java.time.Instant;

/**
 * Identity and times that comments on the diff and in the conversation have in common.
 *
 * @param time of the action; null when the payload does not say
 */
record CommentLife(long commentId, String eventId, Instant time, Instant createdAt, Instant updatedAt) {

    /** @param parentUpdatedAt of the pull request or issue, the only time that a payload gives for a deletion */
    static CommentLife of(
            Envelope envelope, String kind, String action, int number, Part comment, Instant parentUpdatedAt)
            throws PayloadException {
        var commentId = comment.needNumber("id");
        var createdAt = comment.needTime("created_at");
        var updatedAt = comment.time("updated_at");
        var id = envelope.idOf(kind, action, number) + "/" + commentId;
        return switch (action) {
            // Created once and deleted once: no time in the id, so that sources that disagree on it still agree.
            case "created" -> new CommentLife(commentId, id, createdAt, createdAt, updatedAt);
            case "deleted" ->
                new CommentLife(
                        commentId, id, latest(parentUpdatedAt, first(updatedAt, createdAt)), createdAt, updatedAt);
            default ->
                new CommentLife(commentId, id + "/" + envelope.stamp(updatedAt), updatedAt, createdAt, updatedAt);
        };
    }

    private static Instant latest(Instant parent, Instant comment) {
        return parent != null && parent.isAfter(comment) ? parent : comment;
    }
}
