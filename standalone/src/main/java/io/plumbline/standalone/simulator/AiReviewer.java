package io.plumbline.standalone.simulator;

/** AI reviewers, each with its account and its way of stating severity and category. */
enum AiReviewer {
    CODERABBIT("coderabbit"),
    COPILOT("copilot"),
    BUGBOT("bugbot");

    private final String id;

    AiReviewer(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** The account that submits the review. */
    Account reviews() {
        return switch (this) {
            case CODERABBIT -> Account.CODERABBIT;
            case COPILOT -> Account.COPILOT_REVIEWER;
            case BUGBOT -> Account.BUGBOT;
        };
    }

    /** The account its comments show. */
    Account comments() {
        return this == COPILOT ? Account.COPILOT_COMMENTER : reviews();
    }
}
