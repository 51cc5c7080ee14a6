package io.plumbline.streams.loader;

import io.plumbline.schema.raw.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** Dead letters made of Kafka records; the same bytes of the same topic at the same stage get the same id. */
final class DeadLetters {

    private DeadLetters() {}

    /**
     * @param source topic that the bytes came from
     * @param location topic-partition@offset
     * @param payload null is kept as no bytes
     */
    static DeadLetter of(
            String stage,
            String source,
            String location,
            String reason,
            Instant failedAt,
            Map<String, String> headers,
            byte[] payload) {
        var bytes = payload == null ? new byte[0] : payload;
        return DeadLetter.newBuilder()
                .setId(id(stage, source, bytes))
                .setStage(stage)
                .setSource(source)
                .setLocation(location)
                .setReason(reason)
                .setFailedAt(failedAt)
                .setHeaders(headers)
                .setPayload(ByteBuffer.wrap(bytes))
                .build();
    }

    private static String id(String stage, String source, byte[] bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(stage.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(source.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
