package io.plumbline.standalone.reconcile.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The second implementation by itself, against the words of the specification. */
class RecountTest {

    private static final String PULL = """
            "pull_request": {"number": 7, "title": "Add a thing", "body": %s, "state": "%s", "draft": false,
              "created_at": "2026-03-02T09:00:00Z", "updated_at": "%s", "closed_at": %s, "merged_at": null,
              "user": {"login": "ada", "id": 1, "type": "User"}, "labels": [],
              "head": {"ref": "%s", "sha": "abc"}, "base": {"ref": "main"}, "additions": 3}""";
    private static final String REPOSITORY = "\"repository\": {\"full_name\": \"octo/app\"}";

    private static String pull(String body, String state, String updatedAt, String branch) {
        var closedAt = state.equals("closed") ? '"' + updatedAt + '"' : "null";
        return PULL.formatted(body == null ? "null" : '"' + body + '"', state, updatedAt, closedAt, branch);
    }

    private static RawRow opened(String body, String branch) {
        return row("pull_request", "opened", pull(body, "open", "2026-03-02T09:00:00Z", branch), "ada", 1, "User");
    }

    private static RawRow closedBy(String login, long id, String type) {
        return row("pull_request", "closed", pull(null, "closed", "2026-03-05T09:00:00Z", "topic"), login, id, type);
    }

    private static RawRow review(long review, String state, String at, String login, String type) {
        return row(
                "pull_request_review",
                "submitted",
                "\"review\": {\"id\": " + review + ", \"state\": \"" + state + "\", \"submitted_at\": \"" + at
                        + "\", \"user\": {\"login\": \"" + login + "\", \"id\": " + login.hashCode() + ", \"type\": \""
                        + type + "\"}}, "
                        + pull(null, "open", at, "topic"),
                login,
                login.hashCode(),
                type);
    }

    private static RawRow pushed(String at) {
        return row(
                "pull_request",
                "synchronize",
                "\"after\": \"" + at.hashCode() + "\", " + pull(null, "open", at, "topic"),
                "ada",
                1,
                "User");
    }

