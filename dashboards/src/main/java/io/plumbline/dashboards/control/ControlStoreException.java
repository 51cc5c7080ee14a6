package io.plumbline.dashboards.control;

/** The control store cannot be opened; the message says where it was looked for and why. */
public final class ControlStoreException extends RuntimeException {

    ControlStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
