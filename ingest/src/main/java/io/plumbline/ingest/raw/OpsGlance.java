package io.plumbline.ingest.raw;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the envelope of a deployment or incident shows, whoever sends it: one pass, nothing interpreted. The same bytes
 * give the same by webhook and by file.
 *
 * @param deliveryId the vendor's id of the event, or else a digest of the bytes
 * @param eventType the vendor's name of the event, or else of the part of the document that tells what it is
 * @param action null when there is none
 * @param repo {@code owner/name}; null when there is none
 * @param occurredAt when the vendor says it sent this; null when it does not
 */
public record OpsGlance(String deliveryId, String eventType, String action, String repo, Instant occurredAt) {

    /** Event type of what names none, such as a list. */
    public static final String UNNAMED = "document";

    private static final Pattern ID = Pattern.compile("[\\w.:-]{1,128}");
    private static final Pattern TYPE = Pattern.compile("[\\w.-]{1,64}");
    private static final Pattern REPO = Pattern.compile("[^/\\s]{1,100}(/[^/\\s]{1,100})+");

    /** @throws IOException when the bytes are not one JSON object or array */
    public static OpsGlance at(String source, byte[] payload) throws IOException {
        return at(source, payload, 0, payload.length);
    }

    /** @throws IOException when the bytes are not one JSON object or array */
    public static OpsGlance at(String source, byte[] buffer, int from, int length) throws IOException {
        var seen = new Seen();
        try (var parser = PayloadGlance.JSON.createParser(buffer, from, length)) {
            var first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                seen.read(parser);
            } else if (first == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else {
                throw new IOException("neither a JSON object nor an array");
            }
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
        }
        // Only PagerDuty's events have an id of their own; others' ids are those of incidents and deployments.
        var named = source.equals("pagerduty")
                && seen.id != null
                && ID.matcher(seen.id).matches();
        return new OpsGlance(
                named ? seen.id : digest(buffer, from, length),
                seen.type != null && TYPE.matcher(seen.type).matches() ? seen.type : UNNAMED,
                seen.action,
                seen.repo,
                named ? seen.occurredAt : null);
    }

    private static String digest(byte[] buffer, int from, int length) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(buffer, from, length);
            return "sha256-" + HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Texts of the document's own fields and of those of {@code event}. */
    private static final class Seen {

        private String id;
        private String type;
        private String action;
        private String repo;
        private Instant occurredAt;

        private void read(JsonParser parser) throws IOException {
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                var token = parser.nextToken();
                switch (field) {
                    case "event" -> readEvent(parser, token);
                    case "action" -> {
                        action = text(parser, token);
                        type = type == null ? action : type;
                    }
                    case "repo" -> {
                        var text = text(parser, token);
                        repo = text != null && REPO.matcher(text).matches() ? text : null;
                    }
                    case "messages", "incident", "incidents", "log_entries", "component", "alert" -> {
                        type = type == null ? field : type;
                        parser.skipChildren();
                    }
                    default -> parser.skipChildren();
                }
            }
        }

        private void readEvent(JsonParser parser, JsonToken token) throws IOException {
            if (token != JsonToken.START_OBJECT) {
                type = text(parser, token);
                return;
            }
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                var value = parser.nextToken();
                switch (field) {
                    case "id" -> id = text(parser, value);
                    case "event_type" -> type = text(parser, value);
                    case "occurred_at" -> occurredAt = time(text(parser, value));
                    default -> parser.skipChildren();
                }
            }
        }

        private static Instant time(String text) {
            try {
                return text == null ? null : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                return null;
            }
        }

        private static String text(JsonParser parser, JsonToken token) throws IOException {
            if (token == JsonToken.VALUE_STRING) {
                return parser.getText();
            }
            parser.skipChildren();
            return null;
        }
    }
}
