package io.plumbline.ingest.github;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.raw.RawEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * What every event of one raw event shares, whichever way it came.
 *
 * @param actor who caused it; null when the source does not say
 * @param sentAt when the source says that it happened; taken when the payload has no better time
 * @param body the webhook payload; of an archive line, its {@code payload}
 */
record Envelope(RawEvent raw, String repo, Long repoId, Account actor, Instant sentAt, Part body) {

    static final String PROVIDER = "github";

    static Envelope ofWebhook(RawEvent raw, Part payload) throws PayloadException {
        var repository = payload.needPart("repository");
        return new Envelope(
                raw,
                repository.needText("full_name"),
                repository.number("id"),
                Accounts.of(payload.part("sender")),
                raw.getReceivedAt(),
                payload);
    }

    static Envelope ofArchive(RawEvent raw, Part line) throws PayloadException {
        var repository = line.needPart("repo");
        var created = line.time("created_at");
        return new Envelope(
                raw,
                repository.needText("name"),
                repository.number("id"),
                Accounts.of(line.part("actor")),
                created == null ? raw.getReceivedAt() : created,
                line.needPart("payload"));
    }

    /** {@code kind/action/owner/name#number}, the beginning of an event id. */
    String idOf(String kind, String action, int number) {
        return kind + "/" + action + "/" + repo + "#" + number;
    }

    /**
     * The time as part of an event id. Without a time, a digest of the payload: exact duplicates still get the same
     * id, different events do not.
     */
    String stamp(Instant time) {
        return time != null ? time.toString() : "payload-" + digest();
    }

    /** @param time null when the payload does not say */
    EventMeta meta(String eventId, Instant time, Account who) {
        return new EventMeta(
                PROVIDER,
                raw.getSource(),
                raw.getDeliveryId(),
                eventId,
                time == null ? sentAt : time,
                raw.getReceivedAt(),
                who);
    }

    private String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(raw.getEventType().getBytes(StandardCharsets.UTF_8));
            sha256.update(raw.getPayload().duplicate());
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
