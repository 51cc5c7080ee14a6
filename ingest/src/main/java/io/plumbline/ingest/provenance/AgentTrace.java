package io.plumbline.ingest.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.LineSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A record of Agent Trace 0.1: which conversation with which model wrote which lines of a revision.
 *
 * <p>A conversation is a session under its address, or under the record's id when it has none. Ranges of contributor
 * {@code ai} are its lines; of {@code mixed} nobody says which lines are the machine's, so they count for nobody, but the
 * session is there; {@code human} are lines of a person; {@code unknown} and none are unknown.
 */
final class AgentTrace {

    static final String STANDARD = "agent-trace";

    private static final Instant LATEST = Instant.parse("2262-01-01T00:00:00Z");

    private record Conversation(String id, String model) {}

    private static final Comparator<Conversation> BY_ID = Comparator.comparing(Conversation::id)
            .thenComparing(Conversation::model, Comparator.nullsFirst(Comparator.naturalOrder()));

    private final Map<Conversation, Lines> byConversation = new TreeMap<>(BY_ID);
    private final Lines ofPersons = new Lines();
    private final String id;
    private final String version;
    private final Instant at;
    private final String tool;
    private final String revision;
    private int files;

    private AgentTrace(JsonNode record) throws BadRecordException {
        this.id = Json.needText(record, "id");
        this.version = Json.needText(record, "version");
        this.at = time(Json.needText(record, "timestamp"));
        var toolPart = Json.part(record, "tool");
        this.tool = toolPart == null ? null : Json.text(toolPart, "name");
        var vcs = Json.part(record, "vcs");
        // Only git's revisions are hashes of commits.
        this.revision = vcs == null || !"git".equals(Json.text(vcs, "type")) ? null : Json.needText(vcs, "revision");
    }

    static AgentTrace of(JsonNode record) throws BadRecordException {
        var trace = new AgentTrace(record);
        if (Json.field(record, "files") == null) {
            throw new BadRecordException("files is missing");
        }
        for (var file : Json.list(record, "files")) {
            var path = Json.needText(Json.element(file, "files"), "path");
            for (var conversation : Json.list(file, "conversations")) {
                trace.read(path, Json.element(conversation, "conversations"));
            }
            trace.files++;
        }
        return trace;
    }

    String id() {
        return id;
    }

    String version() {
        return version;
    }

    Instant at() {
        return at;
    }

    /** Hash of the commit; null when the record names none. */
    String revision() {
        return revision;
    }

    int fileCount() {
        return files;
    }

    /** Null when none is attested to a person. */
    Integer humanLines() throws BadRecordException {
        return ofPersons.isEmpty() ? null : Integer.valueOf(ofPersons.count());
    }

    /** By id and model. */
    List<LineSession> sessions() throws BadRecordException {
        var sessions = new ArrayList<LineSession>();
        for (var one : byConversation.entrySet()) {
            sessions.add(new LineSession(
                    one.getKey().id(),
                    tool,
                    one.getKey().model(),
                    one.getValue().count(),
                    null,
                    null,
                    null,
                    null));
        }
        return sessions;
    }

    private void read(String path, JsonNode conversation) throws BadRecordException {
        var address = Json.text(conversation, "url");
        var contributor = Json.part(conversation, "contributor");
        for (var element : Json.list(conversation, "ranges")) {
            var range = Json.element(element, "ranges");
            var own = Json.part(range, "contributor");
            var who = own == null ? contributor : own;
            var type = who == null ? "unknown" : Json.needText(who, "type");
            var lines =
                    switch (type) {
                        case "ai" -> ofSession(address, who);
                        case "mixed" -> {
                            ofSession(address, who);
                            yield new Lines();
                        }
                        case "human" -> ofPersons;
                        case "unknown" -> new Lines();
                        default -> throw new BadRecordException("contributor type is " + type);
                    };
            lines.add(path, needLine(range, "start_line"), needLine(range, "end_line"));
        }
    }

    private Lines ofSession(String address, JsonNode contributor) throws BadRecordException {
        return byConversation.computeIfAbsent(
                new Conversation(address == null ? id : address, Json.text(contributor, "model_id")),
                one -> new Lines());
    }

    private static int needLine(JsonNode range, String name) throws BadRecordException {
        var line = Json.count(range, name);
        if (line == null) {
            throw new BadRecordException(name + " is missing");
        }
        return line;
    }

    private static Instant time(String text) throws BadRecordException {
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            // No table can hold others.
            if (!time.isBefore(Instant.EPOCH) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new BadRecordException("timestamp is not a time");
        }
        throw new BadRecordException("timestamp is not a time from 1970 to 2261");
    }
}
