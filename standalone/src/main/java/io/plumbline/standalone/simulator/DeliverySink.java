package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;

/** Receives what a simulation produces, in order of time, on the simulating thread. */
@FunctionalInterface
public interface DeliverySink {

    void delivery(Delivery delivery) throws IOException;

    /** Incident webhooks; left out unless somebody asks for them. */
    default void incident(IncidentEvent event) throws IOException {}

    /** The truth about one pull request, once nothing can change it any more; not in order of time. */
    default void pullRequest(PullRequestTruth truth) throws IOException {}

    /** That a pull request that was just merged corrects an earlier one; in order of time. */
    default void correction(CorrectionTruth truth) throws IOException {}

    /** Writes deliveries, one JSON object a line; the caller buffers and closes the stream. */
    static DeliverySink ndjson(OutputStream out) {
        return delivery -> delivery.writeLine(out);
    }

    /** One PagerDuty v3 webhook; {@code type} is e.g. {@code incident.triggered}, body is compact JSON, UTF-8. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared; a copy would only cost.
    record IncidentEvent(String type, Instant occurredAt, String incidentId, byte[] body) {}
}
