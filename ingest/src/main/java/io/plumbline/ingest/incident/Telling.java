package io.plumbline.ingest.incident;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.raw.RawEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The raw event that tells of incidents; begins and ends their events.
 *
 * @param provider vendor whose incidents these are
 */
record Telling(RawEvent raw, String provider) {

    static final String OPEN = "open";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String RESOLVED = "resolved";

    private static final int LONGEST_TEXT = 16_384;
    private static final int LONGEST_TITLE = 1_000;

    /**
     * @param eventId the same by whichever way the event comes
     * @param at when it happened; null when the vendor does not say: then it is when we received it
     */
    IncidentEvent.Builder event(String incidentId, String action, String eventId, Instant at, Account actor) {
        return IncidentEvent.newBuilder()
                .setMeta(meta(eventId, at, actor))
                .setIncidentId(incidentId)
                .setAction(action);
    }

    /**
     * Begins an incident as it is shown at one time; {@link #shown} ends it.
     *
     * @param at when it was changed last; null when the vendor does not say: then it is when we received it
     */
    IncidentEvent.Builder listed(String incidentId, Instant at) {
        return event(incidentId, "listed", "", at, null);
    }

    /** The same, told of another vendor's incidents. */
    Telling of(String otherProvider) {
        return new Telling(raw, otherProvider);
    }

    /** Names what is shown by a digest of it: the same list twice is one event, one that shows something new another. */
    IncidentEvent shown(IncidentEvent.Builder listed) {
        var event = listed.build();
        var at = event.getMeta().getEventTime();
        // Without a time of the vendor's, the one of our clock must not make the same list two events.
        var what = new StringBuilder(at.equals(raw.getReceivedAt()) ? "" : at + "\n");
        for (var field : event.getSchema().getFields()) {
            // How and when it came is not what is shown.
            if (!field.name().equals("meta")) {
                what.append(field.name())
                        .append('=')
                        .append(event.get(field.pos()))
                        .append('\n');
            }
        }
        return listed.setMeta(meta("listed/" + event.getIncidentId() + "/" + digest(what.toString()), at, null))
                .build();
    }

    private EventMeta meta(String eventId, Instant at, Account actor) {
        return new EventMeta(
                provider,
                raw.getSource(),
                raw.getDeliveryId(),
                "incident/" + eventId,
                at == null ? raw.getReceivedAt() : at,
                raw.getReceivedAt(),
                actor);
    }

    static String text(String text) {
        return cut(text, LONGEST_TEXT);
    }

    static String title(String text) {
        return cut(text, LONGEST_TITLE);
    }

    private static String cut(String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }

    /** Short and the same for the same text: for things that the vendor gives no id. */
    static String digest(String text) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Of several times the first that is known; null when none is. */
    static Instant first(Instant... times) {
        for (var time : times) {
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    /** Status and time that the action implies. */
    static IncidentEvent.Builder lifeCycle(IncidentEvent.Builder builder) {
        var at = builder.getMeta().getEventTime();
        switch (builder.getAction()) {
            case "triggered" -> builder.setStatus(OPEN).setTriggeredAt(at);
            case "acknowledged" -> builder.setStatus(ACKNOWLEDGED).setAcknowledgedAt(at);
            case "unacknowledged", "reopened" -> builder.setStatus(OPEN);
            case "resolved" -> builder.setStatus(RESOLVED).setResolvedAt(at);
            default -> {
                // Notes and assignments leave the status as it was.
            }
        }
        return builder;
    }
}
