package io.plumbline.schema.metric;

/** Who wrote it, as far as evidence says. There is no "human": absence of evidence is {@link #UNKNOWN}. */
public enum Origin {
    AI_AGENT("ai_agent"),
    AI_ASSISTED("ai_assisted"),
    AUTOMATION_BOT("automation_bot"),
    UNKNOWN("unknown");

    private final String id;

    Origin(String id) {
        this.id = id;
    }

    /** As written in records and tables. */
    public String id() {
        return id;
    }
}
