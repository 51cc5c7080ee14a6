package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.plumbline.ingest.raw.PayloadGlance;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What both kinds of lines need: one pass over one JSON object, and an answer that says what is wrong with it. */
final class LineParser {

    /** Reads one line; the parser stands at the start of its object and must be left at its end. */
    interface Reading {
        RawEvent read(JsonParser parser) throws IOException, BadLineException;
    }

    private LineParser() {}

    static RawEvent parse(byte[] buffer, int from, int length, Reading reading) throws BadLineException {
        try (var parser = PayloadGlance.JSON.createParser(buffer, from, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new BadLineException("not a JSON object");
            }
            var event = reading.read(parser);
            if (parser.nextToken() != null) {
                throw new BadLineException("more than one JSON value");
            }
            return event;
        } catch (JsonProcessingException e) {
            throw new BadLineException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new BadLineException("not JSON: " + e.getMessage());
        }
    }

    /** Whether these bytes are the beginning of a JSON object or array and not its end. */
    static boolean isUnfinished(byte[] buffer, int from, int length) {
        if (buffer[from] != '{' && buffer[from] != '[') {
            return false;
        }
        try (var parser = PayloadGlance.JSON.createParser(buffer, from, length)) {
            parser.nextToken();
            parser.skipChildren();
            return false;
        } catch (JsonEOFException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The text of the current value, or null when it is none; objects and arrays are skipped. */
    static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    static <T> T needed(String field, T value) throws BadLineException {
        if (value == null || value.equals("")) {
            throw new BadLineException(field + " is missing");
        }
        return value;
    }

    static Instant time(String field, String text) throws BadLineException {
        try {
            return OffsetDateTime.parse(needed(field, text)).toInstant();
        } catch (DateTimeException e) {
            throw new BadLineException(field + " is not a time");
        }
    }

    static void checkSize(int bytes) throws BadLineException {
        if (bytes > RawEventProducer.MAX_PAYLOAD_BYTES) {
            throw new BadLineException("the payload has " + bytes + " bytes, more than the "
                    + RawEventProducer.MAX_PAYLOAD_BYTES + " that can be stored");
        }
    }
}
