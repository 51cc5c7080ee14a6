package io.plumbline.standalone.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * One GitHub webhook delivery.
 *
 * @param action null for events without one (push)
 * @param payload the request's body: compact JSON, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over once and never compared; a copy would only cost.
public record Delivery(
        long id, String guid, Instant deliveredAt, String event, String action, long repositoryId, byte[] payload) {

    /** Writes the delivery as GitHub's "get a delivery" answers it: one JSON object on one line, newline included. */
    public void writeLine(OutputStream out) throws IOException {
        // Every value here is plain ASCII without quotes or backslashes, so the text needs no escaping.
        String head = "{\"id\":" + id + ",\"guid\":\"" + guid + "\",\"delivered_at\":\"" + deliveredAt
                + "\",\"redelivery\":false,\"duration\":0.1,\"status\":\"OK\",\"status_code\":202,\"event\":\"" + event
                + "\",\"action\":" + (action == null ? "null" : "\"" + action + "\"")
                + ",\"installation_id\":null,\"repository_id\":" + repositoryId
                + ",\"request\":{\"headers\":{\"Accept\":\"*/*\",\"Content-Type\":\"application/json\","
                + "\"User-Agent\":\"GitHub-Hookshot/simulated\",\"X-GitHub-Delivery\":\"" + guid
                + "\",\"X-GitHub-Event\":\"" + event
                + "\",\"X-GitHub-Hook-Installation-Target-Type\":\"organization\"},\"payload\":";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(payload);
        out.write("},\"response\":{\"headers\":{},\"payload\":null}}\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** The line as {@link #writeLine} writes it, without the newline. */
    public byte[] line() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 700);
        try {
            writeLine(out);
        } catch (IOException e) {
            throw new IllegalStateException("memory refused a write", e);
        }
        byte[] line = out.toByteArray();
        return Arrays.copyOf(line, line.length - 1);
    }
}
