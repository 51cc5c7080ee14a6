package io.plumbline.dashboards.dispatch;

/** What came of writing a message. */
public sealed interface Preparation {

    /** @param body as it is sent, ASCII only */
    record Ready(String recipient, String title, String body) implements Preparation {}

    /** Not to be sent, and why: unsubscribed, no longer allowed, nothing to say. */
    record Skip(String reason) implements Preparation {}

    /** Cannot be written at the moment. */
    record Later(String reason) implements Preparation {}
}
