package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plumbline.ingest.raw.KeptHeaders;
import io.plumbline.ingest.raw.PayloadGlance;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A line of GitHub's "get a delivery" answer.
 *
 * <p>The payload is taken as it stands in the line, byte for byte, or, when it is a JSON text, as that text: it is never
 * written anew, so that the raw event is the one that the webhook would have stored.
 *
 * @see <a href="https://docs.github.com/en/rest/repos/webhooks#get-a-delivery-for-a-repository-webhook">GitHub</a>
 */
final class DeliveryLine {

    private final byte[] buffer;
    private final int from;
    private String guid;
    private String event;
    private String deliveredAt;
    private Map<String, String> headers = Map.of();
    private byte[] payload;
    private PayloadGlance glance;

    private DeliveryLine(byte[] buffer, int from) {
        this.buffer = buffer;
        this.from = from;
    }

    static RawEvent read(byte[] buffer, int from, int length) throws BadLineException {
        return LineParser.parse(buffer, from, length, new DeliveryLine(buffer, from)::read);
    }

    private RawEvent read(JsonParser parser) throws IOException, BadLineException {
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "guid" -> guid = LineParser.text(parser);
                case "event" -> event = LineParser.text(parser);
                case "delivered_at" -> deliveredAt = LineParser.text(parser);
                case "request" -> readRequest(parser);
                default -> parser.skipChildren();
            }
        }
        LineParser.needed("request.payload", payload);
        return new RawEvent(
                FileFormat.GITHUB_DELIVERIES.source(),
                LineParser.needed("guid", guid),
                LineParser.needed("event", event),
                glance.action(),
                glance.repo(),
                LineParser.time("delivered_at", deliveredAt),
                headers,
                ByteBuffer.wrap(payload));
    }

    private void readRequest(JsonParser parser) throws IOException, BadLineException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "headers" -> headers = readHeaders(parser);
                case "payload" -> readPayload(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private static Map<String, String> readHeaders(JsonParser parser) throws IOException {
        var all = new HashMap<String, String>();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return all;
        }
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            var value = LineParser.text(parser);
            if (value != null) {
                all.put(name, value);
            }
        }
        return KeptHeaders.of(all);
    }

    private void readPayload(JsonParser parser) throws IOException, BadLineException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                var start = from + (int) parser.currentTokenLocation().getByteOffset();
                glance = PayloadGlance.at(parser);
                var end = from + (int) parser.currentLocation().getByteOffset();
                LineParser.checkSize(end - start);
                payload = Arrays.copyOfRange(buffer, start, end);
            }
            case VALUE_STRING -> {
                payload = parser.getText().getBytes(StandardCharsets.UTF_8);
                LineParser.checkSize(payload.length);
                glance = glanceAt(payload);
            }
            case VALUE_NULL -> payload = null;
            default -> throw new BadLineException("request.payload is neither an object nor a text");
        }
    }

    private static PayloadGlance glanceAt(byte[] payload) throws BadLineException {
        try {
            return PayloadGlance.at(payload);
        } catch (IOException e) {
            throw new BadLineException("request.payload is a text, but not JSON");
        }
    }
}
