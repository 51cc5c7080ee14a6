package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestSnapshot;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells how one pull request is reviewed and pushed to. Times are minutes after its opening. */
final class ReviewStory {

    static final Instant OPENED = Instant.parse("2026-03-02T09:00:00Z");
    static final Account AUTHOR = new Account("ada", 1L, "User");
    static final Account GRACE = new Account("grace", 2L, "User");
    static final Account CODERABBIT = new Account("coderabbitai[bot]", 136622811L, "Bot");
    static final Account COPILOT = new Account("Copilot", 175728472L, "Bot");
    static final Account COPILOT_AGENT = new Account("Copilot", 198982749L, "Bot");
    static final String COPILOT_TRAILER = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";
    static final String BLOCK = "Better so.\n\n```suggestion\n    check();\n```\n";

    record Delivery<V>(Topic<String, V> topic, String key, V event) {}

    private final String repo;
    private final int number;
    private final List<Delivery<?>> deliveries = new ArrayList<>();
    private final List<PullRequestCommit> commits = new ArrayList<>();
    private final Map<Long, ReviewCommentEvent> comments = new HashMap<>();

    private Account author = AUTHOR;
    private String origin = "unknown";
    private String tool;
    private Instant mergedAt;
    private Instant closedAt;
    private Integer lines;
    private List<String> machines = List.of();
    private int humanReviews;
    private String taskType;
    private List<String> areas = List.of();
    private List<ChangedFile> files = List.of();

    private ReviewStory(String repo, int number) {
        this.repo = repo;
        this.number = number;
    }

    static ReviewStory pullRequest() {
        return new ReviewStory("octo/hello", 1);
    }

    static ReviewStory pullRequest(String repo, int number) {
        return new ReviewStory(repo, number);
    }

    String key() {
        return Topics.pullRequestKey("github", repo, number);
    }

    /** Events as they happened, then the states that the other applications derive from them. */
    List<Delivery<?>> deliveries() {
        var all = new ArrayList<Delivery<?>>(deliveries);
        all.addAll(states());
        return all;
    }

    List<Delivery<?>> events() {
        return List.copyOf(deliveries);
    }

    List<Delivery<?>> states() {
        var fact = PullRequestFact.newBuilder()
                .setId(key())
                .setProvider("github")
                .setRepo(repo)
                .setNumber(number)
                .setTitle("Fix the parser")
                .setAuthor(author)
                .setTeam("payments")
                .setOrigin(origin)
                .setTool(tool)
                .setAttributionConfidence(0)
                .setRuleVersion("rules-1")
                .setOpenedAt(OPENED)
                .setDraft(false)
                .setMergedAt(mergedAt)
                .setClosedAt(closedAt)
                .setOutcome(mergedAt != null ? "merged" : closedAt != null ? "rejected_by_human" : "open")
                .setAdditions(lines)
                .setDeletions(lines == null ? null : 0)
                .setTaskType(taskType)
                .setAreas(areas)
                .setAiReviewers(machines)
                .setReviews(0)
                .setHumanReviews(humanReviews)
                .setReviewComments(0)
                .setReviewRounds(0)
                .setPushes(0)
                .setPushesAfterFirstHumanReview(0)
                .setReopenings(0)
                .setEvents(1)
                .setLastEventAt(OPENED)
                .setLastObservedAt(OPENED)
                .build();
        return List.of(
                new Delivery<>(Topics.PULL_REQUEST_COMMITS, key(), new PullRequestCommits(key(), commits, files)),
                new Delivery<>(Topics.PULL_REQUEST_FACT, key(), fact));
    }

    ReviewStory by(Account account, String itsOrigin, String itsTool) {
        author = account;
        origin = itsOrigin;
        tool = itsTool;
        return this;
    }

    /** @param changed lines that the forge states; null = none stated */
    ReviewStory sized(Integer changed) {
        lines = changed;
        return this;
    }

    /** A file of the forge's list. */
    ReviewStory file(String path, int additions) {
        var all = new ArrayList<>(files);
        all.add(new ChangedFile(path, "modified", additions, 0));
        files = all;
        return this;
    }

    /** Reviews without a comment on a line. */
    ReviewStory reviewedBy(int people, String... logins) {
        humanReviews = people;
        machines = List.of(logins);
        return this;
    }

    ReviewStory work(String type, String... areasTouched) {
        taskType = type;
        areas = List.of(areasTouched);
        return this;
    }

    ReviewStory comment(int minute, long id, Account reviewer, String body) {
        return comment(minute, id, reviewer, "src/Parser.java", body);
    }

    ReviewStory comment(int minute, long id, Account reviewer, String path, String body) {
        comments.put(id, said(minute, id, null, reviewer, path, body));
        return send(comments.get(id));
    }

    ReviewStory reply(int minute, long id, long to, Account who, String body) {
        return send(said(minute, id, to, who, comments.get(to).getPath(), body));
    }

