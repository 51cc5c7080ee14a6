package io.plumbline.ingest.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;

/**
 * A decision as the raw event that carries it. The delivery id is a digest of what was decided, by whom, why and when: sending
 * it again is a duplicate.
 *
 * @param key keeps decisions on one matter in order; not a repository unless the decision is about one
 */
public record Decision(String eventType, String key, ObjectNode payload, Instant at) {

    /** Source of these raw events. */
    public static final String SOURCE = "plumbline";

    static final String CONFIG = "config";
    static final String ORIGIN_OVERRIDE = "origin_override";

    /** Id of every kind of configuration of which there is one. */
    public static final String MAIN = "main";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /**
     * @param kind directory, attribution-rules, work-rules, delivery-rules, incident-rules, review-rules, identity-link
     * @param id of the link; {@link #MAIN} for the other kinds
     * @param content empty when retracted
     */
    public static Decision config(
            String kind, String id, String content, String author, String reason, boolean retracted, Instant at) {
        var time = at.truncatedTo(ChronoUnit.MILLIS);
        var payload = JSON.createObjectNode()
                .put("kind", kind)
                .put("id", id)
                .put("content", content)
                .put("author", author)
                .put("reason", reason)
                .put("retracted", retracted)
                .put("at", time.toString());
        return new Decision(CONFIG, "config/" + kind, payload, time);
    }

    /**
     * @param repo owner/name
     * @param origin id of {@link io.plumbline.schema.metric.Origin}; of what is retracted, any
     * @param tool null for none
     */
    public static Decision originOverride(
            String provider,
            String repo,
            int number,
            String origin,
            String tool,
            String author,
            String reason,
            boolean retracted,
            Instant at) {
        var time = at.truncatedTo(ChronoUnit.MILLIS);
        var payload = JSON.createObjectNode()
                .put("provider", provider)
                .put("repo", repo)
                .put("number", number)
                .put("origin", origin)
                .put("tool", tool)
                .put("author", author)
                .put("reason", reason)
                .put("retracted", retracted)
                .put("at", time.toString());
        return new Decision(ORIGIN_OVERRIDE, repo, payload, time);
    }

    /** The raw event to produce. */
    public RawEvent raw() {
        try {
            var bytes = JSON.writeValueAsBytes(payload);
            return new RawEvent(SOURCE, digest(bytes), eventType, null, key, at, Map.of(), ByteBuffer.wrap(bytes));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Writing JSON into memory failed", e);
        }
    }

    /** Under which the decision is known for ever; the end of its config entry's key. */
    public String eventId() {
        return Decisions.eventId(raw());
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
