package io.plumbline.ingest.importing;

import io.plumbline.ingest.importing.FileFormat.Origin;
import io.plumbline.schema.raw.RawEvent;
import java.util.Map;

/** An Agent Trace record: the whole line. Its id stands for a delivery. */
final class TraceLine {

    private static final String TYPE = "agent_trace";

    private TraceLine() {}

    static RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
        return LineParser.parse(buffer, from, length, parser -> {
            String id = null;
            String timestamp = null;
            for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                parser.nextToken();
                switch (field) {
                    case "id" -> id = LineParser.text(parser);
                    case "timestamp" -> timestamp = LineParser.text(parser);
                    default -> parser.skipChildren();
                }
            }
            var record = Wrapping.copy(buffer, from, from + length);
            var repo = Wrapping.repo(origin);
            return Wrapping.event(
                    TYPE,
                    repo,
                    LineParser.needed("id", id),
                    LineParser.time("timestamp", timestamp),
                    Wrapping.object(Map.of("repo", repo), "record", record));
        });
    }
}
