package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.CommitFile;
import io.plumbline.schema.event.CommitPerson;
import io.plumbline.schema.event.PullRequestFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRequestListsTest {

    private static final String ENVELOPE = "{\"repository\":{\"full_name\":\"octo/hello\",\"id\":5},\"number\":7,%s}";
    private static final String COMMITS = """
            "commits":[
             {"sha":"a1","commit":{"author":{"name":"Ada","email":"ada@example.org","date":"2026-03-01T10:00:00Z"},
               "committer":{"name":"GitHub","email":"noreply@github.com","date":"2026-03-01T11:00:00Z"},
               "message":"Fix it\\n\\nCo-authored-by: Claude <noreply@anthropic.com>","tree":{"sha":"t"}},
              "author":{"login":"ada","id":1,"type":"User"},"committer":{"login":"web-flow","id":19864447},
              "parents":[{"sha":"p1"},{"sha":"p2"}]},
             {"sha":"a2","commit":{"author":{"name":"Bob","email":"bob@example.org","date":"2026-03-01T12:00:00+02:00"},
               "committer":null,"message":"More"},"author":null,"committer":null,"parents":[],
              "stats":{"additions":3,"deletions":1},
              "files":[{"filename":"a.txt","status":"added","additions":3,"deletions":1}]}]""";

    @Test
    void everyListedCommitIsAnEventOfItsPullRequest() {
        var events = ((Mapped) map("pull_request_commits", ENVELOPE.formatted(COMMITS))).events();

        assertThat(events).hasSize(2);
        var first = (CommitEvent) events.get(0);
        assertThat(first.getMeta().getEventId()).isEqualTo("commit/listed/octo/hello#7/a1");
        assertThat(first.getMeta().getEventTime()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(first.getMeta().getActor().getLogin()).isEqualTo("ada");
        assertThat(first.getNumber()).isEqualTo(7);
        assertThat(first.getRepoId()).isEqualTo(5);
        assertThat(first.getRef()).isNull();
        assertThat(first.getAuthor()).isEqualTo(new CommitPerson("Ada", "ada@example.org", "ada", 1L));
        assertThat(first.getCommitter())
                .isEqualTo(new CommitPerson("GitHub", "noreply@github.com", "web-flow", 19864447L));
        assertThat(first.getMessage()).endsWith("Co-authored-by: Claude <noreply@anthropic.com>");
        assertThat(first.getAuthoredAt()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(first.getCommittedAt()).isEqualTo("2026-03-01T11:00:00Z");
        assertThat(first.getParents()).containsExactly("p1", "p2");
        var second = (CommitEvent) events.get(1);
        assertThat(second.getCommittedAt()).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(second.getAuthor()).isEqualTo(new CommitPerson("Bob", "bob@example.org", null, null));
        assertThat(second.getCommitter()).isNull();
        assertThat(second.getAdditions()).isEqualTo(3);
        assertThat(second.getFiles()).containsExactly(new CommitFile("a.txt", "added", 3, 1));
    }

    @Test
    void aListOfFilesIsOneEvent() {
        var files = ENVELOPE.formatted("\"files\":[{\"filename\":\"b\",\"status\":\"renamed\",\"additions\":1,"
                + "\"deletions\":0,\"previous_filename\":\"a\"},{\"filename\":\"c\",\"status\":\"changed\"},"
                + "{\"filename\":\"d\",\"status\":\"copied\"},{\"filename\":\"e\",\"status\":\"removed\"}]");

        var event = (PullRequestFiles)
                ((Mapped) map("pull_request_files", files)).events().get(0);

        assertThat(event.getNumber()).isEqualTo(7);
        assertThat(event.getFiles())
                .containsExactly(
                        new CommitFile("b", "renamed", 1, 0),
                        new CommitFile("c", "modified", null, null),
                        new CommitFile("d", "added", null, null),
                        new CommitFile("e", "removed", null, null));
        // What was listed is part of the id: the list again is the same event, another list is another.
        assertThat(event.getMeta().getEventId()).startsWith("pull_request_files/listed/octo/hello#7/payload-");
        assertThat(map("pull_request_files", files)).isEqualTo(map("pull_request_files", files));
    }

    @Test
    void aPullRequestWithoutCommitsHasNoEvents() {
        assertThat(map("pull_request_commits", ENVELOPE.formatted("\"commits\":[]")))
                .isEqualTo(new Unmapped("pull request without commits"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pull_request_commits | \"x\":1 | commits is missing",
                "pull_request_commits | \"commits\":{} | commits is not a list of objects",
                "pull_request_commits | \"commits\":[{\"commit\":{}}] | commits.sha is missing",
                "pull_request_commits | \"commits\":[{\"sha\":\"a\"}] | commits.commit is missing",
                "pull_request_commits | \"commits\":[{\"sha\":\"a\",\"commit\":{}}] | commits.commit.message is missing",
                "pull_request_files | \"commits\":[] | files is missing",
                "pull_request_files | \"files\":[{}] | files.filename is missing",
            })
    void aBrokenAnswerSaysWhatIsWrong(String type, String content, String reason) {
        assertThat(map(type, ENVELOPE.formatted(content))).isEqualTo(new Unreadable(reason));
    }

    @Test
    void aRecordedAnswerOfGitHubIsRead() throws Exception {
        var answer = Files.readString(SharedData.folder("data/hub4j")
                .resolve("GHPullRequestTest/wiremock/getListOfCommits/__files/20-r_h_g_pulls_473_commits.json"));

        var events = ((Mapped) map("pull_request_commits", ENVELOPE.formatted("\"commits\":" + answer))).events();

        assertThat(events).isNotEmpty().allSatisfy(event -> {
            var commit = (CommitEvent) event;
            assertThat(commit.getSha()).hasSize(40);
            assertThat(commit.getCommittedAt()).isNotNull();
            assertThat(commit.getAuthor().getEmail()).contains("@");
            assertThat(commit.getAuthor().getId()).isNotNull();
        });
    }

    private static Mapping map(String type, String payload) {
        return GitHubEvents.map(SharedData.webhook(type, "d", payload.getBytes(StandardCharsets.UTF_8)));
    }
}
