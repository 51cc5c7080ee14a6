package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.plumbline.ingest.importing.FileFormat.Origin;
import io.plumbline.schema.raw.RawEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;

/** Puts a line as it stands, byte for byte, into an envelope that says which repository it is about. */
final class Wrapping {

    private static final String SOURCE = "git";

    private Wrapping() {}

    static String repo(Origin origin) throws BadLineException {
        return LineParser.needed("the repository", origin.repo());
    }

    static RawEvent event(String type, String repo, String deliveryId, Instant at, byte[] payload)
            throws BadLineException {
        LineParser.checkSize(payload.length);
        // The same commit or record id may be in several repositories.
        return new RawEvent(SOURCE, repo + ":" + deliveryId, type, null, repo, at, Map.of(), ByteBuffer.wrap(payload));
    }

    /** An object of these texts and, as the last field, a value that is JSON already. */
    static byte[] object(Map<String, String> texts, String field, byte[] json) {
        var bytes = new ByteArrayOutputStream(json.length + 200);
        bytes.write('{');
        texts.forEach((name, text) -> bytes.writeBytes(utf8("\"" + name + "\":\"" + quoted(text) + "\",")));
        bytes.writeBytes(utf8("\"" + field + "\":"));
        bytes.writeBytes(json);
        bytes.write('}');
        return bytes.toByteArray();
    }

    static byte[] copy(byte[] buffer, int from, int to) {
        return Arrays.copyOfRange(buffer, from, to);
    }

    /** The bytes of the current value, or null for JSON's null; the parser is left at its end. */
    static byte[] value(JsonParser parser, byte[] buffer, int from) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        int start = from + (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken().isStructStart()) {
            parser.skipChildren();
        } else {
            parser.finishToken();
        }
        return copy(buffer, start, from + (int) parser.currentLocation().getByteOffset());
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
