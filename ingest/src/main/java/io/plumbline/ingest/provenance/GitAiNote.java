package io.plumbline.ingest.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.LineSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A note of the Git AI standard 3: which lines of a commit's files which AI session wrote, and of older sessions (prompts)
 * how many lines were written, committed and changed by a person before the commit.
 *
 * <p>Keys in front of line ranges: {@code s_<14 hex>::t_<14 hex>} (session and one call of it), {@code h_<14 hex>} (a
 * person who was seen typing), 16 or, older, 7 hex digits or a UUID (a prompt), {@code ai_agent} (an AI that is not
 * known). The key {@code human} means only that no AI was seen, which is unknown, as are lines that no key names.
 */
final class GitAiNote {

    static final String STANDARD = "git-ai";

    private static final String SCHEMA = "authorship/3.";
    private static final Pattern AI_KEY = Pattern.compile(
            "s_[0-9a-f]+|[0-9a-f]{16}|[0-9a-f]{7}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|ai_agent");
    private static final Pattern PERSON_KEY = Pattern.compile("h_[0-9a-f]+");

    private final Map<String, Lines> bySession = new TreeMap<>();
    private final Map<String, JsonNode> described = new TreeMap<>();
    private final TreeSet<String> files = new TreeSet<>();
    private final Lines ofPersons = new Lines();
    private String version;

    private GitAiNote() {}

    /** @param note the text of the note, or the note as one JSON object with its files as a list */
    static GitAiNote of(JsonNode note) throws BadRecordException {
        var read = new GitAiNote();
        if (note.isTextual()) {
            read.readText(note.textValue());
        } else if (note.isObject()) {
            read.readMetadata(note);
            read.readFiles(note);
        } else {
            throw new BadRecordException("note is neither a text nor an object");
        }
        return read;
    }

    String version() {
        return version;
    }

    int fileCount() {
        return files.size();
    }

    /** Null when none is attested to a person. */
    Integer humanLines() throws BadRecordException {
        return ofPersons.isEmpty() ? null : Integer.valueOf(ofPersons.count());
    }

    /** By id. */
    List<LineSession> sessions() throws BadRecordException {
        var ids = new TreeSet<>(described.keySet());
        ids.addAll(bySession.keySet());
        var sessions = new ArrayList<LineSession>();
        for (var id : ids) {
            var lines = bySession.get(id);
            sessions.add(session(id, described.get(id), lines == null ? 0 : lines.count()));
        }
        return sessions;
    }

    private static LineSession session(String id, JsonNode described, int lines) throws BadRecordException {
        if (described == null) {
            return new LineSession(id, null, null, lines, null, null, null, null);
        }
        var agent = Json.part(described, "agent_id");
        var named = agent == null ? described : agent;
        return new LineSession(
                id,
                Json.text(named, "tool"),
                Json.text(named, "model"),
                lines,
                Json.count(described, "total_additions"),
                Json.count(described, "total_deletions"),
                Json.count(described, "accepted_lines"),
                // The standard spells it with one d.
                Json.count(described, "overriden_lines"));
    }

    private void readText(String text) throws BadRecordException {
        var lines = text.split("\\r?\\n", -1);
        int divider = 0;
        while (divider < lines.length && !lines[divider].equals("---")) {
            divider++;
        }
        if (divider == lines.length) {
            if (!text.stripLeading().startsWith("{")) {
                throw new BadRecordException("the note has no line ---");
            }
            // Nothing attested, and then some writers leave the divider out.
            readMetadata(Json.object(text));
            return;
        }
        var metadata = new StringBuilder();
        for (int i = divider + 1; i < lines.length; i++) {
            metadata.append(lines[i]).append('\n');
        }
        readMetadata(Json.object(metadata.toString()));
        String file = null;
        for (int i = 0; i < divider; i++) {
            var line = lines[i];
            if (line.isBlank()) {
                continue;
            }
            if (!Character.isWhitespace(line.charAt(0))) {
                file = unquoted(line.strip());
                continue;
            }
            var entry = line.strip().split(" ", 2);
            if (file == null || entry.length < 2) {
                throw new BadRecordException("no attestation: " + line.strip());
            }
            attest(file, entry[0], entry[1].strip());
        }
    }

    private static String unquoted(String path) {
        return path.length() > 1 && path.startsWith("\"") && path.endsWith("\"")
                ? path.substring(1, path.length() - 1)
                : path;
    }

    private void readMetadata(JsonNode metadata) throws BadRecordException {
        var schema = Json.needText(metadata, "schema_version");
        if (!schema.startsWith(SCHEMA)) {
            throw new BadRecordException("schema_version is " + schema + ", known is " + SCHEMA + "x");
        }
        version = schema.substring(schema.indexOf('/') + 1);
        for (var section : List.of("prompts", "sessions")) {
            var part = Json.part(metadata, section);
            if (part != null) {
                for (var names = part.fieldNames(); names.hasNext(); ) {
                    var name = names.next();
                    described.put(name, Json.needPart(part, name));
                }
            }
        }
    }

    private void readFiles(JsonNode note) throws BadRecordException {
        for (var file : Json.list(note, "files")) {
            var path = Json.needText(Json.element(file, "files"), "file");
            for (var entry : Json.list(file, "ranges")) {
                if (!entry.isArray()
                        || entry.size() != 2
                        || !entry.get(0).isTextual()
                        || !entry.get(1).isTextual()) {
                    throw new BadRecordException("ranges is not a list of [key, lines]");
                }
                attest(path, entry.get(0).textValue(), entry.get(1).textValue());
            }
        }
    }

    private void attest(String file, String key, String ranges) throws BadRecordException {
        files.add(file);
        int call = key.indexOf("::");
        var id = call < 0 ? key : key.substring(0, call);
        if (PERSON_KEY.matcher(id).matches()) {
            ofPersons.add(file, ranges);
        } else if (described.containsKey(id) || AI_KEY.matcher(id).matches()) {
            bySession.computeIfAbsent(id, one -> new Lines()).add(file, ranges);
        } else {
            // Checked all the same: a note that is broken somewhere is not half right.
            new Lines().add(file, ranges);
        }
    }
}
