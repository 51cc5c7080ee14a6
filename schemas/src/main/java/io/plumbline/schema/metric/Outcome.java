package io.plumbline.schema.metric;

/** What became of a pull request. */
public enum Outcome {
    OPEN("open"),
    MERGED("merged"),
    /** Closed without merge by a person. */
    REJECTED_BY_HUMAN("rejected_by_human"),
    /** Closed without merge by a bot, such as a sweep of inactive pull requests. */
    AUTO_CLOSED("auto_closed"),
    /** Closed without merge because another pull request replaced it. */
    SUPERSEDED("superseded");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** As written in records and tables. */
    public String id() {
        return id;
    }
}
