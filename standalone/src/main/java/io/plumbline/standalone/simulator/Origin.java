package io.plumbline.standalone.simulator;

/** Where a change truly comes from, and what a careful reader of the deliveries can know of it. */
enum Origin {
    AI_AGENT("ai_agent", "ai_agent"),
    AI_ASSISTED("ai_assisted", "ai_assisted"),
    /** AI was used and left no trace: the reader cannot know. */
    AI_UNLABELLED("ai_unlabelled", "unknown"),
    AUTOMATION_BOT("automation_bot", "automation_bot"),
    PEOPLE("people", "unknown");

    private final String truth;
    private final String visible;

    Origin(String truth, String visible) {
        this.truth = truth;
        this.visible = visible;
    }

    String truth() {
        return truth;
    }

    String visible() {
        return visible;
    }
}
