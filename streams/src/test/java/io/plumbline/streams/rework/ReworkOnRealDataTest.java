package io.plumbline.streams.rework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.streams.SharedData;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.work.WorkRules;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three public histories, and pull requests of agents. */
class ReworkOnRealDataTest {

    private static final AvroSerde<KnownChange> CHANGE = StateSerde.of(KnownChange.class);

    /** A commit whose subject ends with a number is that pull request, squashed; the others were pushed to the branch. */
    private static final class History {
        private final String repo;
        private final InMemoryShelf<KnownChange> changes = new InMemoryShelf<>();
        private final InMemoryShelf<String> texts = new InMemoryShelf<>();
        private final Links links;
        private final LineAges lines;
        private final TreeMap<String, String> titles = new TreeMap<>();
        private int pullRequests;

        History(String repo) {
            this.repo = repo;
            this.links = new Links("github:" + repo, changes, texts);
            this.lines = new LineAges("github:" + repo, new InMemoryShelf<>());
        }

        static History of(String repo) throws IOException {
            var history = new History(repo);
            var mapper = new ObjectMapper();
            var file = SharedData.file("git_logs/" + repo.replace("/", "__") + ".jsonl.gz");
            try (var in = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (var line = in.readLine(); line != null; line = in.readLine()) {
                    var commit = mapper.readTree(line);
                    var files = new ArrayList<ChangedFile>();
                    for (var stat : commit.get("numstat")) {
                        files.add(new ChangedFile(stat.get(2).textValue(), "modified", null, null));
                    }
                    history.add(
                            commit.get("sha").textValue(),
                            OffsetDateTime.parse(commit.get("commit_date").textValue())
                                    .toInstant(),
                            commit.get("message").textValue(),
                            files);
                }
            }
            return history;
        }

        private void add(String sha, Instant at, String message, List<ChangedFile> files) {
            var subject = Mentions.subject(message);
            var number = Mentions.ownNumber(subject);
            if (number == null) {
                var notice = Pushes.of(pushed(sha, at, message));
                if (notice != null) {
                    Recording.add(links, lines, notice, Recording.PULL_REQUESTS);
                }
                return;
            }
            pullRequests++;
            var key = new PullRequestKey("github", repo, number);
            var story = Stories.begin();
            Stories.add(story, fact(key, sha, at, subject, files));
            var commit = PullRequestCommit.newBuilder()
                    .setSha(sha)
                    .setAt(at)
                    .setMessage(message)
                    .setFiles(files)
                    .build();
            Stories.add(story, key, new PullRequestCommits(key.toString(), List.of(commit), List.of()));
            var notice = ReworkNotice.newBuilder()
                    .setNumber(number)
                    .setChange(Stories.change(key, story, WorkRules.standard()))
                    .setDescription(story.getMerged().getDescription())
                    .build();
            titles.put(key.toString(), subject);
            Recording.add(links, lines, notice, Recording.PULL_REQUESTS);
        }

        private CommitEvent pushed(String sha, Instant at, String message) {
            return CommitEvent.newBuilder()
                    .setMeta(new EventMeta("github", "git", "delivery", sha, at, at, null))
                    .setRepo(repo)
                    .setSha(sha)
                    .setRef("refs/heads/main")
                    .setMessage(message)
                    .setPushAfter(sha)
                    .build();
        }

        private PullRequestFact fact(
                PullRequestKey key, String sha, Instant at, String subject, List<ChangedFile> files) {
            var paths = files.stream().map(ChangedFile::getPath).toList();
            var title = Mentions.bare(subject);
            return PullRequestFact.newBuilder(Pull.number(key.number())
                            .in(repo)
                            .titled(title)
                            .ofType(WorkRules.standard()
                                    .of(title, List.of(), paths)
                                    .type())
                            .mergedBy(sha)
                            .fact())
                    .setMergedAt(at)
                    .setMergeCommitSha(sha)
                    .build();
        }

        List<ReworkFact> facts() {
            var rework = new Rework(links, lines);
            return changes.values().keySet().stream()
                    .map(key -> rework.fact(Keys.last(key)))
                    .filter(fact -> fact != null)
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "anthropics/claude-code-action, 401",
        "airbytehq/airbyte-python-cdk, 1444",
        "openai/openai-agents-python, 1714"
    })
    void revertsOfPublicHistoriesAreFound(String repo, int pullRequests) throws IOException {
        var history = History.of(repo);
        var hows = new TreeMap<String, Integer>();
        int brought = 0;
        int corrected = 0;
        var lines = new TreeSet<String>();
        for (var fact : history.facts()) {
            corrected += fact.getCorrections().isEmpty() ? 0 : 1;
            for (var revert : fact.getReverts()) {
                hows.merge(revert.getHow(), 1, Integer::sum);
                brought += revert.getUndoneBy() == null ? 0 : 1;
                lines.add("  " + fact.getNumber() + " by "
                        + revert.getBy().substring(revert.getBy().indexOf('#') + 1) + " (" + revert.getHow()
                        + (revert.getUndoneBy() == null ? "" : ", undone by " + revert.getUndoneBy()) + "): "
                        + history.titles.get(fact.getId()));
            }
        }
        long bytes = history.texts.values().entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        for (var change : history.changes.values().entrySet()) {
            bytes += change.getKey().length() + CHANGE.toBytes(change.getValue()).length;
        }
        System.out.printf(
                "%s: %d pull requests, reverts %s, %d undone, %d corrected within 30 days, %d bytes of state each%n",
                repo, history.pullRequests, hows, brought, corrected, bytes / history.pullRequests);
        lines.forEach(System.out::println);

        assertThat(history.pullRequests).isEqualTo(pullRequests);
        assertThat(hows).isNotEmpty();
    }

    @Test
    void ofTheMergedPullRequestsOfThreeAgentsOneIsCalledARevert() {
        int merged = 0;
        var reverts = new ArrayList<String>();
        for (var agent : List.of("OpenAI_Codex", "Cursor", "Claude_Code")) {
            for (var row : SharedData.csv("aidev/AIDev-pop/" + agent + "/prs.csv")) {
                if (!row.get("merged_at").isEmpty()) {
                    merged++;
                    if (Mentions.ofTitle("owner/name", row.get("title")).stream()
                            .anyMatch(Mentions::takesBack)) {
                        reverts.add(row.get("title"));
                    }
                }
            }
        }
        System.out.printf("AIDev-pop: %d merged, called reverts: %s%n", merged, reverts);

        assertThat(merged).isEqualTo(1_881);
        assertThat(reverts).containsExactly("Revert deprecated ContextualFlowRow change");
    }
}
