package io.plumbline.dashboards.subscription;

/** What was typed cannot be used; the message says why. */
final class InvalidSubscriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSubscriptionException(String message) {
        super(message);
    }
}
