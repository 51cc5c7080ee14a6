package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Git AI notes of commits, from raw events of source {@code git}: of each commit the newest note, and which sessions it
 * attests lines to. Agent Trace records are not read; it is only remembered that there are some.
 */
final class Noted {

    /** An AI session that lines of a commit are attested to; its tool is empty when not named. */
    record Session(String tool) {}

    private record Note(long at, String id, List<Session> sessions) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SESSIONS = 200;
    private static final Pattern AI =
            Pattern.compile("s_[0-9a-f]+|[0-9a-f]{16}|[0-9a-f]{7}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|ai_agent");
    private static final Pattern RANGES = Pattern.compile("\\d+(-\\d+)?(,\\d+(-\\d+)?)*");

    private final Map<String, List<Note>> notes = new HashMap<>();
    private final Set<String> unread = new HashSet<>();

    void add(RawRow row) {
        try {
            var bytes = new byte[row.payload().remaining()];
            row.payload().duplicate().get(bytes);
            var payload = JSON.readTree(bytes);
            if (!payload.path("provider").asText("github").equals("github")) {
                return;
            }
            if (row.eventType().equals("agent_trace")) {
                unread.add(payload.path("record").path("vcs").path("revision").asText());
            } else if (row.eventType().equals("git_ai_note")) {
                var note = payload.path("note");
                var text = note.isTextual() ? note.textValue() : note.toString();
                notes.computeIfAbsent(payload.path("sha").asText(), sha -> new ArrayList<>())
                        .add(new Note(row.receivedAt(), digest(text), sessionsOf(note)));
            }
        } catch (IOException | Unreadable e) {
            // A note that cannot be read attests nothing.
            return;
        }
    }

    List<Session> sessions(String sha) {
        return notes.getOrDefault(sha, List.of()).stream()
                .max(Comparator.comparingLong(Note::at).thenComparing(Note::id))
                .map(Note::sessions)
                .orElse(List.of());
    }

    boolean isUnread(String sha) {
        return unread.contains(sha);
    }

    private static List<Session> sessionsOf(JsonNode note) throws IOException, Unreadable {
        var attested = new HashSet<String>();
        var about = note;
        if (note.isTextual()) {
            var lines = note.textValue().split("\\r?\\n", -1);
            int divider = List.of(lines).indexOf("---");
            about = JSON.readTree(String.join("\n", List.of(lines).subList(divider + 1, lines.length)));
            for (int i = 0; i < divider; i++) {
                if (!lines[i].isBlank() && Character.isWhitespace(lines[i].charAt(0))) {
                    var entry = lines[i].strip().split(" ", 2);
                    attested.add(attested(entry[0], entry.length < 2 ? "" : entry[1]));
                }
            }
        }
        for (var file : note.path("files")) {
            for (var entry : file.path("ranges")) {
                attested.add(attested(entry.path(0).asText(), entry.path(1).asText()));
            }
        }
        if (!about.path("schema_version").asText().startsWith("authorship/3.")) {
            throw new Unreadable("schema_version is another one");
        }
        var described = new TreeMap<String, JsonNode>();
        for (var part : List.of("prompts", "sessions")) {
            var section = about.path(part);
            section.fieldNames().forEachRemaining(name -> described.put(name, section.path(name)));
        }
        return Stream.concat(described.keySet().stream(), attested.stream().filter(id -> AI.matcher(id)
                        .matches()))
                .distinct()
                .sorted()
                .limit(SESSIONS)
                .filter(attested::contains)
                .map(id -> new Session(tool(described.get(id))))
                .toList();
    }

    private static String attested(String key, String ranges) throws Unreadable {
        if (!RANGES.matcher(ranges.strip()).matches()) {
            throw new Unreadable("no line ranges: " + ranges);
        }
        return key.replaceFirst("::.*", "");
    }

    private static String tool(JsonNode described) {
        if (described == null) {
            return "";
        }
        var named = described.path("agent_id").isObject() ? described.path("agent_id") : described;
        return named.path("tool").asText("");
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(Story.sha256(text), 0, 8);
    }
}
