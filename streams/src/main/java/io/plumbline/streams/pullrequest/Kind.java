package io.plumbline.streams.pullrequest;

/**
 * What happened. The code is stored, so it never changes; it also orders moments of one time: what opens comes before
 * what reviews, and closing comes last.
 */
enum Kind {
    OPENED(10),
    REOPENED(20),
    CONVERTED_TO_DRAFT(30),
    READY_FOR_REVIEW(40),
    /** Edited, assigned, locked, ..: only its snapshot matters. */
    CHANGED(50),
    LABELED(60),
    UNLABELED(70),
    COMMIT(80),
    PUSHED(90),
    COMMENT(100),
    COMMENT_DELETED(110),
    REVIEW_COMMENT(120),
    REVIEW_COMMENT_DELETED(130),
    REVIEW(140),
    THREAD(150),
    CLOSED(160);

    private final int code;

    Kind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    boolean is(Moment moment) {
        return moment.getKind() == code;
    }
}
