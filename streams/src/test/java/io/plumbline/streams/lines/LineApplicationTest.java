package io.plumbline.streams.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.CommitPerson;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.HistoryRead;
import io.plumbline.schema.event.LinesEnded;
import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.LinesByAge;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineApplicationTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T12:00:00Z");
    private static final String REPO = "octo/hello";
    private static final String REPOSITORY = "github:" + REPO;

    @TempDir
    private Path directory;

    private Run run;

    @BeforeEach
    void start() {
        run = new Run(directory.resolve("run"));
    }

    @AfterEach
    void close() {
        run.driver.close();
    }

    @Test
    void linesThatEndYoungAreReworkAndOldOnesRefactoring() {
        run.commit(commit("a", 0, 100, 0));
        run.commit(commit("b", 10, 5, 0, ended("a", 0, 4, true)));
        run.commit(commit("c", 30, 0, 0, ended("a", 0, 6, false), ended("b", 10, 1, true)));
        run.read("c", 30);

        assertThat(run.fact("a").getDeaths()).containsExactly(new LinesByAge(10, 4, 4), new LinesByAge(30, 6, 0));
        assertThat(run.fact("c").getEnded()).containsExactly(new LinesByAge(20, 1, 1), new LinesByAge(30, 6, 0));
        assertThat(run.cells())
                .contains(
                        "line_rework_rate 2026-01-11 unknown 4/9",
                        "line_rework_rate 2026-01-31 unknown 1/7",
                        "refactor_rate 2026-01-31 unknown 6/7",
                        "line_survival_21d 2026-01-01 unknown 96/100")
                .as("b was 20 days old when the history was read")
                .noneMatch(cell -> cell.startsWith("line_survival_21d 2026-01-11"));
    }

    @Test
    void aNewerHeadLetsMoreLinesBeKnownToHaveLived() {
        run.commit(commit("a", 0, 10, 0));
        run.read("a", 0);
        assertThat(run.cells()).noneMatch(cell -> cell.startsWith("line_survival"));

        run.read("z", 500);

        assertThat(run.fact("a").getKnownUntil()).isEqualTo(BEGIN.plus(Duration.ofDays(400)));
        assertThat(run.cells()).contains("line_survival_21d 2026-01-01 unknown 10/10");
    }

    @Test
    void theCommitItselfTellsWhoWroteItUntilItsPullRequestIsKnown() {
        run.commit(commit(
                "a",
                0,
                10,
                7,
                event -> event.setMessage("Add (#7)\n\nCo-authored-by: Claude <noreply@anthropic.com>")));
        assertThat(run.fact("a").getOriginSource()).isEqualTo("commit");
        assertThat(run.fact("a").getTool()).isEqualTo("claude-code");

        run.pullRequest(7, "ai_agent", "cursor", null);
        assertThat(run.fact("a").getOriginSource()).isEqualTo("pull_request");
        assertThat(run.fact("a").getTool()).isEqualTo("cursor");
        assertThat(run.fact("a").getTeam()).isEqualTo("checkout");

        run.pullRequest(7, null, null, null);
        assertThat(run.fact("a").getTool()).isEqualTo("claude-code");
    }

    @Test
    void aPullRequestIsFoundByItsMergeCommitEvenWithoutANumber() {
        run.pullRequest(9, "ai_agent", "devin", "a");
        run.commit(commit("a", 0, 10, 0));

        assertThat(run.fact("a").getNumber()).isEqualTo(9);
        assertThat(run.fact("a").getTool()).isEqualTo("devin");
    }

    @Test
    void aCommitThatIsGoneTakesBackWhatItDidToOthers() {
        run.commit(commit("a", 0, 10, 0));
        run.commit(commit("b", 1, 3, 0, ended("a", 0, 3, true)));

        run.commit(
                commit("b", 1, 0, 0, event -> event.setGone(true).setMessage("").setMeta(meta(BEGIN.plusSeconds(99)))));

        assertThat(run.facts).containsOnlyKeys(REPOSITORY + "@a");
        assertThat(run.fact("a").getDeaths()).isEmpty();
        assertThat(run.cells())
                .containsExactly("line_rework_rate 2026-01-01 unknown 0/10", "refactor_rate 2026-01-01 unknown 0/10");
    }

    /** Random histories, each in three other orders, with every event twice now and then. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void anyOrderAndAnyDuplicationGivesTheSameFactsAndCounters(long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Consumer<Run>>();
        for (int i = 0; i < 40; i++) {
            var ended = new ArrayList<LinesEnded>();
            for (int owner = Math.max(0, i - 6); owner < i; owner++) {
                if (random.nextInt(3) == 0) {
                    ended.add(ended("c" + owner, owner, 1 + random.nextInt(4), random.nextBoolean()));
                }
            }
            var commit = commit("c" + i, i, 50, random.nextInt(12), ended.toArray(LinesEnded[]::new));
            steps.add(one -> one.commit(commit));
            if (random.nextInt(8) == 0) {
                var gone = CommitLines.newBuilder(commit)
                        .setGone(true)
                        .setEnded(List.of())
                        .setMeta(meta(BEGIN.plusSeconds(100)))
                        .build();
                steps.add(one -> one.commit(gone));
            }
        }
        for (int number = 1; number < 12; number++) {
            int it = number;
            var sha = random.nextBoolean() ? "c" + random.nextInt(40) : null;
            steps.add(one -> one.pullRequest(it, it % 2 == 0 ? "ai_agent" : "ai_assisted", "tool" + it, sha));
        }
        steps.add(one -> one.read("c20", 20));
        steps.add(one -> one.read("c39", 39));
        steps.forEach(step -> step.accept(run));

        for (int order = 0; order < 3; order++) {
            var disturbed = new ArrayList<>(steps);
            steps.stream().filter(step -> random.nextInt(4) == 0).forEach(disturbed::add);
            Collections.shuffle(disturbed, random);
            var other = new Run(directory.resolve("other-" + seed + "-" + order));
            disturbed.forEach(step -> step.accept(other));

            assertThat(other.facts).isEqualTo(run.facts);
            assertThat(other.cells()).isEqualTo(run.cells());
            other.driver.close();
        }
    }

    /** As with the other applications: a renamed store or repartition topic needs a reset on every installation. */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var golden = Path.of("src/test/resources/io/plumbline/streams/lines/topology.txt");
        var picture = topology().describe().toString();
        if (Boolean.getBoolean("plumbline.schemas.write")) {
            Files.writeString(golden, picture);
        }

        assertThat(picture).isEqualTo(Files.readString(golden));
    }

    private static Topology topology() {
        var builder = new StreamsBuilder();
        LineApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        return builder.build();
    }

    private static EventMeta meta(Instant observedAt) {
        return new EventMeta("github", "git", "d", "e", BEGIN, observedAt, null);
    }

    private static LinesEnded ended(String sha, int day, int lines, boolean own) {
        return new LinesEnded(sha, BEGIN.plus(Duration.ofDays(day)), lines, own);
    }

    private static CommitLines commit(String sha, int day, int born, int number, LinesEnded... ended) {
        return commit(sha, day, born, number, event -> {}, ended);
    }

    /** @param number 0 = the message names none */
    private static CommitLines commit(
            String sha, int day, int born, int number, Consumer<CommitLines.Builder> change, LinesEnded... ended) {
        var event = CommitLines.newBuilder()
                .setMeta(meta(BEGIN.plusSeconds(1)))
                .setRepo(REPO)
                .setSha(sha)
                .setBranch("main")
                .setNumber(number == 0 ? null : Integer.valueOf(number))
                .setAuthor(new CommitPerson("Ada", "ada@example.org", null, null))
                .setMessage("change")
                .setCommittedAt(BEGIN.plus(Duration.ofDays(day)))
                .setBorn(born)
                .setEnded(List.of(ended))
                .setAdded(born)
                .setRemoved(
                        List.of(ended).stream().mapToInt(LinesEnded::getLines).sum());
        change.accept(event);
        return event.build();
    }

    /** The application without a broker, and what a reader of its topics ends with. */
    private static final class Run {

        private final TopologyTestDriver driver;
        private final Map<String, LineHistoryFact> facts = new TreeMap<>();
        private final Map<CounterKey, Counter> counters = new HashMap<>();

        private Run(Path state) {
            var settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, LineApplication.ID);
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
            settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
            settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
            driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH);
        }

        private void commit(CommitLines event) {
            send(Topics.COMMIT_LINES, REPOSITORY, event);
        }

        private void read(String head, int day) {
            var at = BEGIN.plus(Duration.ofDays(day));
            // Observed in the order of the days.
            send(Topics.HISTORY_READ, REPOSITORY, new HistoryRead(meta(at), REPO, "main", head, at, 1));
        }

        /** @param origin null = erased */
        private void pullRequest(int number, String origin, String tool, String mergeCommit) {
            var key = REPOSITORY + "#" + number;
            send(
                    Topics.PULL_REQUEST_FACT,
                    key,
                    origin == null
                            ? null
                            : PullRequestFact.newBuilder()
                                    .setId(key)
                                    .setProvider("github")
                                    .setRepo(REPO)
                                    .setNumber(number)
                                    .setTitle("")
                                    .setOrigin(origin)
                                    .setTool(tool)
                                    .setTeam("checkout")
                                    .setAttributionConfidence(1)
                                    .setRuleVersion("1")
                                    .setOpenedAt(BEGIN)
                                    .setMergedAt(BEGIN)
                                    .setDraft(false)
                                    .setOutcome("merged")
                                    .setReviews(0)
                                    .setHumanReviews(0)
                                    .setReviewComments(0)
                                    .setReviewRounds(0)
                                    .setPushes(0)
                                    .setPushesAfterFirstHumanReview(0)
                                    .setReopenings(0)
                                    .setMergeCommitSha(mergeCommit)
                                    .setEvents(1)
                                    .setLastEventAt(BEGIN)
                                    .setLastObservedAt(BEGIN)
                                    .build());
        }

        private <V> void send(Topic<String, V> topic, String key, V value) {
            driver.createInputTopic(
                            topic.name(),
                            topic.keySerde().serializer(),
                            topic.valueSerde().serializer())
                    .pipeInput(key, value, 0L);
            read(Topics.LINE_HISTORY_FACT, facts);
            read(Topics.METRIC_DAILY, counters);
        }

        private <K, V> void read(Topic<K, V> topic, Map<K, V> into) {
            driver.createOutputTopic(
                            topic.name(),
                            topic.keySerde().deserializer(),
                            topic.valueSerde().deserializer())
                    .readRecordsToList()
                    .forEach(record -> {
                        if (record.value() == null) {
                            into.remove(record.key());
                        } else {
                            into.put(record.key(), record.value());
                        }
                    });
        }

        private LineHistoryFact fact(String sha) {
            return facts.get(REPOSITORY + "@" + sha);
        }

        private List<String> cells() {
            return counters.entrySet().stream()
                    .map(cell -> "%s %s %s %d/%d"
                            .formatted(
                                    cell.getKey().getMetricId(),
                                    cell.getKey().getDay(),
                                    cell.getKey().getOrigin(),
                                    cell.getValue().getNumerator(),
                                    cell.getValue().getDenominator()))
                    .sorted()
                    .toList();
        }
    }
}
