package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * A line of GH Archive. It has no delivery: its own id stands for one, and the whole line is the payload.
 *
 * @see <a href="https://www.gharchive.org/">GH Archive</a>
 */
final class ArchiveLine {

    private ArchiveLine() {}

    static RawEvent read(byte[] buffer, int from, int length) throws BadLineException {
        LineParser.checkSize(length);
        return LineParser.parse(
                buffer, from, length, parser -> read(parser, Arrays.copyOfRange(buffer, from, from + length)));
    }

    private static RawEvent read(JsonParser parser, byte[] line) throws IOException, BadLineException {
        String id = null;
        String type = null;
        String createdAt = null;
        String repo = null;
        String action = null;
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                // A text in the hourly files, a number in some exports of them.
                case "id" ->
                    id = parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL
                            ? parser.getText()
                            : LineParser.text(parser);
                case "type" -> type = LineParser.text(parser);
                case "created_at" -> createdAt = LineParser.text(parser);
                case "repo" -> repo = textIn(parser, "name");
                case "payload" -> action = textIn(parser, "action");
                default -> parser.skipChildren();
            }
        }
        return new RawEvent(
                FileFormat.GHARCHIVE.source(),
                LineParser.needed("id", id),
                LineParser.needed("type", type),
                action,
                repo,
                LineParser.time("created_at", createdAt),
                Map.of(),
                ByteBuffer.wrap(line));
    }

    /** The text of that name in the current object, which is left at its end. */
    private static String textIn(JsonParser parser, String wanted) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        String text = null;
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            if (field.equals(wanted)) {
                text = LineParser.text(parser);
            } else {
                parser.skipChildren();
            }
        }
        return text;
    }
}
