package io.plumbline.dashboards.sqlconsole;

import io.javalin.http.HttpStatus;

/** The question was not put, or ClickHouse did not answer it. The message is fit to be shown. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String hint;

    /** @param hint what to do about it; empty = the message says it */
    RefusedException(HttpStatus status, String message, String hint) {
        super(message);
        this.status = status;
        this.hint = hint;
    }

    HttpStatus status() {
        return status;
    }

    String hint() {
        return hint;
    }
}
