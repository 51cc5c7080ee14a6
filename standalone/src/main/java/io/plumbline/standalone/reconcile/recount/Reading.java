package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a raw event says of a pull request. Webhook deliveries ({@code github}) and archive lines ({@code gharchive}) tell the
 * same in two envelopes. Ids of events follow docs/adr/0004-ingest.md.
 */
final class Reading {

    private static final ObjectMapper JSON = new ObjectMapper(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final RawRow row;
    private final String repo;
    private final JsonNode body;
    private final Who actor;
    private final Instant sentAt;
    private final boolean archive;

    private Reading(RawRow row) throws Unreadable {
        this.row = row;
        this.archive = row.source().equals("gharchive");
        var root = parse(row.payload());
        var repository = Tree.needObject(root, archive ? "repo" : "repository");
        this.repo = Tree.needText(repository, archive ? "name" : "full_name");
        this.actor = Who.of(Tree.object(root, archive ? "actor" : "sender"));
        this.body = archive ? Tree.needObject(root, "payload") : root;
        var created = archive ? Tree.time(root, "created_at") : null;
        this.sentAt = created == null ? Instant.ofEpochMilli(row.receivedAt()) : created;
    }

    /** Empty when it says nothing of a pull request, or cannot be read. */
    static List<Happening> of(RawRow row) {
        try {
            return row.eventType().equals("pull_request_commits")
                            && row.source().equals("github")
                    ? new Reading(row).listed()
                    : one(row).stream().toList();
        } catch (Unreadable e) {
            return List.of();
        }
    }

    private static Optional<Happening> one(RawRow row) throws Unreadable {
        return switch (row.source() + "/" + row.eventType()) {
            case "github/pull_request", "gharchive/PullRequestEvent" -> new Reading(row).pullRequest();
            case "github/pull_request_review", "gharchive/PullRequestReviewEvent" ->
                Optional.of(new Reading(row).review());
            case "github/pull_request_review_comment", "gharchive/PullRequestReviewCommentEvent" ->
                Optional.of(new Reading(row).lineComment());
            case "github/pull_request_review_thread" -> Optional.of(new Reading(row).thread());
            case "github/issue_comment", "gharchive/IssueCommentEvent" -> new Reading(row).comment();
            default -> Optional.empty();
        };
    }

    private static JsonNode parse(ByteBuffer payload) throws Unreadable {
        try {
            var root = JSON.readTree(new ByteBufferBackedInputStream(payload.duplicate()));
            if (root == null || !root.isObject()) {
                throw new Unreadable("not a JSON object");
            }
            return root;
        } catch (IOException e) {
            throw new Unreadable("not JSON: " + e.getMessage());
        }
    }

    private Optional<Happening> pullRequest() throws Unreadable {
        var action = Tree.needText(body, "action");
        var pull = Tree.needObject(body, "pull_request");
        if (archive && !Shown.isWhole(pull)) {
            return Optional.empty();
        }
        var shown = Shown.of(pull);
        int number = number(pull);
        var time =
                switch (action) {
                    case "opened" -> shown.createdAt();
                    case "closed" -> first(shown.closedAt(), shown.mergedAt(), shown.updatedAt());
                    default -> shown.updatedAt();
                };
        var label = Tree.text(Tree.object(body, "label"), "name");
        var after = Tree.text(body, "after");
        var about =
                switch (action) {
                    case "synchronize" -> after == null ? shown.headSha() : after;
                    case "labeled", "unlabeled" -> label;
                    case "assigned", "unassigned" -> Tree.text(Tree.object(body, "assignee"), "login");
                    case "review_requested", "review_request_removed" -> requested();
                    case "milestoned", "demilestoned" -> Tree.text(Tree.object(body, "milestone"), "title");
                    default -> null;
                };
        var what = What.ofAction(action);
        var id = id("pull_request", action, number) + "/" + stamp(time) + (about == null ? "" : "/" + about);
        return Optional.of(new Happening(
                number,
                row.deliveryId(),
                id,
                what,
                millis(time),
                row.receivedAt(),
                null,
                what == What.CLOSED ? Who.withTypeOf(actor, shown.author(), shown.mergedBy()) : null,
                action.endsWith("labeled") ? label : null,
                false,
                shown,
                true,
                Branching.Claim.of(
                        number,
                        millis(time),
                        repo,
                        shown,
                        Tree.text(Tree.object(Tree.object(pull, "head"), "repo"), "full_name"),
                        what == What.PUSHED
                                ? Arrays.asList(
                                        shown.headSha(),
                                        Tree.text(body, "before"),
                                        after == null ? shown.headSha() : after)
                                : Arrays.asList(shown.headSha()))));
    }

    /** Each commit of a pull request's list is an event of it. */
    private List<Happening> listed() throws Unreadable {
        return Sent.commits(this).stream()
                .map(one -> new Happening(
                        one.number(),
                        row.deliveryId(),
                        id("commit", "listed", one.number()) + "/" + one.sha(),
                        What.COMMIT,
                        one.at(),
                        row.receivedAt(),
                        null,
                        null,
                        null,
                        false,
                        null))
                .toList();
    }

    /** What it says of commits and files. */
    static void commits(RawRow row, Branching branching) {
        try {
            switch (row.source() + "/" + row.eventType()) {
                case "github/push", "gharchive/PushEvent" -> branching.push(Sent.push(new Reading(row)));
                case "github/pull_request_commits" -> branching.list(Sent.commits(new Reading(row)));
                case "github/pull_request_files" -> branching.files(Sent.filesOf(new Reading(row)));
                case "git/git_ai_note", "git/agent_trace" -> branching.noted().add(row);
                default -> {}
            }
        } catch (Unreadable e) {
            // The line keeps it as a dead letter, and knows no more than we do.
            return;
        }
    }

    JsonNode body() {
        return body;
    }

    Instant sentAt() {
        return sentAt;
    }

    boolean archive() {
        return archive;
    }

    private String requested() throws Unreadable {
        var reviewer = Tree.text(Tree.object(body, "requested_reviewer"), "login");
        var team = Tree.object(body, "requested_team");
        var slug = Tree.text(team, "slug");
        return reviewer != null ? reviewer : slug != null ? slug : Tree.text(team, "name");
    }

    private Happening review() throws Unreadable {
        var stated = Tree.needText(body, "action");
        // The archive speaks of a thing that is created, webhooks of the act.
        var action = stated.equals("created") ? "submitted" : stated.equals("updated") ? "edited" : stated;
        var review = Tree.needObject(body, "review");
        var pull = Tree.needObject(body, "pull_request");
        int number = number(pull);
        long reviewId = Tree.needNumber(review, "id");
        var state = Tree.needText(review, "state").toLowerCase(Locale.ROOT);
        var submittedAt = Tree.time(review, "submitted_at");
        var changedAt = first(Tree.time(review, "updated_at"), Tree.time(pull, "updated_at"));
        var time = action.equals("submitted") ? first(submittedAt, changedAt) : changedAt;
        var id = id("review", action, number) + "/" + reviewId + "/" + state
                + (action.equals("submitted") ? "" : "/" + stamp(time));
        return new Happening(
                number,
                row.deliveryId(),
                id,
                What.REVIEW,
                submittedAt == null ? millis(time) : submittedAt.toEpochMilli(),
                row.receivedAt(),
                reviewId,
                Who.of(Tree.object(review, "user")),
                state,
                false,
                shownIfWhole(pull));
    }

    private Happening lineComment() throws Unreadable {
        var pull = Tree.needObject(body, "pull_request");
        return comment("review_comment", number(pull), Tree.time(pull, "updated_at"), false, shownIfWhole(pull));
    }

    /** Of issues, only those that are pull requests. */
    private Optional<Happening> comment() throws Unreadable {
        var issue = Tree.needObject(body, "issue");
        var number = (int) Tree.needNumber(issue, "number");
        var successor = Succession.statedIn(Tree.text(Tree.needObject(body, "comment"), "body"));
        var happening = comment("issue_comment", number, Tree.time(issue, "updated_at"), successor, null);
        return Tree.object(issue, "pull_request") == null ? Optional.empty() : Optional.of(happening);
    }

    private Happening comment(String kind, int number, Instant parentUpdatedAt, boolean successor, Shown shown)
            throws Unreadable {
        var action = Tree.needText(body, "action");
        var comment = Tree.needObject(body, "comment");
        long commentId = Tree.needNumber(comment, "id");
        var createdAt = Tree.time(comment, "created_at");
        var updatedAt = Tree.time(comment, "updated_at");
        if (createdAt == null) {
            throw new Unreadable("created_at is missing");
        }
        var id = id(kind, action, number) + "/" + commentId;
        var time = createdAt;
        if (action.equals("deleted")) {
            var touched = updatedAt == null ? createdAt : updatedAt;
            time = parentUpdatedAt != null && parentUpdatedAt.isAfter(touched) ? parentUpdatedAt : touched;
        } else if (!action.equals("created")) {
            time = updatedAt;
            id += "/" + stamp(updatedAt);
        }
        boolean onLine = kind.equals("review_comment");
        var what = action.equals("deleted")
                ? onLine ? What.LINE_COMMENT_DELETED : What.COMMENT_DELETED
                : onLine ? What.LINE_COMMENT : What.COMMENT;
        return new Happening(
                number,
                row.deliveryId(),
                id,
                what,
                millis(time),
                row.receivedAt(),
                commentId,
                null,
                null,
                successor,
                shown);
    }

    private Happening thread() throws Unreadable {
        var pull = Tree.needObject(body, "pull_request");
        int number = number(pull);
        var time = first(Tree.time(body, "updated_at"), Tree.time(pull, "updated_at"));
        var node = Tree.needText(Tree.needObject(body, "thread"), "node_id");
        var id = id("review_thread", Tree.needText(body, "action"), number) + "/" + node + "/" + stamp(time);
        return new Happening(
                number,
                row.deliveryId(),
                id,
                What.THREAD,
                millis(time),
                row.receivedAt(),
                null,
                null,
                null,
                false,
                shownIfWhole(pull));
    }

    private static Shown shownIfWhole(JsonNode pull) throws Unreadable {
        return Shown.isWhole(pull) ? Shown.of(pull) : null;
    }

    private int number(JsonNode pull) throws Unreadable {
        var number = Tree.number(pull, "number");
        return Math.toIntExact(number != null ? number : Tree.needNumber(body, "number"));
    }

    private String id(String kind, String action, int number) {
        return kind + "/" + action + "/" + repo + "#" + number;
    }

    private String stamp(Instant time) {
        return time == null ? "payload-" + digest() : time.toString();
    }

    private long millis(Instant time) {
        return (time == null ? sentAt : time).toEpochMilli();
    }

    String digest() {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(row.eventType().getBytes(StandardCharsets.UTF_8));
            sha256.update(row.payload().duplicate());
            return HexFormat.of().formatHex(sha256.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static Instant first(Instant... times) {
        for (var time : times) {
            if (time != null) {
                return time;
            }
        }
        return null;
    }
}
