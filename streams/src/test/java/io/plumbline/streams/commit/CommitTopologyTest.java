package io.plumbline.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.topic.SchemaHistory;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTopologyTest {

    private static final boolean WRITE = Boolean.getBoolean("plumbline.schemas.write");

    private final Map<String, PullRequestCommits> told = new TreeMap<>();
    private int records;

    @TempDir
    Path directory;

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = driver("first");
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /**
     * A change of {@code commit-topology.txt} that renames or moves a store, a repartition topic or an operator in front
     * of one needs a reset of the application ({@code plumbline reset}); adding an operator behind them does not. With
     * {@code -Dplumbline.schemas.write=true} it is written instead.
     */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var description = topology().describe().toString();
        if (WRITE) {
            Files.writeString(Path.of("src/test/resources/io/plumbline/streams/commit-topology.txt"), description);
            return;
        }
        try (var golden = CommitTopologyTest.class.getResourceAsStream("/io/plumbline/streams/commit-topology.txt")) {
            assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<Schema> stateSchemas() {
        return Stream.of(
                CommitNotice.SCHEMA$,
                CommitBranch.SCHEMA$,
                CommitText.SCHEMA$,
                CommitClaims.SCHEMA$,
                CommitUses.SCHEMA$,
                CommitStatements.SCHEMA$);
    }

    /** State outlives the code that wrote it: in the store, and in the changelog it is restored from. */
    @ParameterizedTest
    @MethodSource("stateSchemas")
    void stateOfEveryEarlierVersionCanBeRead(Schema today) throws IOException {
        var versions = SchemaHistory.versions(today.getName());
        boolean recorded = !versions.isEmpty()
                && SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1))
                        == SchemaNormalization.parsingFingerprint64(today);
        if (!recorded && WRITE) {
            var file = Path.of("src/main/resources/io/plumbline/schema/history")
                    .resolve(today.getName())
                    .resolve("v" + (versions.size() + 1) + ".avsc");
            Files.createDirectories(file.getParent());
            Files.writeString(file, SchemaFormatter.format("json/pretty", today) + "\n");
            return;
        }

        assertThat(versions).isNotEmpty().allSatisfy(earlier -> assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, earlier)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
        assertThat(recorded)
                .as("%s changed: run this test with -Dplumbline.schemas.write=true", today.getName())
                .isTrue();
    }

    @Test
    void aRecordIsWrittenOnlyWhenItChanged() {
        var story = new RepositoryStory()
                .push(1, "feature", RepositoryStory.ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .files(3, 1, "a.txt")
                .note(4, "a1", "cursor", 3);

        receive(story.deliveries());
        assertThat(records).isEqualTo(3);
        receive(story.deliveries());
        receive(new RepositoryStory().closed(9, 1, "feature", "a1").deliveries());

        assertThat(records).isEqualTo(3);
        assertThat(told.get("github:octo/hello#1").getCommits())
                .extracting(PullRequestCommit::getSha)
                .containsExactly("a1");
    }

    @Test
    void anErasedPullRequestHasNoRecordAndDoesNotComeBackByItsPushes() {
        var story = new RepositoryStory()
                .push(1, "feature", RepositoryStory.ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .listed(2, 1, "a1", "l1")
                .files(3, 1, "a.txt");
        receive(story.deliveries());
        assertThat(told).containsOnlyKeys("github:octo/hello#1");

        receive(new RepositoryStory()
                .erased(1)
                .push(5, "feature", "a1", "a2", "a2")
                .note(6, "a1", "cursor", 3)
                .erased(1)
                .deliveries());

        assertThat(told).isEmpty();
        assertThat(records).isEqualTo(4 + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theTopologyTellsWhatTheRulesSayInAnyOrder(long seed) {
        var histories = new RandomHistories(seed);

        receive(histories.disturbed());

        var expected = new TreeMap<String, PullRequestCommits>();
        new InMemory(Limits.STANDARD)
                .receive(histories.deliveries())
                .computed()
                .values()
                .forEach(commits -> expected.put(commits.getId(), commits));
        assertThat(told).isNotEmpty().isEqualTo(expected);
    }

    private void receive(List<? extends Delivery<?>> deliveries) {
        deliveries.forEach(this::receive);
    }

    private <V> void receive(Delivery<V> delivery) {
        driver.createInputTopic(
                        delivery.topic().name(),
                        delivery.topic().keySerde().serializer(),
                        delivery.topic().valueSerde().serializer())
                .pipeInput(delivery.key(), delivery.event(), 0L);
        var output = driver.createOutputTopic(
                Topics.PULL_REQUEST_COMMITS.name(),
                Topics.PULL_REQUEST_COMMITS.keySerde().deserializer(),
                Topics.PULL_REQUEST_COMMITS.valueSerde().deserializer());
        for (var record : output.readRecordsToList()) {
            records++;
            if (record.value() == null) {
                told.remove(record.key());
            } else {
                told.put(record.key(), record.value());
            }
        }
    }

    private static Topology topology() {
        var builder = new StreamsBuilder();
        CommitApplication.addTo(builder);
        return builder.build();
    }

    private TopologyTestDriver driver(String name) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, CommitApplication.ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new TopologyTestDriver(topology(), settings, Instant.EPOCH);
    }
}
