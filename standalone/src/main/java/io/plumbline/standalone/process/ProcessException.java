package io.plumbline.standalone.process;

/** Plumbline cannot start or go on here; the message says what to do. */
public final class ProcessException extends RuntimeException {

    public ProcessException(String message) {
        super(message);
    }

    public ProcessException(String message, Throwable cause) {
        super(message, cause);
    }
}
