package io.plumbline.dashboards.sql;

/** ClickHouse did not answer or refused; pages say so and offer a retry. The message is fit to be shown. */
public final class DatabaseAwayException extends RuntimeException {

    DatabaseAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
