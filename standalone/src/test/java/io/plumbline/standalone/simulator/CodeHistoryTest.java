package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.ingest.git.GitException;
import io.plumbline.ingest.git.GitImport;
import io.plumbline.ingest.git.GitListener;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The simulated repositories as the importer of git histories reads them, beside the deliveries of the same simulation. */
@TestInstance(Lifecycle.PER_CLASS)
class CodeHistoryTest {
    private final SimulationPlan plan = SimulationPlan.demo(Recording.END)
            .withWeeks(8)
            .withSize(2, 5, 2, 12)
            .withRates(Rates.defaults().withRevert(0.08));
    private final Recording recording = Recording.of(plan);
    /** By "repository#number". */
    private final Map<String, JsonNode> commits = new TreeMap<>();

    private final Map<String, String> numberOf = new HashMap<>();
    private final List<JsonNode> unnumbered = new ArrayList<>();
    private Path folder;

    @BeforeAll
    void readOnce(@TempDir Path scratch) throws IOException, GitException {
        folder = scratch.resolve("simulation");
        SimulationFiles.writeWithCode(plan, folder, CodeHistoryTest::unwanted);
        for (var clone : SimulationFiles.code(folder).entrySet()) {
            for (RawEvent event : imported(clone.getValue(), scratch.resolve("checkpoints"))) {
                if (event.getEventType().equals(GitImport.COMMIT)) {
                    keep(clone.getKey(), Recording.read(event.getPayload().array()));
                }
            }
        }
    }

    private static void unwanted(String warning) {
        throw new AssertionError(warning);
    }

    private void keep(String repository, JsonNode commit) {
        assertThat(commit.path("repo").asText()).isEqualTo(repository);
        assertThat(commit.path("provider").asText()).isEqualTo("github");
        if (commit.has("number")) {
            String key = repository + "#" + commit.path("number").asInt();
            assertThat(commits.put(key, commit)).as(key).isNull();
            numberOf.put(commit.path("sha").asText(), key);
        } else {
            unnumbered.add(commit);
        }
    }

    @Test
    void theSamePlanGivesTheSameObjectIdsAndTheSameReport(@TempDir Path other) throws IOException {
        SimulationFiles.writeWithCode(plan, other, CodeHistoryTest::unwanted);
        // A second time into the same folder takes the place of the first.
        SimulationFiles.writeWithCode(plan, other, CodeHistoryTest::unwanted);

        assertThat(heads(other)).hasSize(4).isEqualTo(heads(folder));
        assertThat(other.resolve(SimulationFiles.COPILOT))
                .isNotEmptyFile()
                .hasSameBinaryContentAs(folder.resolve(SimulationFiles.COPILOT));
    }

    @Test
    void anotherSeedGivesOtherHistories(@TempDir Path other) throws IOException {
        SimulationFiles.writeWithCode(plan.withSeed(7), other, CodeHistoryTest::unwanted);

        assertThat(heads(other).values())
                .doesNotContainAnyElementsOf(heads(folder).values());
    }

    @Test
    void eachMergedPullRequestIsOneCommitAtItsMerge() {
        Map<String, Instant> merged = new TreeMap<>();
        for (PullRequestTruth pull : recording.pulls) {
            if (pull.mergedAt() != null) {
                merged.put(pull.repository() + "#" + pull.number(), Instant.parse(pull.mergedAt()));
            }
        }
        Map<String, Instant> committed = new TreeMap<>();
        commits.forEach((key, commit) -> committed.put(
                key, Instant.ofEpochSecond(commit.path("committed_at").asLong())));

        assertThat(committed).hasSizeGreaterThan(100).isEqualTo(merged);
        assertThat(unnumbered)
                .hasSize(4)
                .allSatisfy(commit -> assertThat(commit.path("born").asInt()).isBetween(4_000, 14_000));
    }

    @Test
    void aCommitAddsWhatItsPullRequestSaysAndRemovesItWhereThereIsSoMuch() {
        int whole = 0;
        for (JsonNode payload : recording.payloads("pull_request", "closed")) {
            JsonNode pull = payload.path("pull_request");
            if (!pull.path("merged").asBoolean()) {
                continue;
            }
            String key = payload.path("repository").path("full_name").asText() + "#"
                    + pull.path("number").asInt();
            assertThat(sum(commits.get(key), "additions"))
                    .as(key)
                    .isEqualTo(pull.path("additions").asInt());
            int removed = sum(commits.get(key), "deletions");
            assertThat(removed)
                    .as(key)
                    .isLessThanOrEqualTo(pull.path("deletions").asInt());
            whole += removed == pull.path("deletions").asInt() ? 1 : 0;
        }

        // The rest are changes of files that are new or short.
        assertThat(whole).isGreaterThan(commits.size() * 4 / 5);
    }

    @Test
    void aRevertTakesLinesOfWhatItReverts() {
        List<CorrectionTruth> reverts = recording.corrections.stream()
                .filter(one -> one.kind().equals("revert") && one.named())
                .toList();

        assertThat(reverts).isNotEmpty();
        assertThat(reverts).allSatisfy(revert -> {
            String reverted = revert.repository() + "#" + revert.corrected();
            JsonNode commit = commits.get(revert.repository() + "#" + revert.by());
            if (commit.path("removed").asInt() > 0
                    && commits.get(reverted).path("born").asInt() > 0) {
                assertThat(endedBy(commit)).as("%s", revert).contains(reverted);
            }
        });
    }

    @Test
    void someLinesAreRewrittenYoungAndMostStay() {
        int born = commits.values().stream()
                .mapToInt(commit -> commit.path("born").asInt())
                .sum();
        int ended = 0;
        for (JsonNode commit : commits.values()) {
            for (JsonNode one : commit.path("ended")) {
                ended += numberOf.containsKey(one.get(0).asText()) ? one.get(2).asInt() : 0;
            }
        }

        assertThat(ended / (double) born).isBetween(0.03, 0.4);
    }

    private List<String> endedBy(JsonNode commit) {
        JsonNode ended = commit.path("ended");
        return IntStream.range(0, ended.size())
                .mapToObj(i -> numberOf.getOrDefault(ended.get(i).get(0).asText(), "old code"))
                .toList();
    }

    private static int sum(JsonNode commit, String field) {
        int sum = 0;
        for (JsonNode file : commit.path("files")) {
            sum += file.path(field).asInt();
        }
        return sum;
    }

    private static Map<String, String> heads(Path folder) throws IOException {
        Map<String, String> heads = new TreeMap<>();
        SimulationFiles.code(folder).forEach((name, clone) -> {
            try {
                heads.put(name, Files.readString(clone.resolve("refs/heads/main")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return heads;
    }

    private static List<RawEvent> imported(Path clone, Path checkpoints) throws GitException {
        List<RawEvent> events = new ArrayList<>();
        RawSink sink = new RawSink() {
            @Override
            public CompletionStage<Void> send(RawEvent event) {
                events.add(event);
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public CompletionStage<Void> send(DeadLetter letter) {
                throw new AssertionError(letter.getReason());
            }

            @Override
            public void flush() {
                // Everything is there already.
            }
        };
        // The remote of the repository says whose it is.
        new GitImport(clone, sink, checkpoints, GitListener.SILENT, Clock.fixed(Recording.END, ZoneOffset.UTC)).run();
        return events;
    }
}
