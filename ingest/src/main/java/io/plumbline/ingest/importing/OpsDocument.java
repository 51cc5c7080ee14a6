package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plumbline.ingest.raw.OpsGlance;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/**
 * Deployments or incidents as a vendor sent or listed them, or as our own format has them: a whole document, or a line, is
 * one raw event, the same that the webhook would have stored.
 */
final class OpsDocument {

    private OpsDocument() {}

    /** @param changedAt of the file: when it was fetched, for documents that do not say when they were sent */
    static RawEvent read(String source, byte[] buffer, int from, int length, Instant changedAt)
            throws BadLineException {
        LineParser.checkSize(length);
        OpsGlance glance;
        try {
            glance = OpsGlance.at(source, buffer, from, length);
        } catch (JsonProcessingException e) {
            throw new BadLineException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadLineException("not JSON: " + e.getMessage());
        }
        var payload = Arrays.copyOfRange(buffer, from, from + length);
        // A webhook's body was received when it was sent, not when somebody put it into a file.
        var at = glance.occurredAt() == null ? changedAt : glance.occurredAt();
        return new RawEvent(
                source,
                glance.deliveryId(),
                glance.eventType(),
                glance.action(),
                glance.repo(),
                at,
                Map.of(),
                ByteBuffer.wrap(payload));
    }
}
