package io.plumbline.dashboards.filter;

/** A URL parameter that cannot be read; the message is shown to the reader. Becomes status 400. */
public final class BadFilterException extends RuntimeException {

    public BadFilterException(String message) {
        super(message);
    }
}
