package io.plumbline.ingest.github;

import static io.plumbline.ingest.github.PullRequests.first;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitFile;
import io.plumbline.schema.event.CommitPerson;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** {@code push} and GH Archive's {@code PushEvent}: one commit event for each commit that was pushed. */
final class Pushes {

    private static final Shape PERSON = Shape.of("name", "email", "username");

    /** Webhooks call the hash "id", the archive "sha". */
    static final Shape SHAPE = Shape.of("ref", "before", "after", "head", "forced")
            .with("pusher", Shape.of("name"))
            .with("head_commit", Shape.of("timestamp"))
            .with(
                    "commits",
                    Shape.of("id", "sha", "message", "timestamp", "distinct", "added", "removed", "modified")
                            .with("author", PERSON)
                            .with("committer", PERSON));

    private Pushes() {}

    /**
     * The time of the events is the time of the push, so far as the payload tells: a commit may be months old when it
     * is pushed.
     *
     * @param repository null in the archive
     * @return empty for a push without commits: a tag, a deleted branch, an archive line that leaves them out
     */
    static List<SpecificRecord> map(Envelope envelope, Part repository) throws PayloadException {
        var body = envelope.body();
        var ref = body.needText("ref");
        var actor = actor(envelope, body);
        var head = body.part("head_commit");
        var pushedAt = first(
                repository == null ? null : repository.time("pushed_at"),
                repository == null ? envelope.sentAt() : null,
                head == null ? null : head.time("timestamp"));
        // The archive calls it the head.
        var after = body.text("after") == null ? body.text("head") : body.text("after");
        var events = new ArrayList<SpecificRecord>();
        for (var commit : body.parts("commits")) {
            var id = commit.text("id");
            var sha = id != null ? id : commit.needText("sha");
            var committedAt = commit.time("timestamp");
            events.add(new CommitEvent(
                    envelope.meta(
                            "commit/pushed/" + envelope.repo() + "/" + ref + "/" + sha,
                            first(pushedAt, committedAt),
                            actor),
                    envelope.repo(),
                    envelope.repoId(),
                    null,
                    sha,
                    ref,
                    person(commit.part("author")),
                    person(commit.part("committer")),
                    commit.needText("message"),
                    null,
                    committedAt,
                    null,
                    null,
                    files(commit),
                    List.of(),
                    commit.flag("distinct"),
                    body.text("before"),
                    after,
                    body.flag("forced")));
        }
        return events;
    }

    /** The sender has id and type; without one the pusher has at least a name. */
    private static Account actor(Envelope envelope, Part body) throws PayloadException {
        if (envelope.actor() != null) {
            return envelope.actor();
        }
        var pusher = body.part("pusher");
        var name = pusher == null ? null : pusher.text("name");
        return name == null ? null : new Account(name, null, null);
    }

    private static CommitPerson person(Part person) throws PayloadException {
        return person == null
                ? null
                : new CommitPerson(person.text("name"), person.text("email"), person.text("username"), null);
    }

    private static List<CommitFile> files(Part commit) throws PayloadException {
        var files = new ArrayList<CommitFile>();
        for (var change : List.of("added", "modified", "removed")) {
            for (var path : commit.texts(change)) {
                files.add(new CommitFile(path, change, null, null));
            }
        }
        return files;
    }
}
