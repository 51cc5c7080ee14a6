package io.plumbline.ingest.raw;

import io.plumbline.schema.raw.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Bytes that could not be used. The id rests on stage, source and bytes only, so the same bytes collapse. */
public final class DeadLetters {

    private static final int LONGEST_REASON = 500;

    private DeadLetters() {}

    /**
     * @param deliveryId null when unknown
     * @param eventType null when unknown
     * @param location {@code file:line} or {@code topic-partition@offset}; null when there is none
     * @param payload of which at most {@link RawEventProducer#MAX_PAYLOAD_BYTES} are kept, and the reason says so
     */
    public static DeadLetter of(
            String stage,
            String source,
            String deliveryId,
            String eventType,
            String location,
            String reason,
            Instant failedAt,
            Map<String, String> headers,
            ByteBuffer payload) {
        var whole = payload.remaining();
        var kept = payload.slice();
        var why = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        if (whole > RawEventProducer.MAX_PAYLOAD_BYTES) {
            kept.limit(RawEventProducer.MAX_PAYLOAD_BYTES);
            why += " (cut: the first " + RawEventProducer.MAX_PAYLOAD_BYTES + " of " + whole + " bytes)";
        }
        return DeadLetter.newBuilder()
                .setId(id(stage, source, payload))
                .setStage(stage)
                .setSource(source)
                .setDeliveryId(deliveryId)
                .setEventType(eventType)
                .setLocation(location)
                .setReason(why)
                .setFailedAt(failedAt)
                .setHeaders(headers)
                .setPayload(kept)
                .build();
    }

    private static String id(String stage, String source, ByteBuffer payload) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            // The zero bytes keep ("ab", "c") and ("a", "bc") apart.
            for (var part : Arrays.asList(stage, source)) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) 0);
            }
            sha256.update(payload.duplicate());
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
