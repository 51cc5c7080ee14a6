package io.plumbline.standalone.simulator;

/** A review comment that opens a thread: an AI finding or a person's remark. */
final class Remark {
    static final String UNSTATED = "unstated";

    final Account by;
    /** Null for a person's remark. */
    final AiReviewer reviewer;
    /** As the comment states it, in the reviewer's own scale. */
    final String severity;

    final String category;
    final String path;
    final int line;
    final boolean suggestion;
    final String body;

    // Known once the comment is posted.
    long id;
    long reviewId;
    long createdAt;
    String commit = "";
    /** A later push has changed the line. */
    boolean outdated;

    Remark(
            Account by,
            AiReviewer reviewer,
            String severity,
            String category,
            String path,
            int line,
            boolean suggestion,
            String body) {
        this.by = by;
        this.reviewer = reviewer;
        this.severity = severity;
        this.category = category;
        this.path = path;
        this.line = line;
        this.suggestion = suggestion;
        this.body = body;
    }
}
