package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubEventsTest {

    private static final Instant RECEIVED = Instant.parse("2024-05-01T12:00:00Z");

    private static final String PULL = """
            {"id":11,"number":7,"title":"Add a door","state":"open","user":{"login":"ann","id":1,"type":"User"},
             "created_at":"2024-05-01T10:00:00Z","updated_at":"2024-05-01T11:00:00Z","closed_at":null,"merged_at":null,
             "head":{"ref":"codex/door","sha":"aaa"},"base":{"ref":"main"},"labels":[{"name":"ui"},{"name":"door"}]}""";

    private static final String AROUND = """
            "repository":{"id":5,"full_name":"Acme/Doors"},"sender":{"login":"bob","id":2,"type":"User"}""";

    @Test
    void anOpenedPullRequestHappenedWhenItWasCreated() {
        var event = only(PullRequestEvent.class, "pull_request", pullRequest("opened", PULL, ""));

        assertThat(event.getRepo()).isEqualTo("Acme/Doors");
        assertThat(event.getRepoId()).isEqualTo(5);
        assertThat(event.getNumber()).isEqualTo(7);
        assertThat(event.getMeta().getEventTime()).isEqualTo("2024-05-01T10:00:00Z");
        assertThat(event.getMeta().getObservedAt()).isEqualTo(RECEIVED);
        assertThat(event.getMeta().getActor()).isEqualTo(new Account("bob", 2L, "User"));
        assertThat(event.getMeta().getEventId()).isEqualTo("pull_request/opened/Acme/Doors#7/2024-05-01T10:00:00Z");
        assertThat(event.getPullRequest().getHeadRef()).isEqualTo("codex/door");
        assertThat(event.getPullRequest().getLabels()).containsExactly("ui", "door");
    }

    @Test
    void whatThePayloadDoesNotSayIsNullAndNeverZero() {
        var pull = only(PullRequestEvent.class, "pull_request", pullRequest("opened", PULL, ""))
                .getPullRequest();

        assertThat(pull.getAdditions()).isNull();
        assertThat(pull.getDeletions()).isNull();
        assertThat(pull.getChangedFiles()).isNull();
        assertThat(pull.getCommits()).isNull();
        assertThat(pull.getDraft()).isNull();
        assertThat(pull.getMerged()).isNull();
        assertThat(pull.getBody()).isNull();
    }

    @Test
    void aClosedPullRequestHappenedWhenItWasClosed() {
        var closed = PULL.replace(
                "\"closed_at\":null", "\"merged\":true,\"closed_at\":\"2024-05-01T10:30:00Z\",\"additions\":0");

        var event = only(PullRequestEvent.class, "pull_request", pullRequest("closed", closed, ""));

        assertThat(event.getMeta().getEventTime()).isEqualTo("2024-05-01T10:30:00Z");
        assertThat(event.getPullRequest().getMerged()).isTrue();
        assertThat(event.getPullRequest().getAdditions()).isZero();
    }

    @Test
    void otherActionsHappenedWhenThePullRequestWasUpdated() {
        var event = only(PullRequestEvent.class, "pull_request", pullRequest("ready_for_review", PULL, ""));

        assertThat(event.getMeta().getEventTime()).isEqualTo("2024-05-01T11:00:00Z");
    }

    @Test
    void withoutATimeInThePayloadTheTimeOfReceiptIsTakenAndTheIdRestsOnTheContent() {
        var timeless = PULL.replace("\"updated_at\":\"2024-05-01T11:00:00Z\",", "");
        var locked = raw("github", "pull_request", "one", pullRequest("locked", timeless, ""));
        var again = raw("github", "pull_request", "two", pullRequest("locked", timeless, ""));
        var other = raw("github", "pull_request", "three", pullRequest("locked", timeless, "\"number\":7,"));

        assertThat(meta(locked).getEventTime()).isEqualTo(RECEIVED);
        assertThat(meta(locked).getEventId()).isEqualTo(meta(again).getEventId());
        assertThat(meta(locked).getEventId()).isNotEqualTo(meta(other).getEventId());
    }

    @Test
    void twoLabelsInOneSecondAreTwoEventsAndARedeliveryIsNone() {
        var bug = pullRequest("labeled", PULL, "\"label\":{\"name\":\"bug\"},");
        var ui = pullRequest("labeled", PULL, "\"label\":{\"name\":\"ui\"},");

        assertThat(meta(raw("github", "pull_request", "a", bug)).getEventId())
                .isEqualTo(meta(raw("github", "pull_request", "b", bug)).getEventId())
                .isNotEqualTo(meta(raw("github", "pull_request", "c", ui)).getEventId());
        assertThat(only(PullRequestEvent.class, "pull_request", bug).getLabel()).isEqualTo("bug");
    }

    @Test
    void aPushToThePullRequestNamesBothHeads() {
        var event = only(
                PullRequestEvent.class,
                "pull_request",
                pullRequest("synchronize", PULL, "\"before\":\"000\",\"after\":\"aaa\","));

        assertThat(event.getBeforeSha()).isEqualTo("000");
        assertThat(event.getAfterSha()).isEqualTo("aaa");
        assertThat(event.getForced()).isNull();
        assertThat(event.getMeta().getEventId()).endsWith("/2024-05-01T11:00:00Z/aaa");
    }

    @Test
    void aReviewIsSubmittedOnceInLowerCase() {
        var review = """
                "review":{"id":9,"state":"APPROVED","submitted_at":"2024-05-01T10:40:00Z","commit_id":"aaa",
                "body":null,"user":{"login":"bob","id":2,"type":"User"}},""";

        var event = only(ReviewEvent.class, "pull_request_review", pullRequest("submitted", PULL, review));

        assertThat(event.getState()).isEqualTo("approved");
        assertThat(event.getSubmittedAt()).isEqualTo("2024-05-01T10:40:00Z");
        assertThat(event.getMeta().getEventTime()).isEqualTo("2024-05-01T10:40:00Z");
        assertThat(event.getMeta().getEventId()).isEqualTo("review/submitted/Acme/Doors#7/9/approved");
        assertThat(event.getPullRequest().getTitle()).isEqualTo("Add a door");
    }

    @Test
    void aDismissedReviewHappenedWhenItWasDismissedNotWhenItWasSubmitted() {
        var review = "\"review\":{\"id\":9,\"state\":\"dismissed\",\"submitted_at\":\"2024-05-01T10:40:00Z\"},";

        var event = only(ReviewEvent.class, "pull_request_review", pullRequest("dismissed", PULL, review));

        assertThat(event.getMeta().getEventTime()).isEqualTo("2024-05-01T11:00:00Z");
        assertThat(event.getSubmittedAt()).isEqualTo("2024-05-01T10:40:00Z");
        assertThat(event.getReviewer()).isNull();
    }

    @Test
    void theArchiveAndTheWebhookAgreeOnTheIdentityOfAReview() {
        var review = "\"review\":{\"id\":9,\"state\":\"approved\",\"submitted_at\":\"2024-05-01T10:40:00Z\","
                + "\"user\":{\"login\":\"bob\",\"id\":2,\"type\":\"User\"}}";
        var line = "{\"id\":\"77\",\"type\":\"PullRequestReviewEvent\",\"actor\":{\"id\":2,\"login\":\"bob\"},"
                + "\"repo\":{\"id\":5,\"name\":\"Acme/Doors\"},\"payload\":{\"action\":\"created\",\"pull_request\":"
                + PULL + "," + review + "},\"created_at\":\"2024-05-01T10:40:01Z\"}";

        var fromArchive = (ReviewEvent)
                events(raw("gharchive", "PullRequestReviewEvent", "77", line)).get(0);
        var fromWebhook = only(ReviewEvent.class, "pull_request_review", pullRequest("submitted", PULL, review + ","));

        assertThat(fromArchive.getMeta().getEventId())
                .isEqualTo(fromWebhook.getMeta().getEventId());
        assertThat(fromArchive.getAction()).isEqualTo("submitted");
        assertThat(fromArchive.getMeta().getActor()).isEqualTo(new Account("bob", 2L, "User"));
    }

    @ParameterizedTest
    @CsvSource({
        "'Try this:\\n```suggestion\\nfoo()\\n```', true",
        "'```suggestion:-0+2\\nx\\n```', true",
        "'  ~~~~ suggestion\\nx\\n~~~~', true",
        "'a suggestion: rename it', false",
        "'> ```suggestion\\n> quoted\\n> ```', false",
        "'```suggestions\\nx\\n```', false",
        "'inline ```suggestion', false",
    })
    void onlyAFencedBlockIsASuggestion(String body, boolean expected) {
        assertThat(Reviews.isSuggestion(body.replace("\\n", "\n"))).isEqualTo(expected);
    }

    @Test
    void aCommentOnTheDiffKeepsWhereItWasWritten() {
        var comment = """
                "comment":{"id":3,"pull_request_review_id":9,"in_reply_to_id":2,"path":"Door.java","line":null,
                "original_line":14,"side":"RIGHT","commit_id":"bbb","original_commit_id":"aaa","diff_hunk":"@@ -1 +1 @@",
                "body":"```suggestion\\nopen()\\n```","user":{"login":"rabbit[bot]","id":8,"type":"Bot"},
                "created_at":"2024-05-01T10:41:00Z","updated_at":"2024-05-01T10:45:00Z"},""";

        var created =
                only(ReviewCommentEvent.class, "pull_request_review_comment", pullRequest("created", PULL, comment));
        var edited =
                only(ReviewCommentEvent.class, "pull_request_review_comment", pullRequest("edited", PULL, comment));
        var deleted =
                only(ReviewCommentEvent.class, "pull_request_review_comment", pullRequest("deleted", PULL, comment));

        assertThat(created.getLine()).isNull();
        assertThat(created.getOriginalLine()).isEqualTo(14);
        assertThat(created.getInReplyTo()).isEqualTo(2);
        assertThat(created.getSuggestion()).isTrue();
        assertThat(created.getSeverity()).isNull();
        assertThat(created.getAuthor().getType()).isEqualTo("Bot");
        assertThat(created.getMeta().getEventTime()).isEqualTo("2024-05-01T10:41:00Z");
        assertThat(created.getMeta().getEventId()).isEqualTo("review_comment/created/Acme/Doors#7/3");
        assertThat(edited.getMeta().getEventId())
                .isEqualTo("review_comment/edited/Acme/Doors#7/3/2024-05-01T10:45:00Z");
        assertThat(deleted.getMeta().getEventTime()).isEqualTo("2024-05-01T11:00:00Z");
    }

    @Test
    void aThreadWhoseLineIsGoneIsOutdated() {
        var gone =
                "\"thread\":{\"node_id\":\"T1\",\"comments\":[{\"id\":3,\"path\":\"a\",\"line\":null,\"original_line\":4},{\"id\":4}]},";
        var there = "\"thread\":{\"node_id\":\"T1\",\"comments\":[{\"id\":3,\"line\":5,\"original_line\":4}]},";
        var silent = "\"thread\":{\"node_id\":\"T1\",\"comments\":[{\"id\":3}]},";

        var event = only(ReviewThreadEvent.class, "pull_request_review_thread", pullRequest("resolved", PULL, gone));

        assertThat(event.getOutdated()).isTrue();
        assertThat(event.getCommentIds()).containsExactly(3L, 4L);
        assertThat(event.getThreadId()).isEqualTo("T1");
        assertThat(only(ReviewThreadEvent.class, "pull_request_review_thread", pullRequest("resolved", PULL, there))
                        .getOutdated())
                .isFalse();
        assertThat(only(ReviewThreadEvent.class, "pull_request_review_thread", pullRequest("resolved", PULL, silent))
                        .getOutdated())
                .isNull();
    }

    @Test
    void aCommentTellsWhetherItStandsOnAPullRequestOrAnIssue() {
        var comment = "\"comment\":{\"id\":4,\"body\":\"hm\",\"created_at\":\"2024-05-01T10:41:00Z\"}";
        var onPull = "{\"action\":\"created\",\"issue\":{\"number\":7,\"pull_request\":{\"url\":\"x\"}}," + comment
                + "," + AROUND + "}";
        var onIssue = "{\"action\":\"created\",\"issue\":{\"number\":8}," + comment + "," + AROUND + "}";

        assertThat(only(IssueCommentEvent.class, "issue_comment", onPull).getOnPullRequest())
                .isTrue();
        assertThat(only(IssueCommentEvent.class, "issue_comment", onIssue).getOnPullRequest())
                .isFalse();
        assertThat(only(IssueCommentEvent.class, "issue_comment", onIssue).getUpdatedAt())
                .isNull();
    }

    @Test
    void aPushGivesOneEventForEachCommit() {
        var push = """
                {"ref":"refs/heads/main","pusher":{"name":"bob"},"head_commit":{"timestamp":"2024-05-01T09:00:00+02:00"},
                 "commits":[{"id":"c1","message":"Fix\\n\\nCo-authored-by: X","timestamp":"2024-04-30T09:00:00+02:00",
                   "distinct":true,"author":{"name":"Ann","email":"ann@acme.example","username":"ann"},
                   "added":["a"],"modified":["b"],"removed":[]},
                  {"id":"c2","message":"More","distinct":false}],
                 "repository":{"id":5,"full_name":"Acme/Doors","pushed_at":1714550400},
                 "sender":{"login":"bob","id":2,"type":"User"}}""";

        var events = events(raw("github", "push", "d", push));

        assertThat(events).hasSize(2);
        var first = (CommitEvent) events.get(0);
        assertThat(first.getSha()).isEqualTo("c1");
        assertThat(first.getMessage()).endsWith("Co-authored-by: X");
        assertThat(first.getCommittedAt()).isEqualTo("2024-04-30T07:00:00Z");
        assertThat(first.getMeta().getEventTime()).isEqualTo(Instant.ofEpochSecond(1714550400));
        assertThat(first.getMeta().getEventId()).isEqualTo("commit/pushed/Acme/Doors/refs/heads/main/c1");
        assertThat(first.getAuthor().getLogin()).isEqualTo("ann");
        assertThat(first.getFiles()).extracting("change").containsExactly("added", "modified");
        assertThat(((CommitEvent) events.get(1)).getAuthor()).isNull();
        assertThat(((CommitEvent) events.get(1)).getDistinct()).isFalse();
    }

    @Test
    void aPushWithoutCommitsIsKeptRaw() {
        var push = "{\"ref\":\"refs/tags/v1\",\"commits\":[]," + AROUND + "}";

        assertThat(GitHubEvents.map(raw("github", "push", "d", push))).isEqualTo(new Unmapped("push without commits"));
    }

    @Test
    void aStubOfAPullRequestInTheArchiveIsKeptRaw() {
        var line = "{\"actor\":{\"login\":\"bob\",\"id\":2},\"repo\":{\"id\":5,\"name\":\"Acme/Doors\"},"
                + "\"payload\":{\"action\":\"opened\",\"number\":7,\"pull_request\":{\"id\":11,\"number\":7,"
                + "\"head\":{\"ref\":\"x\",\"sha\":\"y\"}}},\"created_at\":\"2025-11-01T00:00:00Z\"}";

        assertThat(GitHubEvents.map(raw("gharchive", "PullRequestEvent", "1", line)))
                .isInstanceOf(Unmapped.class);
    }

    @Test
    void unknownKindsOfEventsAreKeptRawWhateverTheyHold() {
        assertThat(GitHubEvents.map(raw("github", "star", "d", "not even JSON")))
                .isInstanceOf(Unmapped.class);
        assertThat(GitHubEvents.map(raw("gharchive", "WatchEvent", "d", "{}"))).isInstanceOf(Unmapped.class);
        assertThat(GitHubEvents.map(raw("elsewhere", "push", "d", "{}"))).isInstanceOf(Unmapped.class);
    }

    @Test
    void aBrokenPayloadSaysWhichFieldIsWrong() {
        assertThat(reason("pull_request", "")).startsWith("not a JSON object");
        assertThat(reason("pull_request", "[]")).isEqualTo("not a JSON object");
        assertThat(reason("pull_request", "{\"action\":")).startsWith("not JSON: ");
        assertThat(reason("pull_request", "{} {}")).isEqualTo("more than one JSON value");
        assertThat(reason("pull_request", "{}")).isEqualTo("repository is missing");
        assertThat(reason("pull_request", pullRequest("opened", "{}", ""))).isEqualTo("pull_request.title is missing");
        assertThat(reason("pull_request", pullRequest("opened", PULL.replace("\"Add a door\"", "{}"), "")))
                .isEqualTo("pull_request.title is not a text");
        assertThat(reason("pull_request", pullRequest("opened", PULL.replace("2024-05-01T10", "yesterday"), "")))
                .isEqualTo("pull_request.created_at is not a time");
        assertThat(reason("pull_request", pullRequest("opened", PULL.replace(":7,", ":99999999999,"), "")))
                .isEqualTo("pull_request.number is not a number of 32 bits");
        assertThat(reason("pull_request", pullRequest("opened", PULL.replace("\"id\":1,", "\"id\":1e3,"), "")))
                .isEqualTo("pull_request.user.id is not a whole number");
    }

    @Test
    void deepNestingIsAReasonNotACrash() {
        var deep = "{\"action\":" + "[".repeat(100_000) + "]".repeat(100_000) + "," + AROUND + "}";

        assertThat(reason("pull_request", deep)).contains("nesting depth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\ud83d", "\\udc00\\ud83d", "\\ud83d\\ude80"})
    void strangeTextsSurvive(String escaped) {
        var event = only(
                PullRequestEvent.class,
                "pull_request",
                pullRequest("opened", PULL.replace("Add a door", "a" + escaped + "b"), ""));

        var title = event.getPullRequest().getTitle();
        assertThat(title).startsWith("a").endsWith("b");
        assertThat(io.plumbline.schema.topic.AvroSerde.of(PullRequestEvent.class)
                        .toBytes(event))
                .isNotEmpty();
    }

    @Test
    void aBodyOfTenMegabytesSurvives() {
        var event = only(
                PullRequestEvent.class,
                "pull_request",
                pullRequest(
                        "opened",
                        PULL.replace("\"state\"", "\"body\":\"" + "x".repeat(10_000_000) + "\",\"state\""),
                        ""));

        assertThat(event.getPullRequest().getBody()).hasSize(10_000_000);
    }

    private static String pullRequest(String action, String pull, String more) {
        return "{\"action\":\"" + action + "\"," + more + "\"pull_request\":" + pull + "," + AROUND + "}";
    }

    private static <T extends SpecificRecord> T only(Class<T> type, String eventType, String payload) {
        var events = events(raw("github", eventType, "d", payload));
        assertThat(events).hasSize(1);
        return type.cast(events.get(0));
    }

    private static java.util.List<SpecificRecord> events(RawEvent raw) {
        var mapping = GitHubEvents.map(raw);
        assertThat(mapping).isInstanceOf(Mapped.class);
        return ((Mapped) mapping).events();
    }

    private static io.plumbline.schema.event.EventMeta meta(RawEvent raw) {
        return (io.plumbline.schema.event.EventMeta) events(raw).get(0).get(0);
    }

    private static String reason(String eventType, String payload) {
        var mapping = GitHubEvents.map(raw("github", eventType, "d", payload));
        assertThat(mapping).isInstanceOf(Unreadable.class);
        return ((Unreadable) mapping).reason();
    }

    private static RawEvent raw(String source, String eventType, String deliveryId, String payload) {
        return RawEvent.newBuilder(SharedData.webhook(eventType, deliveryId, payload.getBytes(StandardCharsets.UTF_8)))
                .setSource(source)
                .setReceivedAt(RECEIVED)
                .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
