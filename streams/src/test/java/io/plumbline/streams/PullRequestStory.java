package io.plumbline.streams;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestSnapshot;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tells the life of one pull request, event by event, as a forge would. Times are hours after its opening. */
public final class PullRequestStory {

    public static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
    public static final Account AUTHOR = new Account("ada", 1L, "User");
    public static final Account REVIEWER = new Account("grace", 2L, "User");
    public static final Account BOT = new Account("coderabbitai[bot]", 136622811L, "Bot");

    /**
     * A commit that changes one file.
     *
     * @param authored hours after the opening, as all times here
     * @param lines added; null = not stated
     */
    public record Change(double authored, double pushed, Integer lines, String path) {}

    /** One event on its way: to which topic, under which key. */
    public record Delivery<V>(Topic<String, V> topic, String key, V event) {}

    private final String repo;
    private final int number;
    private final Instant openedAt;
    private final List<Delivery<?>> deliveries = new ArrayList<>();

    private Account author = AUTHOR;
    private String title = "Fix the parser";
    private String body;
    private String headRef = "feature/parser";
    private boolean draft;
    private boolean closed;
    private boolean merged;
    private Instant closedAt;
    private Integer additions = 10;
    private int observation;

    private PullRequestStory(String repo, int number, Instant openedAt) {
        this.repo = repo;
        this.number = number;
        this.openedAt = openedAt;
    }

    public static PullRequestStory pullRequest() {
        return new PullRequestStory("octo/hello", 1, OPENED);
    }

    public static PullRequestStory pullRequest(String repo, int number, Instant openedAt) {
        return new PullRequestStory(repo, number, openedAt);
    }

    public List<Delivery<?>> deliveries() {
        return List.copyOf(deliveries);
    }

    public String key() {
        return Topics.pullRequestKey("github", repo, number);
    }

    public Instant at(double hours) {
        return openedAt.plusMillis(Math.round(hours * 3_600_000));
    }

    public PullRequestStory by(Account account) {
        author = account;
        return this;
    }

    public PullRequestStory onBranch(String name) {
        headRef = name;
        return this;
    }

    public PullRequestStory saying(String text) {
        body = text;
        return this;
    }

    public PullRequestStory opened() {
        return event("opened", 0, author);
    }

    public PullRequestStory openedAsDraft() {
        draft = true;
        return opened();
    }

    public PullRequestStory ready(double hours) {
        draft = false;
        return event("ready_for_review", hours, author);
    }

    public PullRequestStory backToDraft(double hours) {
        draft = true;
        return event("converted_to_draft", hours, author);
    }

    public PullRequestStory pushed(double hours) {
        additions = additions == null ? null : additions + 5;
        return event("synchronize", hours, author);
    }

