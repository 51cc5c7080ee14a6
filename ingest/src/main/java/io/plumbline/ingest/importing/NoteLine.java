package io.plumbline.ingest.importing;

import com.fasterxml.jackson.core.JsonParser;
import io.plumbline.ingest.importing.FileFormat.Origin;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Git AI note: either the whole line is the note as JSON, with its commit beside its fields, or the line has the commit
 * and a field {@code note} with the note, as its text or as JSON.
 *
 * <p>Neither has a time, so the note is as old as its file: an export that is imported again is the same, and a later
 * export replaces an earlier one.
 */
final class NoteLine {

    private static final String TYPE = "git_ai_note";

    private final byte[] buffer;
    private final int from;
    private String sha;
    private byte[] note;

    private NoteLine(byte[] buffer, int from) {
        this.buffer = buffer;
        this.from = from;
    }

    static RawEvent read(byte[] buffer, int from, int length, Origin origin) throws BadLineException {
        var line = new NoteLine(buffer, from);
        return LineParser.parse(buffer, from, length, parser -> {
            line.read(parser);
            var sha = LineParser.needed("commit", line.sha);
            var note = line.note == null ? Wrapping.copy(buffer, from, from + length) : line.note;
            var repo = Wrapping.repo(origin);
            var texts = new TreeMap<>(Map.of("repo", repo, "sha", sha));
            return Wrapping.event(
                    TYPE,
                    repo,
                    sha + ":" + Wrapping.digest(note),
                    origin.changedAt(),
                    Wrapping.object(texts, "note", note));
        });
    }

    private void read(JsonParser parser) throws IOException {
        for (var field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
            parser.nextToken();
            switch (field) {
                case "commit", "sha" -> sha = LineParser.text(parser);
                case "note" -> note = Wrapping.value(parser, buffer, from);
                default -> parser.skipChildren();
            }
        }
    }
}
