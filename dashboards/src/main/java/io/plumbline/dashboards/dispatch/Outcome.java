package io.plumbline.dashboards.dispatch;

/** What is known after an attempt to send. */
public sealed interface Outcome {

    /** @param reply the receiver's words */
    record Sent(String reply) implements Outcome {}

    /** Refused for good. */
    record Rejected(String reason) implements Outcome {}

    /** Certainly not delivered; may be tried again. */
    record Later(String reason) implements Outcome {}

    /** Certainly not delivered, and no other message would be at the moment: the mail server is away. */
    record Away(String reason) implements Outcome {}

    /** It may have been delivered or not. */
    record Unknown(String reason) implements Outcome {}

    /** Somebody else took the message over before anything left. */
    record Fenced() implements Outcome {}
}