    /** The branch is rewritten. */
    public PullRequestStory forcePushed(double hours) {
        pushed(hours);
        var last = (PullRequestEvent) deliveries.remove(deliveries.size() - 1).event();
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST,
                key(),
                PullRequestEvent.newBuilder(last).setForced(true).build()));
        return this;
    }

    public PullRequestStory retitled(double hours, String newTitle) {
        title = newTitle;
        return event("edited", hours, author);
    }

    public PullRequestStory labeled(double hours, String label) {
        event("labeled", hours, author);
        var last = (PullRequestEvent) deliveries.remove(deliveries.size() - 1).event();
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST,
                key(),
                PullRequestEvent.newBuilder(last).setLabel(label).build()));
        return this;
    }

    public PullRequestStory withoutSizes() {
        additions = null;
        return this;
    }

    public PullRequestStory merged(double hours) {
        merged = true;
        return closed(hours, REVIEWER);
    }

    public PullRequestStory closed(double hours, Account who) {
        closed = true;
        closedAt = at(hours);
        return event("closed", hours, who);
    }

    public PullRequestStory reopened(double hours) {
        closed = false;
        closedAt = null;
        return event("reopened", hours, author);
    }

    public PullRequestStory reviewed(double hours, Account who, String state) {
        int id = deliveries.size() + 1000 * number;
        deliveries.add(new Delivery<>(
                Topics.REVIEW,
                key(),
                ReviewEvent.newBuilder()
                        .setMeta(meta("review/" + id, at(hours), who))
                        .setRepo(repo)
                        .setNumber(number)
                        .setAction("submitted")
                        .setReviewId(id)
                        .setReviewer(who)
                        .setState(state)
                        .setSubmittedAt(at(hours))
                        .setPullRequest(brief(at(hours)))
                        .build()));
        return this;
    }

    /** The same review once more, as an edited or dismissed event of its own. */
    public PullRequestStory dismissed() {
        var last = (ReviewEvent) deliveries.get(deliveries.size() - 1).event();
        deliveries.add(new Delivery<>(
                Topics.REVIEW,
                key(),
                ReviewEvent.newBuilder(last)
                        .setMeta(meta("review/" + last.getReviewId() + "/dismissed", last.getSubmittedAt(), REVIEWER))
                        .setAction("dismissed")
                        .setState("dismissed")
                        .build()));
        return this;
    }

    public PullRequestStory commented(double hours, Account who, String text) {
        int id = deliveries.size() + 1000 * number;
        deliveries.add(new Delivery<>(
                Topics.ISSUE_COMMENT,
                key(),
                IssueCommentEvent.newBuilder()
                        .setMeta(meta("comment/" + id, at(hours), who))
                        .setRepo(repo)
                        .setNumber(number)
                        .setAction("created")
                        .setOnPullRequest(true)
                        .setCommentId(id)
                        .setAuthor(who)
                        .setBody(text)
                        .setCreatedAt(at(hours))
                        .build()));
        return this;
    }

    public PullRequestStory reviewComment(double hours, Account who) {
        int id = deliveries.size() + 1000 * number;
        deliveries.add(new Delivery<>(
                Topics.REVIEW_COMMENT,
                key(),
                ReviewCommentEvent.newBuilder()
                        .setMeta(meta("review-comment/" + id, at(hours), who))
                        .setRepo(repo)
                        .setNumber(number)
                        .setAction("created")
                        .setCommentId(id)
                        .setAuthor(who)
                        .setSuggestion(false)
                        .setCreatedAt(at(hours))
                        .setPullRequest(brief(at(hours)))
                        .build()));
        return this;
    }

    /** A person says who wrote it. */
    public PullRequestStory stated(double hours, String origin, String tool) {
        return stated(hours, origin, tool, false);
    }

    /** The person takes it back. */
    public PullRequestStory unstated(double hours) {
        return stated(hours, "unknown", null, true);
    }

    private PullRequestStory stated(double hours, String origin, String tool, boolean retracted) {
        deliveries.add(new Delivery<>(
                Topics.ORIGIN_OVERRIDE,
                key(),
                OriginOverrideEvent.newBuilder()
                        .setMeta(meta("override/" + hours + origin + retracted, at(hours), null))
                        .setRepo(repo)
                        .setNumber(number)
                        .setOrigin(origin)
                        .setTool(tool)
                        .setAuthor("lead@example.org")
                        .setReason("asked the author")
                        .setRetracted(retracted)
                        .build()));
        return this;
    }

    /** One commit is all there is, with this message and these files. */
    public PullRequestStory committed(String message, String... paths) {
        var files = Stream.of(paths)
                .map(path -> new ChangedFile(path, "modified", null, null))
                .toList();
        var commit = PullRequestCommit.newBuilder()
                .setSha("5".repeat(40))
                .setAt(openedAt)
                .setAuthorName("Ada")
                .setAuthorEmail("ada@example.org")
                .setMessage(message)
                .setFiles(files)
                .build();
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST_COMMITS,
                key(),
                PullRequestCommits.newBuilder()
                        .setId(key())
                        .setCommits(List.of(commit))
                        .build()));
        return this;
    }

    /** All of its commits, in place of what was known of them. */
    public PullRequestStory changed(Change... changes) {
        var commits = new ArrayList<PullRequestCommit>();
        for (var change : changes) {
            commits.add(PullRequestCommit.newBuilder()
                    .setSha(Integer.toHexString(commits.size()).repeat(40))
                    .setAt(at(change.pushed()))
                    .setAuthoredAt(at(change.authored()).toEpochMilli())
                    .setMessage("Change it")
                    .setFiles(List.of(new ChangedFile(
                            change.path(), "modified", change.lines(), change.lines() == null ? null : 0)))
                    .build());
        }
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST_COMMITS,
                key(),
                PullRequestCommits.newBuilder().setId(key()).setCommits(commits).build()));
        return this;
    }

    private PullRequestStory event(String action, double hours, Account who) {
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST,
                key(),
                PullRequestEvent.newBuilder()
                        .setMeta(meta(action + "/" + hours, at(hours), who))
                        .setRepo(repo)
                        .setNumber(number)
                        .setAction(action)
                        .setPullRequest(PullRequestSnapshot.newBuilder(brief(at(hours)))
                                .setMerged(merged)
                                .setMergedBy(merged ? REVIEWER : null)
                                .setMergeCommitSha(merged ? "c0ffee" : null)
                                .setAdditions(additions)
                                .setDeletions(additions == null ? null : 3)
                                .setChangedFiles(additions == null ? null : 2)
                                .setCommits(additions == null ? null : 1)
                                .build())
                        .build()));
        return this;
    }

    private PullRequestSnapshot brief(Instant updatedAt) {
        return PullRequestSnapshot.newBuilder()
                .setId(100_000L + number)
                .setTitle(title)
                .setBody(body)
                .setHtmlUrl("https://github.com/" + repo + "/pull/" + number)
                .setAuthor(author)
                .setState(closed ? "closed" : "open")
                .setDraft(draft)
                .setHeadRef(headRef)
                .setBaseRef("main")
                .setCreatedAt(openedAt)
                .setUpdatedAt(updatedAt)
                .setClosedAt(closedAt)
                .setMergedAt(merged ? closedAt : null)
                .build();
    }

    private EventMeta meta(String id, Instant eventTime, Account actor) {
        return new EventMeta(
                "github",
                "github",
                "delivery-" + key() + "-" + deliveries.size(),
                key() + "/" + id,
                eventTime,
                eventTime.plusSeconds(1 + observation++),
                actor);
    }
}
