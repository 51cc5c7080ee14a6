package io.plumbline.ingest.webhook;

/** Why a delivery was not taken; the names are the tags of the counter. */
enum Rejection {
    NO_SECRET(503),
    SIGNATURE(401),
    TOO_LARGE(413),
    HEADERS(400),
    BODY(400),
    /** The sender went away before the body was complete. */
    ABORTED(400),
    /** Too many deliveries at once. */
    BUSY(503),
    /** Kafka did not acknowledge. */
    UNAVAILABLE(503),
    /** A fault of ours. */
    FAULT(500);

    private final int status;

    Rejection(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Worth trying again, the same, later. */
    boolean passing() {
        return status == 503;
    }
}
