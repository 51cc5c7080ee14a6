package io.plumbline.dashboards.access;

/** Something that was typed about an account cannot be; the message is shown beside the form. */
final class InvalidAccountException extends RuntimeException {

    InvalidAccountException(String message) {
        super(message);
    }
}
