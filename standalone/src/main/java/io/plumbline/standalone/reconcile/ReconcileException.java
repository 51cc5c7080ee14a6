package io.plumbline.standalone.reconcile;

/** ClickHouse did not answer as it should; the message says what it answered. */
public final class ReconcileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ReconcileException(String message) {
        super(message);
    }

    ReconcileException(String message, Throwable cause) {
        super(message, cause);
    }
}
