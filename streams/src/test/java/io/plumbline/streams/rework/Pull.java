package io.plumbline.streams.rework;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestSnapshot;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.LinesByAge;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.work.WorkRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Tells of one pull request what the topics tell. Times are days after the repository's beginning. */
final class Pull {

    static final Instant BEGINNING = Instant.parse("2026-01-05T09:00:00Z");
    static final String REPO = "octo/hello";

    record Delivery<V>(Topic<String, V> topic, String key, V event) {}

    private final int number;
    private final List<PullRequestCommit> commits = new ArrayList<>();
    private final List<PullRequestEvent> rewrites = new ArrayList<>();
    private List<String> files = List.of();
    private List<String> labels = List.of();
    private String repo = REPO;
    private String title = "feat: add it";
    private String body = "";
    private String branch = "topic";
    private String base = "main";
    private String origin = "unknown";
    private String tool;
    private String team = "payments";
    private String taskType;
    private String mergeSha;
    private Instant mergedAt;

    private Pull(int number) {
        this.number = number;
        this.mergeSha = sha("feed", number);
    }

    static Pull number(int number) {
        return new Pull(number);
    }

    /** 40 digits that begin so. */
    static String sha(String begin, int number) {
        return (begin + String.format(Locale.ROOT, "%06x", number) + "0".repeat(40)).substring(0, 40);
    }

    static Instant day(double days) {
        return BEGINNING.plus(Duration.ofSeconds(Math.round(days * 86_400)));
    }

    static String id(int number) {
        return Topics.pullRequestKey("github", REPO, number);
    }

    String id() {
        return Topics.pullRequestKey("github", repo, number);
    }

    Pull in(String repository) {
        repo = repository;
        return this;
    }

    Pull titled(String text) {
        title = text;
        return this;
    }

    Pull saying(String text) {
        body = text;
        return this;
    }

    Pull onto(String branchName) {
        base = branchName;
        return this;
    }

    Pull from(String branchName) {
        branch = branchName;
        return this;
    }

    Pull labelled(String... names) {
        labels = List.of(names);
        return this;
    }

    Pull by(String itsOrigin, String itsTool) {
        origin = itsOrigin;
        tool = itsTool;
        return this;
    }

    Pull ofTeam(String name) {
        team = name;
        return this;
    }

    Pull ofType(String type) {
        taskType = type;
        return this;
    }

    Pull mergedBy(String sha) {
        mergeSha = sha;
        return this;
    }

    Pull merged(double days) {
        mergedAt = day(days);
        return this;
    }

    /** One commit of its own that touches these. */
    Pull touching(String... paths) {
        return commit(sha("c0de", number), -0.1, "Work", paths);
    }

    /** @param days before or after the repository's beginning */
    Pull commit(String sha, double days, String message, String... paths) {
        commits.add(PullRequestCommit.newBuilder()
                .setSha(sha)
                .setAt(day(days))
                .setMessage(message)
                .setFiles(Stream.of(paths).map(Pull::file).toList())
                .build());
        return this;
    }

    Pull listing(String... paths) {
        files = List.of(paths);
        return this;
    }

    Pull forcePushed(double days, String after) {
        rewrites.add(PullRequestEvent.newBuilder(event("synchronize", days, null))
                .setAfterSha(after)
                .setForced(true)
                .build());
        return this;
    }

    private static ChangedFile file(String path) {
        return new ChangedFile(path, "modified", null, null);
    }

    private PullRequestEvent event(String action, double days, String text) {
        return PullRequestEvent.newBuilder()
                .setMeta(EventMeta.newBuilder()
                        .setProvider("github")
                        .setSource("github")
                        .setDeliveryId("delivery")
                        .setEventId(id() + "/" + action + "/" + days)
                        .setEventTime(day(days))
                        .setObservedAt(day(days))
                        .build())
                .setRepo(repo)
                .setNumber(number)
                .setAction(action)
                .setPullRequest(PullRequestSnapshot.newBuilder()
                        .setTitle(title)
                        .setBody(text)
                        .setState("open")
                        .setCreatedAt(BEGINNING)
                        .build())
                .build();
    }

