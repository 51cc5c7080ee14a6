package io.plumbline.ingest.git;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.plumbline.ingest.git.CommitHeader.Person;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the payloads of raw events. Times are seconds since 1970, as git has them. */
final class CommitPayload {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_MESSAGE = 16_384;
    private static final int LONGEST_BROUGHT = 4_096;
    private static final String CUT = "\n[..]\n";

    private final RemoteName remote;
    private final String branch;

    CommitPayload(RemoteName remote, String branch) {
        this.remote = remote;
        this.branch = branch;
    }

    byte[] commit(CommitHeader header, List<CommitHeader> brought, CommitChange change, int index, History history)
            throws IOException {
        return object(json -> {
            json.writeStringField("sha", header.sha());
            json.writeArrayFieldStart("parents");
            for (var parent : header.parents()) {
                json.writeString(parent);
            }
            json.writeEndArray();
            number(json, header);
            person(json, "author", header.author());
            person(json, "committer", header.committer());
            time(json, "authored_at", header.authoredAt());
            time(json, "committed_at", header.committedAt());
            json.writeStringField("message", cut(header.message(), LONGEST_MESSAGE));
            reverts(json, header, brought, change, history);
            brought(json, brought);
            files(json, change);
            json.writeNumberField("born", change.born());
            json.writeNumberField("removed", change.removed());
            json.writeArrayFieldStart("ended");
            for (var ended : change.ended()) {
                json.writeStartArray();
                json.writeString(history.sha(ended.owner()));
                json.writeNumber(history.at(ended.owner()).getEpochSecond());
                json.writeNumber(ended.lines());
                json.writeBoolean(history.haveSameAuthor(index, ended.owner()));
                json.writeEndArray();
            }
            json.writeEndArray();
        });
    }

    byte[] gone(String sha, Instant committedAt) throws IOException {
        return object(json -> {
            json.writeStringField("sha", sha);
            time(json, "committed_at", committedAt);
        });
    }

    byte[] read(String head, Instant headAt, int commits) throws IOException {
        return object(json -> {
            json.writeStringField("head", head);
            time(json, "head_at", headAt);
            json.writeNumberField("commits", commits);
        });
    }

    /** The begin and, because trailers stand there, the end. */
    static String cut(String message, int longest) {
        if (message.length() <= longest) {
            return message;
        }
        int half = (longest - CUT.length()) / 2;
        return message.substring(0, half) + CUT + message.substring(message.length() - half);
    }

    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private byte[] object(Fields fields) throws IOException {
        var bytes = new ByteArrayOutputStream(1 << 10);
        try (var json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("provider", remote.provider());
            json.writeStringField("repo", remote.repo());
            json.writeStringField("branch", branch);
            fields.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void number(JsonGenerator json, CommitHeader header) throws IOException {
        var number = CommitWords.number(header.message());
        if (number != null) {
            json.writeNumberField("number", number);
        }
    }

    private static void reverts(
            JsonGenerator json, CommitHeader header, List<CommitHeader> brought, CommitChange change, History history)
            throws IOException {
        var reverts = new ArrayList<>(CommitWords.reverts(header.message()));
        brought.forEach(one -> reverts.addAll(CommitWords.reverts(one.message())));
        if (!reverts.isEmpty()) {
            json.writeArrayFieldStart("reverts");
            for (var sha : reverts.stream().distinct().toList()) {
                json.writeString(sha);
            }
            json.writeEndArray();
        }
        if (change.undoes() >= 0) {
            var undone = history.sha(change.undoes());
            if (reverts.stream().noneMatch(undone::startsWith)) {
                json.writeStringField("undoes", undone);
            }
        }
    }

    private static void brought(JsonGenerator json, List<CommitHeader> brought) throws IOException {
        if (brought.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("brought");
        for (var one : brought) {
            json.writeStartObject();
            json.writeStringField("sha", one.sha());
            person(json, "author", one.author());
            json.writeStringField("message", cut(one.message(), LONGEST_BROUGHT));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void files(JsonGenerator json, CommitChange change) throws IOException {
        json.writeArrayFieldStart("files");
        for (var file : change.files()) {
            json.writeStartObject();
            json.writeStringField("path", file.path());
            if (file.oldPath() != null) {
                json.writeStringField("old_path", file.oldPath());
            }
            json.writeStringField("change", file.change());
            json.writeStringField("kind", file.kind());
            json.writeNumberField("additions", file.additions());
            json.writeNumberField("deletions", file.deletions());
            if (file.reformatted() > 0) {
                json.writeNumberField("reformatted", file.reformatted());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void person(JsonGenerator json, String field, Person person) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("name", person.name());
        json.writeStringField("email", person.email());
        json.writeEndObject();
    }

    private static void time(JsonGenerator json, String field, Instant at) throws IOException {
        json.writeNumberField(field, at.getEpochSecond());
    }
}
