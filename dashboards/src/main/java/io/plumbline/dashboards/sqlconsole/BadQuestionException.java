package io.plumbline.dashboards.sqlconsole;

/** The request itself cannot be used; the message says what to send. */
final class BadQuestionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadQuestionException(String message) {
        super(message);
    }
}
