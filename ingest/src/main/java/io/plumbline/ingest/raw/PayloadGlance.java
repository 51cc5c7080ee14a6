package io.plumbline.ingest.raw;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/**
 * What the envelope of a webhook payload shows: that it is a JSON object, its action and its repository.
 *
 * <p>One pass of a streaming parser; everything else is skipped. Nothing is interpreted here: a payload without either is
 * fine.
 *
 * @param action null when there is none
 * @param repo {@code owner/name}; null when there is none
 */
public record PayloadGlance(String action, String repo) {

    /** UTF-8 only, and texts as long as a payload may be. */
    public static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** @throws IOException when the bytes are not one JSON object */
    public static PayloadGlance at(byte[] payload) throws IOException {
        try (var parser = JSON.createParser(payload)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("not a JSON object");
            }
            var glance = at(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more than one JSON value");
            }
            return glance;
        }
    }

    /** Reads on from the start of the payload's object to its end. */
    public static PayloadGlance at(JsonParser parser) throws IOException {
        String action = null;
        String repo = null;
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            var token = parser.nextToken();
            if (field.equals("action") && token == JsonToken.VALUE_STRING) {
                action = parser.getText();
            } else if (field.equals("repository") && token == JsonToken.START_OBJECT) {
                repo = fullName(parser);
            } else {
                parser.skipChildren();
            }
        }
        return new PayloadGlance(action, repo);
    }

    private static String fullName(JsonParser parser) throws IOException {
        String name = null;
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            var token = parser.nextToken();
            if (field.equals("full_name") && token == JsonToken.VALUE_STRING) {
                name = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return name;
    }
}
