package io.plumbline.standalone.reconcile.recount;

/** Kinds of happenings, in the order that happenings of one moment are taken in: openings first, closings last. */
enum What {
    OPENED,
    REOPENED,
    CONVERTED_TO_DRAFT,
    READY_FOR_REVIEW,
    CHANGED,
    LABELED,
    UNLABELED,
    COMMIT,
    PUSHED,
    COMMENT,
    COMMENT_DELETED,
    LINE_COMMENT,
    LINE_COMMENT_DELETED,
    REVIEW,
    THREAD,
    CLOSED;

    static What ofAction(String action) {
        return switch (action) {
            case "opened" -> OPENED;
            case "reopened" -> REOPENED;
            case "converted_to_draft" -> CONVERTED_TO_DRAFT;
            case "ready_for_review" -> READY_FOR_REVIEW;
            case "labeled" -> LABELED;
            case "unlabeled" -> UNLABELED;
            case "synchronize" -> PUSHED;
            case "closed" -> CLOSED;
            default -> CHANGED;
        };
    }
}
