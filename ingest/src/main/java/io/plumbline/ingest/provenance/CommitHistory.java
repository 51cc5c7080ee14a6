package io.plumbline.ingest.provenance;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.schema.event.BroughtCommit;
import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.CommitPerson;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.FileLines;
import io.plumbline.schema.event.HistoryRead;
import io.plumbline.schema.event.LinesEnded;
import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the git collector read of a clone: commits with their lines, commits that are gone, and how far it was read. */
final class CommitHistory {

    private static final long LATEST_SECOND =
            Instant.parse("2262-01-01T00:00:00Z").getEpochSecond();

    private final RawEvent raw;
    private final JsonNode payload;
    private final String provider;
    private final String repo;
    private final String branch;

    private CommitHistory(RawEvent raw, JsonNode payload, String defaultProvider) throws BadRecordException {
        this.raw = raw;
        this.payload = payload;
        var stated = Json.text(payload, "provider");
        this.provider = stated == null ? defaultProvider : stated;
        this.repo = Json.needText(payload, "repo");
        this.branch = Json.needText(payload, "branch");
    }

    static CommitLines commit(RawEvent raw, JsonNode payload, String defaultProvider) throws BadRecordException {
        return new CommitHistory(raw, payload, defaultProvider).commit();
    }

    static CommitLines gone(RawEvent raw, JsonNode payload, String defaultProvider) throws BadRecordException {
        return new CommitHistory(raw, payload, defaultProvider).gone();
    }

    static HistoryRead read(RawEvent raw, JsonNode payload, String defaultProvider) throws BadRecordException {
        return new CommitHistory(raw, payload, defaultProvider).read();
    }

    private CommitLines commit() throws BadRecordException {
        var sha = Json.needText(payload, "sha");
        var committedAt = time(payload, "committed_at");
        int born = needCount(payload, "born");
        return CommitLines.newBuilder()
                .setMeta(meta("commit-lines/" + repo + "/" + sha, committedAt))
                .setRepo(repo)
                .setSha(sha)
                .setBranch(branch)
                .setParents(texts("parents"))
                .setNumber(Json.count(payload, "number"))
                .setAuthor(person(payload, "author"))
                .setCommitter(person(payload, "committer"))
                .setMessage(textOf("message"))
                .setAuthoredAt(time(payload, "authored_at"))
                .setCommittedAt(committedAt)
                .setRevertsShas(texts("reverts"))
                .setUndoes(Json.text(payload, "undoes"))
                .setFiles(files())
                .setBorn(born)
                .setEnded(ended())
                .setAdded(born)
                .setRemoved(needCount(payload, "removed"))
                .setBrought(brought())
                .setGone(false)
                .build();
    }

    private CommitLines gone() throws BadRecordException {
        var sha = Json.needText(payload, "sha");
        var committedAt = time(payload, "committed_at");
        return CommitLines.newBuilder()
                .setMeta(meta("commit-lines/" + repo + "/" + sha + "/gone", committedAt))
                .setRepo(repo)
                .setSha(sha)
                .setBranch(branch)
                .setParents(List.of())
                .setMessage("")
                .setCommittedAt(committedAt)
                .setRevertsShas(List.of())
                .setFiles(List.of())
                .setEnded(List.of())
                .setBrought(List.of())
                .setBorn(0)
                .setAdded(0)
                .setRemoved(0)
                .setGone(true)
                .build();
    }

    private HistoryRead read() throws BadRecordException {
        var head = Json.needText(payload, "head");
        var headAt = time(payload, "head_at");
        return new HistoryRead(
                meta("history-read/" + repo + "/" + branch + "/" + head, headAt),
                repo,
                branch,
                head,
                headAt,
                needCount(payload, "commits"));
    }

    private EventMeta meta(String eventId, Instant at) {
        return new EventMeta(provider, raw.getSource(), raw.getDeliveryId(), eventId, at, raw.getReceivedAt(), null);
    }

    private List<FileLines> files() throws BadRecordException {
        var files = new ArrayList<FileLines>();
        for (var element : Json.list(payload, "files")) {
            var file = Json.element(element, "files");
            var reformatted = Json.count(file, "reformatted");
            files.add(new FileLines(
                    Json.needText(file, "path"),
                    Json.text(file, "old_path"),
                    Json.needText(file, "change"),
                    Json.needText(file, "kind"),
                    needCount(file, "additions"),
                    needCount(file, "deletions"),
                    reformatted == null ? 0 : reformatted));
        }
        return files;
    }

    private List<LinesEnded> ended() throws BadRecordException {
        var ended = new ArrayList<LinesEnded>();
        for (var one : Json.list(payload, "ended")) {
            if (one.size() != 4
                    || !one.get(0).isTextual()
                    || !one.get(1).isIntegralNumber()
                    || !one.get(2).canConvertToInt()
                    || !one.get(3).isBoolean()) {
                throw new BadRecordException("ended is not a list of [sha, seconds, lines, same author]");
            }
            ended.add(new LinesEnded(
                    one.get(0).textValue(),
                    second(one.get(1).longValue(), "ended"),
                    one.get(2).intValue(),
                    one.get(3).booleanValue()));
        }
        return ended;
    }

    private List<BroughtCommit> brought() throws BadRecordException {
        var brought = new ArrayList<BroughtCommit>();
        for (var element : Json.list(payload, "brought")) {
            var one = Json.element(element, "brought");
            var message = Json.text(one, "message");
            brought.add(new BroughtCommit(
                    Json.needText(one, "sha"), person(one, "author"), message == null ? "" : message));
        }
        return brought;
    }

    private List<String> texts(String name) throws BadRecordException {
        var texts = new ArrayList<String>();
        for (var one : Json.list(payload, name)) {
            if (!one.isTextual()) {
                throw new BadRecordException(name + " is not a list of texts");
            }
            texts.add(one.textValue());
        }
        return texts;
    }

    private String textOf(String name) throws BadRecordException {
        var text = Json.text(payload, name);
        return text == null ? "" : text;
    }

    private static CommitPerson person(JsonNode of, String name) throws BadRecordException {
        var part = Json.part(of, name);
        return part == null ? null : new CommitPerson(Json.text(part, "name"), Json.text(part, "email"), null, null);
    }

    private static int needCount(JsonNode of, String name) throws BadRecordException {
        var count = Json.count(of, name);
        if (count == null) {
            throw new BadRecordException(name + " is missing");
        }
        return count;
    }

    private static Instant time(JsonNode of, String name) throws BadRecordException {
        var field = Json.field(of, name);
        if (field == null || !field.isIntegralNumber()) {
            throw new BadRecordException(name + " is not a number of seconds");
        }
        return second(field.longValue(), name);
    }

    /** Commits may claim any time; no table can hold others than these. */
    private static Instant second(long second, String name) throws BadRecordException {
        if (second >= LATEST_SECOND) {
            throw new BadRecordException(name + " is not a time before 2262");
        }
        return Instant.ofEpochSecond(Math.max(0, second));
    }
}
