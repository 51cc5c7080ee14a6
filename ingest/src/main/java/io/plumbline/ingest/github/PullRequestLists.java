package io.plumbline.ingest.github;

import static io.plumbline.ingest.github.PullRequests.first;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitFile;
import io.plumbline.schema.event.CommitPerson;
import io.plumbline.schema.event.PullRequestFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * {@code pull_request_commits} and {@code pull_request_files}: what GitHub's REST interface lists of a pull request, in an
 * envelope of ours: {@code {"repository": {"full_name", "id"}, "number", "commits": [..]}}, or {@code "files": [..]}.
 *
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#list-commits-on-a-pull-request">List commits</a>
 * @see <a href="https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files">List files</a>
 */
final class PullRequestLists {

    private static final Shape PERSON = Shape.of("name", "email", "date");

    /** A single commit's answer has stats and files as well. */
    static final Shape COMMITS = Shape.of("number")
            .with(
                    "commits",
                    Shape.of("sha")
                            .with(
                                    "commit",
                                    Shape.of("message").with("author", PERSON).with("committer", PERSON))
                            .with("author", Accounts.SHAPE)
                            .with("committer", Accounts.SHAPE)
                            .with("parents", Shape.of("sha"))
                            .with("stats", Shape.of("additions", "deletions"))
                            .with("files", Shape.of("filename", "status", "additions", "deletions")));

    static final Shape FILES =
            Shape.of("number").with("files", Shape.of("filename", "status", "additions", "deletions"));

    private PullRequestLists() {}

    /** The time of an event is when it was committed: when it was pushed the list does not tell. */
    static List<SpecificRecord> commits(Envelope envelope) throws PayloadException {
        var number = envelope.body().needInteger("number");
        if (!envelope.body().names("commits")) {
            throw new PayloadException("commits is missing");
        }
        var events = new ArrayList<SpecificRecord>();
        for (var listed : envelope.body().parts("commits")) {
            var sha = listed.needText("sha");
            var commit = listed.needPart("commit");
            var author = commit.part("author");
            var committer = commit.part("committer");
            var authoredAt = author == null ? null : author.time("date");
            var committedAt = first(committer == null ? null : committer.time("date"), authoredAt);
            var stats = listed.part("stats");
            events.add(new CommitEvent(
                    envelope.meta(
                            envelope.idOf("commit", "listed", number) + "/" + sha,
                            committedAt,
                            Accounts.of(listed.part("author"))),
                    envelope.repo(),
                    envelope.repoId(),
                    number,
                    sha,
                    null,
                    person(author, listed.part("author")),
                    person(committer, listed.part("committer")),
                    commit.needText("message"),
                    authoredAt,
                    committedAt,
                    stats == null ? null : stats.integer("additions"),
                    stats == null ? null : stats.integer("deletions"),
                    files(listed),
                    parents(listed),
                    null,
                    null,
                    null,
                    null));
        }
        return events;
    }

    /** The answer has no time of its own: that of an event is when it was received. */
    static PullRequestFiles files(Envelope envelope) throws PayloadException {
        var number = envelope.body().needInteger("number");
        if (!envelope.body().names("files")) {
            throw new PayloadException("files is missing");
        }
        return new PullRequestFiles(
                envelope.meta(
                        envelope.idOf("pull_request_files", "listed", number) + "/" + envelope.stamp(null), null, null),
                envelope.repo(),
                number,
                files(envelope.body()));
    }

    private static CommitPerson person(Part stated, Part account) throws PayloadException {
        if (stated == null && account == null) {
            return null;
        }
        return new CommitPerson(
                stated == null ? null : stated.text("name"),
                stated == null ? null : stated.text("email"),
                account == null ? null : account.text("login"),
                account == null ? null : account.number("id"));
    }

    private static List<CommitFile> files(Part listed) throws PayloadException {
        var files = new ArrayList<CommitFile>();
        for (var file : listed.parts("files")) {
            files.add(new CommitFile(
                    file.needText("filename"),
                    change(file.text("status")),
                    file.integer("additions"),
                    file.integer("deletions")));
        }
        return files;
    }

    private static String change(String status) {
        return switch (status == null ? "modified" : status) {
            case "added", "copied" -> "added";
            case "removed" -> "removed";
            case "renamed" -> "renamed";
            // Also changed, of its type, and unchanged, which only lists of commits have.
            default -> "modified";
        };
    }

    private static List<String> parents(Part listed) throws PayloadException {
        var parents = new ArrayList<String>();
        for (var parent : listed.parts("parents")) {
            parents.add(parent.needText("sha"));
        }
        return parents;
    }
}
