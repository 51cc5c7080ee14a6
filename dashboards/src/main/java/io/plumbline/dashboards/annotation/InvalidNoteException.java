package io.plumbline.dashboards.annotation;

/** A note that cannot be kept; the message is shown to its author. */
final class InvalidNoteException extends RuntimeException {

    InvalidNoteException(String message) {
        super(message);
    }
}
