package io.plumbline.ingest.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.raw.RawEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Maps raw events of source {@code git} to normalised ones.
 *
 * <ul>
 *   <li>{@code git_ai_note}: {@code {"repo": "owner/name", "sha": .., "note": ..}}, the note as its text or as one JSON
 *       object. Its time is when it was received: notes have none. The event's id holds a digest of the note, so that a
 *       note that was changed is another event, and the same note, wherever it comes from, the same.
 *   <li>{@code agent_trace}: {@code {"repo": .., "record": {..}}}; id and time are the record's.
 *   <li>{@code commit_lines}, {@code commit_gone} and {@code history_read}: what the collector read of a local clone; their
 *       ids hold the commit's hash.
 * </ul>
 *
 * {@code "provider"} may name the forge that the repository lives on; otherwise it is GitHub. No input makes this throw.
 *
 * @see <a href="https://github.com/git-ai-project/git-ai">Git AI</a>
 * @see <a href="https://github.com/cursor/agent-trace">Agent Trace</a>
 */
public final class ProvenanceEvents {

    public static final String SOURCE = "git";
    public static final String GIT_AI_NOTE = "git_ai_note";
    public static final String AGENT_TRACE = "agent_trace";

    public static final String COMMIT_LINES = "commit_lines";
    public static final String COMMIT_GONE = "commit_gone";
    public static final String HISTORY_READ = "history_read";

    private static final String DEFAULT_PROVIDER = "github";

    private ProvenanceEvents() {}

    /** The payload's buffer is left as it was. */
    public static Mapping map(RawEvent raw) {
        try {
            return switch (raw.getEventType()) {
                case GIT_AI_NOTE -> note(raw, Json.object(raw.getPayload()));
                case AGENT_TRACE -> trace(raw, Json.object(raw.getPayload()));
                case COMMIT_LINES -> mapped(CommitHistory.commit(raw, Json.object(raw.getPayload()), DEFAULT_PROVIDER));
                case COMMIT_GONE -> mapped(CommitHistory.gone(raw, Json.object(raw.getPayload()), DEFAULT_PROVIDER));
                case HISTORY_READ -> mapped(CommitHistory.read(raw, Json.object(raw.getPayload()), DEFAULT_PROVIDER));
                default -> new Unmapped("event type not mapped");
            };
        } catch (BadRecordException e) {
            return new Unreadable(e.getMessage());
        }
    }

    private static Mapping note(RawEvent raw, JsonNode payload) throws BadRecordException {
        var repo = Json.needText(payload, "repo");
        var sha = Json.needText(payload, "sha");
        var content = Json.field(payload, "note");
        if (content == null) {
            throw new BadRecordException("note is missing");
        }
        var note = GitAiNote.of(content);
        return mapped(new LineAttributionEvent(
                meta(
                        raw,
                        payload,
                        "line-attribution/git-ai/" + repo + "/" + sha + "/" + digest(content),
                        raw.getReceivedAt()),
                repo,
                sha,
                GitAiNote.STANDARD,
                note.version(),
                note.sessions(),
                note.humanLines(),
                note.fileCount()));
    }

    private static Mapping trace(RawEvent raw, JsonNode payload) throws BadRecordException {
        var repo = Json.needText(payload, "repo");
        var trace = AgentTrace.of(Json.needPart(payload, "record"));
        if (trace.revision() == null) {
            return new Unmapped("trace record without a git revision");
        }
        return mapped(new LineAttributionEvent(
                meta(raw, payload, "line-attribution/agent-trace/" + repo + "/" + trace.id(), trace.at()),
                repo,
                trace.revision(),
                AgentTrace.STANDARD,
                trace.version(),
                trace.sessions(),
                trace.humanLines(),
                trace.fileCount()));
    }

    private static Mapping mapped(SpecificRecord event) {
        return new Mapped(List.of(event));
    }

    private static EventMeta meta(RawEvent raw, JsonNode payload, String eventId, Instant at)
            throws BadRecordException {
        var provider = Json.text(payload, "provider");
        return new EventMeta(
                provider == null ? DEFAULT_PROVIDER : provider,
                raw.getSource(),
                raw.getDeliveryId(),
                eventId,
                at,
                raw.getReceivedAt(),
                null);
    }

    /** Of what the note says, not of how its JSON is spaced. */
    private static String digest(JsonNode note) {
        try {
            var text = note.isTextual() ? note.textValue() : note.toString();
            var sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
