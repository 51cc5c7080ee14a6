package io.plumbline.streams.commit;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitFile;
import io.plumbline.schema.event.CommitPerson;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestFiles;
import io.plumbline.schema.event.PullRequestSnapshot;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tells what happens to the branches of one repository, as a forge would. Times are minutes. */
final class RepositoryStory {

    static final String REPO = "octo/hello";
    static final String KEY = "github:" + REPO;
    static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    static final String ZEROS = "0".repeat(40);

    private final List<Delivery<?>> deliveries = new ArrayList<>();

    List<Delivery<?>> deliveries() {
        return List.copyOf(deliveries);
    }

    static String key(int number) {
        return Topics.pullRequestKey("github", REPO, number);
    }

    static Instant at(double minutes) {
        return BEGIN.plusMillis(Math.round(minutes * 60_000));
    }

    /** Commits that begin with {@code ~} came from other branches. */
    RepositoryStory push(double minutes, String branch, String before, String after, String... commits) {
        for (var commit : commits) {
            boolean distinct = !commit.startsWith("~");
            var sha = distinct ? commit : commit.substring(1);
            deliveries.add(new Delivery<>(
                    Topics.COMMIT,
                    KEY,
                    commit("commit/pushed/" + branch + "/" + sha, minutes, sha)
                            .setRef("refs/heads/" + branch)
                            .setDistinct(distinct)
                            .setPushBefore(before)
                            .setPushAfter(after)
                            .build()));
        }
        return this;
    }

    /** As it was recorded before pushes were. */
    RepositoryStory oldPush(double minutes, String branch, String... commits) {
        return push(minutes, branch, null, null, commits);
    }

    RepositoryStory listed(double minutes, int number, String... shas) {
        for (var sha : shas) {
            var commit = commit("commit/listed/" + number + "/" + sha, minutes, sha)
                    .setNumber(number)
                    .setAuthor(new CommitPerson("Ada", null, "ada", 1L))
                    .build();
            deliveries.add(new Delivery<>(Topics.COMMIT, key(number), commit));
        }
        return this;
    }

    RepositoryStory opened(double minutes, int number, String branch, String head) {
        return event(minutes, number, "opened", REPO, branch, "main", head, null);
    }

    RepositoryStory openedFromFork(double minutes, int number, String branch, String head) {
        return event(minutes, number, "opened", "fork/hello", branch, "main", head, null);
    }

    RepositoryStory opened(double minutes, int number, String branch, String base, String head) {
        return event(minutes, number, "opened", REPO, branch, base, head, null);
    }

    RepositoryStory synchronize(double minutes, int number, String branch, String before, String after) {
        return event(minutes, number, "synchronize", REPO, branch, "main", after, before);
    }

    RepositoryStory closed(double minutes, int number, String branch, String head) {
        return event(minutes, number, "closed", REPO, branch, "main", head, null);
    }

    private RepositoryStory event(
            double minutes,
            int number,
            String action,
            String headRepo,
            String branch,
            String base,
            String head,
            String before) {
        var snapshot = PullRequestSnapshot.newBuilder()
                .setTitle("Change " + number)
                .setState(action.equals("closed") ? "closed" : "open")
                .setHeadRepo(headRepo)
                .setHeadRef(branch)
                .setBaseRef(base)
                .setHeadSha(head)
                .setCreatedAt(at(minutes))
                .build();
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST,
                key(number),
                PullRequestEvent.newBuilder()
                        .setMeta(meta("pull_request/" + action + "/" + number + "/" + minutes, minutes))
                        .setRepo(REPO)
                        .setNumber(number)
                        .setAction(action)
                        .setPullRequest(snapshot)
                        .setBeforeSha(before)
                        .setAfterSha(before == null ? null : head)
                        .build()));
        return this;
    }

    RepositoryStory files(double minutes, int number, String... paths) {
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST_FILES,
                key(number),
                new PullRequestFiles(
                        meta("pull_request_files/" + number + "/" + String.join(",", paths), minutes),
                        REPO,
                        number,
                        Arrays.stream(paths)
                                .map(path -> new CommitFile(path, "modified", 3, 1))
                                .toList())));
        return this;
    }

    RepositoryStory note(double minutes, String sha, String tool, int lines) {
        return attributed(minutes, sha, "git-ai", "note/" + sha + "/" + tool + lines, tool, lines);
    }

    RepositoryStory trace(double minutes, String sha, String id, String tool, int lines) {
        return attributed(minutes, sha, "agent-trace", "trace/" + id, tool, lines);
    }

    private RepositoryStory attributed(
            double minutes, String sha, String standard, String eventId, String tool, int lines) {
        var session = new LineSession("s_" + tool, tool, "model", lines, null, null, null, null);
        deliveries.add(new Delivery<>(
                Topics.LINE_ATTRIBUTION,
                KEY,
                new LineAttributionEvent(meta(eventId, minutes), REPO, sha, standard, "1", List.of(session), null, 1)));
        return this;
    }

    RepositoryStory erased(int number) {
        deliveries.add(new Delivery<>(Topics.PULL_REQUEST, key(number), null));
        return this;
    }

    private static CommitEvent.Builder commit(String id, double minutes, String sha) {
        return CommitEvent.newBuilder()
                .setMeta(meta(id, minutes))
                .setRepo(REPO)
                .setSha(sha)
                .setAuthor(new CommitPerson("Ada", "ada@example.org", null, null))
                .setMessage("Commit " + sha)
                .setCommittedAt(at(minutes));
    }

    private static EventMeta meta(String id, double minutes) {
        return new EventMeta("github", "test", "delivery", id, at(minutes), at(minutes), null);
    }
}