    ReviewStory voted(int minute, long id, int up, int down) {
        return send(
                again(minute, id, "edited").setUpvotes(up).setDownvotes(down).build());
    }

    ReviewStory edited(int minute, long id, String body) {
        var event = again(minute, id, "edited").setBody(body).build();
        comments.put(id, event);
        return send(event);
    }

    ReviewStory deleted(int minute, long id) {
        return send(again(minute, id, "deleted").build());
    }

    ReviewStory resolved(int minute, long id, Account who, boolean outdated) {
        return thread(minute, id, who, "resolved", outdated);
    }

    ReviewStory unresolved(int minute, long id, Account who) {
        return thread(minute, id, who, "unresolved", false);
    }

    /** A push of one commit, of which the commit list knows. */
    ReviewStory pushed(int minute, String sha, String message, String... paths) {
        return commit(minute, sha, message, "modified", paths).synchronised(minute, sha, null);
    }

    ReviewStory removed(int minute, String sha, String path) {
        return commit(minute, sha, "Remove " + path, "removed", path).synchronised(minute, sha, null);
    }

    ReviewStory forcePushed(int minute, String sha, String message, String... paths) {
        return commit(minute, sha, message, "modified", paths).synchronised(minute, sha, true);
    }

    /** A push of whose commits nothing is known. */
    ReviewStory synchronised(int minute, String sha, Boolean forced) {
        deliveries.add(new Delivery<>(
                Topics.PULL_REQUEST,
                key(),
                PullRequestEvent.newBuilder()
                        .setMeta(meta("pull_request/synchronize/" + sha, minute, author))
                        .setRepo(repo)
                        .setNumber(number)
                        .setAction("synchronize")
                        .setAfterSha(sha)
                        .setForced(forced)
                        .setPullRequest(PullRequestSnapshot.newBuilder()
                                .setTitle("Fix the parser")
                                .setState("open")
                                .setCreatedAt(OPENED)
                                .build())
                        .build()));
        return this;
    }

    ReviewStory merged(int minute) {
        mergedAt = at(minute);
        closedAt = mergedAt;
        return this;
    }

    ReviewStory closed(int minute) {
        closedAt = at(minute);
        return this;
    }

    static Instant at(int minute) {
        return OPENED.plus(Duration.ofMinutes(minute));
    }

    private ReviewStory commit(int minute, String sha, String message, String change, String... paths) {
        var files = new ArrayList<ChangedFile>();
        for (var path : paths) {
            files.add(new ChangedFile(path, change, null, null));
        }
        commits.add(PullRequestCommit.newBuilder()
                .setSha(sha)
                .setAt(at(minute))
                .setAuthorLogin(author.getLogin())
                .setAuthorEmail(author.getLogin() + "@example.org")
                .setCommitterLogin("web-flow")
                .setMessage(message)
                .setFiles(files)
                .build());
        return this;
    }

    private ReviewStory thread(int minute, long id, Account who, String action, boolean outdated) {
        deliveries.add(new Delivery<>(
                Topics.REVIEW_THREAD,
                key(),
                ReviewThreadEvent.newBuilder()
                        .setMeta(meta("review_thread/" + action + "/" + id + "/" + minute, minute, who))
                        .setRepo(repo)
                        .setNumber(number)
                        .setAction(action)
                        .setThreadId("T" + id)
                        .setCommentIds(List.of(id))
                        .setPath(comments.get(id).getPath())
                        .setLine(outdated ? null : 10)
                        .setOutdated(outdated)
                        .build()));
        return this;
    }

    private ReviewCommentEvent said(int minute, long id, Long replyTo, Account who, String path, String body) {
        return ReviewCommentEvent.newBuilder()
                .setMeta(meta("review_comment/created/" + id, minute, who))
                .setRepo(repo)
                .setNumber(number)
                .setAction("created")
                .setCommentId(id)
                .setInReplyTo(replyTo)
                .setAuthor(who)
                .setPath(path)
                .setLine(10)
                .setOriginalLine(10)
                .setBody(body)
                .setSuggestion(body.contains("```suggestion"))
                .setCreatedAt(at(minute))
                .setUpdatedAt(at(minute))
                .build();
    }

    private ReviewCommentEvent.Builder again(int minute, long id, String action) {
        return ReviewCommentEvent.newBuilder(comments.get(id))
                .setMeta(meta("review_comment/" + action + "/" + id + "/" + minute, minute, AUTHOR))
                .setAction(action)
                .setUpdatedAt(at(minute));
    }

    private ReviewStory send(ReviewCommentEvent event) {
        deliveries.add(new Delivery<>(Topics.REVIEW_COMMENT, key(), event));
        return this;
    }

    private EventMeta meta(String id, int minute, Account actor) {
        return new EventMeta("github", "github", "d-" + id, key() + "/" + id, at(minute), at(minute), actor);
    }
}