    /** Its text, its commits and its fact. */
    List<Delivery<?>> deliveries() {
        var all = new ArrayList<Delivery<?>>();
        all.add(new Delivery<>(Topics.PULL_REQUEST, id(), event("opened", 0, body)));
        rewrites.forEach(event -> all.add(new Delivery<>(Topics.PULL_REQUEST, id(), event)));
        all.add(commitsState());
        all.add(new Delivery<>(Topics.PULL_REQUEST_FACT, id(), fact()));
        return all;
    }

    Delivery<?> commitsState() {
        return new Delivery<>(
                Topics.PULL_REQUEST_COMMITS,
                id(),
                new PullRequestCommits(
                        id(), commits, files.stream().map(Pull::file).toList()));
    }

    Delivery<?> erased() {
        return new Delivery<>(Topics.PULL_REQUEST_FACT, id(), null);
    }

    PullRequestFact fact() {
        var paths = new TreeSet<>(files);
        commits.forEach(commit -> commit.getFiles().forEach(file -> paths.add(file.getPath())));
        var work = WorkRules.standard().of(title, labels, paths);
        return PullRequestFact.newBuilder()
                .setId(id())
                .setProvider("github")
                .setRepo(repo)
                .setNumber(number)
                .setTitle(title)
                .setTeam(team)
                .setOrigin(origin)
                .setTool(tool)
                .setAttributionConfidence(0)
                .setRuleVersion("rules-1")
                .setHeadRef(branch)
                .setBaseRef(base)
                .setLabels(labels)
                .setOpenedAt(BEGINNING)
                .setDraft(false)
                .setMergedAt(mergedAt)
                .setClosedAt(mergedAt)
                .setOutcome(mergedAt == null ? "open" : "merged")
                .setReviews(0)
                .setHumanReviews(0)
                .setReviewComments(0)
                .setReviewRounds(0)
                .setPushes(0)
                .setPushesAfterFirstHumanReview(0)
                .setReopenings(0)
                .setMergeCommitSha(mergedAt == null ? null : mergeSha)
                .setEvents(1)
                .setLastEventAt(BEGINNING)
                .setLastObservedAt(BEGINNING)
                .setTaskType(taskType == null ? work.type() : taskType)
                .setAreas(work.areas())
                .build();
    }

    String mergeSha() {
        return mergeSha;
    }

    /** A commit that was pushed to a branch. */
    static Delivery<?> pushed(String sha, String ref, double days, String after, String message) {
        var event = CommitEvent.newBuilder()
                .setMeta(EventMeta.newBuilder()
                        .setProvider("github")
                        .setSource("github")
                        .setDeliveryId("delivery")
                        .setEventId("push/" + ref + "/" + after + "/" + sha)
                        .setEventTime(day(days))
                        .setObservedAt(day(days))
                        .build())
                .setRepo(REPO)
                .setSha(sha)
                .setRef("refs/heads/" + ref)
                .setMessage(message)
                .setPushAfter(after)
                .build();
        return new Delivery<>(Topics.COMMIT, "github:" + REPO, event);
    }

    /** Line history of its commit. */
    Delivery<?> lines(double days, int born, List<LinesByAge> deaths, List<LinesByAge> ended, double until) {
        var sha = sha("c0de", number);
        var fact = LineHistoryFact.newBuilder()
                .setId("github:" + repo + "@" + sha)
                .setProvider("github")
                .setRepo(repo)
                .setSha(sha)
                .setNumber(number)
                .setCommittedAt(day(days))
                .setOrigin(origin)
                .setOriginSource("pull_request")
                .setBorn(born)
                .setDeaths(deaths)
                .setAdded(born)
                .setRemoved(ended.stream().mapToInt(LinesByAge::getLines).sum())
                .setEnded(ended)
                .setKnownUntil(day(until))
                .build();
        return new Delivery<>(Topics.LINE_HISTORY_FACT, fact.getId(), fact);
    }
}