    private static RawRow row(String event, String action, String parts, String login, long id, String type) {
        var json = "{\"action\": \"" + action + "\", " + parts + ", " + REPOSITORY + ", \"sender\": {\"login\": \""
                + login + "\", \"id\": " + id + ", \"type\": \"" + type + "\"}}";
        return new RawRow(
                "github",
                Integer.toHexString(json.hashCode()),
                event,
                "octo/app",
                1_770_000_000_000L,
                ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static RawRow decision(String id, String event, String at, String fields) {
        var json = "{" + fields + ", \"author\": \"lead\", \"reason\": \"because\", \"at\": \"" + at + "\"}";
        return new RawRow("plumbline", id, event, "x", 0, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static RawRow directory(String id, String at, String yaml) {
        var content = yaml.lines().collect(Collectors.joining("\\n"));
        return decision(
                id, "config", at, "\"kind\": \"directory\", \"id\": \"main\", \"content\": \"" + content + "\"");
    }

    private static Map<String, Object> found(RawRow... rows) {
        return found(List.of(), List.of(rows));
    }

    private static Map<String, Object> found(List<RawRow> rows) {
        return found(List.of(), rows);
    }

    private static Map<String, Object> found(List<RawRow> decisions, List<RawRow> rows) {
        var recount = Recount.by(decisions);
        rows.forEach(recount::add);
        return recount.pullRequests().get("github:octo/app#7");
    }

    @Test
    void aBranchNamesTheAgentAndAnEmptyEvidenceIsUnknown() {
        assertThat(found(opened(null, "codex/add-thing")))
                .containsEntry("origin", "ai_agent")
                .containsEntry("tool", "openai-codex")
                .containsEntry("attribution_confidence", 0.7);
        assertThat(found(opened("Co-authored by friends", "topic")))
                .containsEntry("origin", "unknown")
                .containsEntry("tool", "");
    }

    @Test
    void aTrailerIsEvidenceUnlessItIsQuoted() {
        var trailer = "Co-authored-by: Claude <noreply@anthropic.com>";

        assertThat(found(opened("Thing\\n\\n" + trailer, "topic"))).containsEntry("tool", "claude-code");
        assertThat(found(opened("Thing\\n> " + trailer, "topic"))).containsEntry("origin", "unknown");
        assertThat(found(opened("```text\\n" + trailer + "\\n```\\nSee above", "topic")))
                .containsEntry("origin", "unknown");
    }

    @Test
    void anAppliedSuggestionOfCopilotIsNotAuthorship() {
        var body = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";

        assertThat(found(opened(body, "topic"))).containsEntry("origin", "unknown");
    }

    @Test
    void aSweepingBotClosesAndAPersonRejects() {
        assertThat(found(opened(null, "topic"), closedBy("stale[bot]", 26384082, "Bot")))
                .containsEntry("outcome", "auto_closed");
        assertThat(found(opened(null, "topic"), closedBy("grace", 2, "User")))
                .containsEntry("outcome", "rejected_by_human");
    }

    @Test
    void aReviewRoundIsRequestPushReview() {
        var columns = found(
                opened(null, "topic"),
                review(1, "changes_requested", "2026-03-03T09:00:00Z", "grace", "User"),
                pushed("2026-03-03T10:00:00Z"),
                review(2, "approved", "2026-03-03T11:00:00Z", "grace", "User"),
                review(3, "commented", "2026-03-02T09:30:00Z", "coderabbitai[bot]", "Bot"));

        assertThat(columns)
                .containsEntry("review_rounds", 1L)
                .containsEntry("reviews", 3L)
                .containsEntry("human_reviews", 2L)
                .containsEntry("human_reviewers", 1L)
                .containsEntry("bot_reviews", 1L)
                .containsEntry("pushes_after_first_human_review", 1L);
    }

    @Test
    void orderAndDuplicationOfRowsDoNotMatter() {
        var rows = new ArrayList<>(List.of(
                opened("Body", "topic"),
                review(1, "changes_requested", "2026-03-03T09:00:00Z", "grace", "User"),
                pushed("2026-03-03T10:00:00Z"),
                review(2, "approved", "2026-03-03T11:00:00Z", "grace", "User"),
                closedBy("grace", 2, "User")));
        var expected = found(rows);

        rows.addAll(List.copyOf(rows));
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            Collections.shuffle(rows, random);
            assertThat(found(rows)).isEqualTo(expected);
        }
    }

    @Test
    void theNewestDirectorySaysWhichTeamItCountsFor() {
        var first = directory("d1", "2026-03-10T00:00:00Z", """
                zone: Europe/Berlin
                teams:
                  - id: old
                    members: [{login: ada, id: 1}]
                """);
        var second = directory("d2", "2026-03-11T00:00:00Z", """
                zone: Europe/Berlin
                teams:
                  - id: before
                    members: [{person: ada, until: 2026-03-02}]
                  - id: after
                    members: [{person: ada, from: 2026-03-02}]
                people: [{id: ada, accounts: [{login: ada, id: 1}, {login: grace}]}]
                """);
        var rows = List.of(opened(null, "topic"), review(1, "approved", "2026-03-03T09:00:00Z", "grace", "User"));

        assertThat(found(List.of(second, first), rows))
                .containsEntry("team", "after")
                .containsEntry("team_source", "membership")
                .containsEntry("zone", "Europe/Berlin")
                .containsEntry("self_reviews", 1L)
                .containsEntry("reviews", 0L);
        assertThat(found(List.of(first), rows)).containsEntry("team", "old").containsEntry("reviews", 1L);
    }

    @Test
    void whoOwnsTheRepositoryHasWhatNobodyIsKnownFor() {
        var yaml = """
                teams:
                  - {id: all, repositories: [octo/*]}
                  - {id: app, repositories: [octo/app]}
                """;

        assertThat(found(List.of(directory("d1", "2026-03-10T00:00:00Z", yaml)), List.of(opened(null, "topic"))))
                .containsEntry("team", "app")
                .containsEntry("team_source", "repository");
    }

    @Test
    void accountsThatALinkJoinsAreOnePersonUntilItIsTakenBack() {
        var link = "\"kind\": \"identity-link\", \"id\": \"m-1\", \"content\": \"[github:ada, github:grace]\"";
        var merge = decision("l1", "config", "2026-03-10T00:00:00Z", link);
        var undo = decision("l2", "config", "2026-03-11T00:00:00Z", link + ", \"retracted\": true");
        var rows = List.of(opened(null, "topic"), review(1, "approved", "2026-03-03T09:00:00Z", "grace", "User"));

        assertThat(found(List.of(merge), rows)).containsEntry("self_reviews", 1L);
        assertThat(found(List.of(undo, merge), rows)).containsEntry("self_reviews", 0L);
    }

    @Test
    void aPersonsWordBeatsTheRules() {
        var override = decision(
                "o1",
                "origin_override",
                "2026-03-10T00:00:00Z",
                "\"provider\": \"github\", \"repo\": \"octo/app\", \"number\": 7, \"origin\": \"ai_assisted\", "
                        + "\"tool\": \"cursor\"");

        assertThat(found(List.of(override), List.of(opened(null, "codex/x"))))
                .containsEntry("origin", "ai_assisted")
                .containsEntry("tool", "cursor")
                .containsEntry("attribution_confidence", 1.0)
                .containsEntry("overridden_by", "lead")
                .containsEntry("evidence_rules", List.of("codex-branch", "override"));
    }

    @Test
    void whatCannotBeReadTellsNothing() {
        var broken = new RawRow(
                "github",
                "x",
                "pull_request",
                "octo/app",
                0,
                ByteBuffer.wrap("{not json".getBytes(StandardCharsets.UTF_8)));

        assertThat(found(broken)).isNull();
    }
}
