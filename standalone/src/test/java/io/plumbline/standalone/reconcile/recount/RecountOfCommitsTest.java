package io.plumbline.standalone.reconcile.recount;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the second implementation makes of pushes and commit lists, against the words of the specification. */
class RecountOfCommitsTest {

    private static final String CLAUDE = "Co-authored-by: Claude <noreply@anthropic.com>";
    private static final String COPILOT = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";
    private static final String ADA = "{\"name\": \"Ada\", \"email\": \"ada@example.org\", \"username\": \"ada\"}";

    private static RawRow row(String source, String event, String json) {
        return new RawRow(
                source,
                Integer.toHexString(json.hashCode()),
                event,
                "octo/app",
                1_770_000_000_000L,
                ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static RawRow opened(String head, String login, String type, String headRepo) {
        return row("github", "pull_request", """
                {"action": "opened", "pull_request": {"number": 7, "title": "Add", "body": null, "state": "open",
                  "created_at": "2026-03-02T12:00:00Z", "updated_at": "2026-03-02T12:00:00Z",
                  "user": {"login": "%s", "id": 1, "type": "%s"}, "labels": [],
                  "head": {"ref": "topic", "sha": "%s", "repo": {"full_name": "%s"}}, "base": {"ref": "main"}},
                 "repository": {"full_name": "octo/app"}, "sender": {"login": "ada", "id": 1}}""".formatted(login, type, head, headRepo));
    }

    private static RawRow opened(String head) {
        return opened(head, "ada", "User", "octo/app");
    }

    private static RawRow pushed(String ref, String before, String after, int hour, String... commits) {
        return row("github", "push", """
                {"ref": "refs/heads/%s", "before": "%s", "after": "%s", "commits": [%s],
                 "repository": {"full_name": "octo/app", "pushed_at": "2026-03-02T%02d:00:00Z"}}""".formatted(ref, before, after, String.join(", ", commits), hour));
    }

    private static String commit(String sha, String message, String path) {
        return """
                {"id": "%s", "message": "%s", "timestamp": "2026-03-01T09:00:00Z", "distinct": true, "author": %s,
                 "added": ["%s"], "removed": [], "modified": []}""".formatted(sha, message, ADA, path);
    }

    private static Map<String, Object> found(RawRow... rows) {
        return found(List.of(rows));
    }

    private static Map<String, Object> found(List<RawRow> rows) {
        var recount = Recount.by(List.of());
        rows.forEach(recount::add);
        return recount.pullRequests().get("github:octo/app#7");
    }

    @Test
    void pushesAreFollowedBackToWhereTheBranchLeftItsBase() {
        assertThat(found(
                        opened("c2"),
                        pushed("main", "b0", "b1", 7, commit("b1", "On main", "main.txt")),
                        pushed("topic", "00000000", "c1", 8, commit("c1", "One", "a.txt")),
                        pushed("topic", "c1", "c2", 9, commit("c2", "Two", "b.txt")),
                        pushed("other", "00000000", "d1", 9, commit("d1", "Else", "c.txt"))))
                .containsEntry("known_commits", 2L)
                .containsEntry("known_paths", 2L)
                .containsEntry("ai_commits", 0L)
                .containsEntry("origin", "unknown");
    }

    @Test
    void whatWasMergedBeforeBelongsToAnEarlierPullRequestOfTheBranch() {
        assertThat(found(
                        opened("c2"),
                        pushed("topic", "00000000", "c1", 7, commit("c1", "One", "a.txt")),
                        pushed("main", "b0", "c1", 8, commit("c1", "One", "a.txt")),
                        pushed("topic", "c1", "c2", 9, commit("c2", "Two", "b.txt"))))
                .containsEntry("known_commits", 1L);
    }

    @Test
    void aBranchOfAForkIsNotTheBranchOfThatNameHere() {
        assertThat(found(
                        opened("c1", "ada", "User", "ada/app"),
                        pushed("topic", "00000000", "c1", 8, commit("c1", "One", "a.txt"))))
                .containsEntry("known_commits", 0L);
    }

    @Test
    void commitsCountByTheirShareUnlessOtherEvidenceSpeaksForTheTool() {
        assertThat(found(
                        opened("c4"),
                        pushed(
                                "topic",
                                "00000000",
                                "c4",
                                8,
                                commit("c1", "One\\n\\n" + CLAUDE, "a"),
                                commit("c2", "Two", "b"),
                                commit("c3", "Three", "c"),
                                commit("c4", "Four", "d"))))
                .containsEntry("origin", "ai_assisted")
                .containsEntry("tool", "claude-code")
                .containsEntry("attribution_confidence", 0.23)
                .containsEntry("ai_commits", 1L);
    }

    @Test
    void anAppliedSuggestionIsNotAuthorship() {
        assertThat(found(
                        opened("c1"),
                        pushed("topic", "00000000", "c1", 8, commit("c1", "Update\\n\\n" + COPILOT, "a"))))
                .containsEntry("known_commits", 1L)
                .containsEntry("ai_commits", 0L)
                .containsEntry("origin", "unknown");
    }

    @Test
    void thePersonWhoIsCoAuthorOfMostCommitsAnswersForAMachine() {
        var grace = "Co-authored-by: Grace <2+grace@users.noreply.github.com>";

        var columns = found(
                opened("c1", "some-agent[bot]", "Bot", "octo/app"),
                pushed("topic", "00000000", "c1", 8, commit("c1", "One\\n\\n" + grace, "a")));

        assertThat(columns).containsEntry("accountable_login", "grace");
        assertThat(columns).containsEntry("evidence_rules", List.of("human-co-author"));
    }

    @Test
    void aListNamesCommitsAndFilesAndIsAnEvent() {
        var commits = row("github", "pull_request_commits", """
                {"repository": {"full_name": "octo/app"}, "number": 7, "commits": [{"sha": "c9",
                  "commit": {"message": "Listed", "author": {"name": "Ada", "date": "2026-03-02T10:00:00Z"}}}]}""");
        var files = row("github", "pull_request_files", """
                {"repository": {"full_name": "octo/app"}, "number": 7,
                 "files": [{"filename": "a"}, {"filename": "b"}, {"filename": "c"}]}""");

        assertThat(found(opened("c9"), commits, files))
                .containsEntry("known_commits", 1L)
                .containsEntry("known_paths", 3L)
                .containsEntry("events", 2L);
    }

    @Test
    void aGitAiNoteAttestsACommitAndATraceRecordIsSaidNotToBeRead() {
        var push = pushed("topic", "00000000", "c1", 8, commit("c1", "One", "a"));
        var note = row("git", "git_ai_note", """
                {"repo": "octo/app", "sha": "c1", "note": "a\\n  s_1::t_1 1-4,9\\n---\\n{\\"schema_version\\": \
                 \\"authorship/3.0.0\\", \\"sessions\\": {\\"s_1\\": {\\"agent_id\\": {\\"tool\\": \\"cursor\\"}}}}"}""");
        var trace = row("git", "agent_trace", """
                {"repo": "octo/app", "record": {"vcs": {"type": "git", "revision": "c1"}}}""");

        assertThat(found(opened("c1"), push, note))
                .containsEntry("tool", "cursor")
                .containsEntry("attribution_confidence", 0.95)
                .containsEntry(Recount.UNREAD, false);
        assertThat(found(opened("c1"), push, trace)).containsEntry(Recount.UNREAD, true);
    }

    @Test
    void orderAndDuplicationOfRowsDoNotMatter() {
        var rows = new ArrayList<>(List.of(
                opened("c2"),
                pushed("topic", "00000000", "c1", 8, commit("c1", "One\\n\\n" + CLAUDE, "a")),
                pushed("topic", "c1", "c2", 9, commit("c2", "Two", "b"))));
        var expected = found(rows);

        rows.addAll(List.copyOf(rows));
        var random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(rows, random);
            assertThat(found(rows)).isEqualTo(expected);
        }
    }
}
