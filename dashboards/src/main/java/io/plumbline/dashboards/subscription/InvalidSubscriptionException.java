package io.plumbline.dashboards.subscription;

/** What was typed cannot be used; the message says why. */
final class InvalidSubscriptionException extends RuntimeException {

    InvalidSubscriptionException(String message) {
        super(message);
    }
}
