package io.plumbline.ingest.webhook;

/** Ends the handling of a delivery; the message goes to the sender. */
final class RejectedException extends Exception {

    private final Rejection rejection;

    RejectedException(Rejection rejection, String explanation) {
        super(explanation, null, false, false);
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
