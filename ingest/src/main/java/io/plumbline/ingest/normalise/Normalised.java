package io.plumbline.ingest.normalise;

import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.ingest.raw.DeadLetters;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * What one raw event gives: events, one outcome, and a dead letter when it could not be read.
 *
 * @param letter null unless the outcome is dead_letter
 */
record Normalised(List<SpecificRecord> events, IngestOutcome outcome, DeadLetter letter) {

    static final String STAGE = "normalise";

    /** No input makes this throw: a fault of our own is a dead letter too, to be replayed after the fix. */
    static Normalised of(RawEvent raw, Instant now) {
        Mapping mapping;
        try {
            mapping = Mappings.map(raw);
        } catch (RuntimeException e) {
            mapping = new Unreadable("fault in the mapping: " + e);
        }
        if (mapping instanceof Mapped mapped) {
            return new Normalised(
                    mapped.events(), outcome(raw, "mapped", mapped.events().size(), null), null);
        }
        if (mapping instanceof Unmapped unmapped) {
            return new Normalised(List.of(), outcome(raw, "unmapped", 0, unmapped.reason()), null);
        }
        var reason = ((Unreadable) mapping).reason();
        return new Normalised(List.of(), outcome(raw, "dead_letter", 0, reason), letter(raw, reason, now));
    }

    private static IngestOutcome outcome(RawEvent raw, String outcome, int events, String reason) {
        return new IngestOutcome(
                raw.getSource(),
                raw.getDeliveryId(),
                raw.getEventType(),
                raw.getAction(),
                raw.getRepo(),
                raw.getReceivedAt(),
                outcome,
                events,
                reason);
    }

    private static DeadLetter letter(RawEvent raw, String reason, Instant now) {
        return DeadLetters.of(
                STAGE,
                raw.getSource(),
                raw.getDeliveryId(),
                raw.getEventType(),
                null,
                reason,
                now,
                raw.getHeaders(),
                raw.getPayload());
    }
}
