package io.plumbline.standalone.reconcile.recount;

/** A payload that cannot be what its event type says; the line keeps it as a dead letter. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
        super(message);
    }
}
