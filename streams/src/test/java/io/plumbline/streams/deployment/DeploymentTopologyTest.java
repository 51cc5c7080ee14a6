package io.plumbline.streams.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.SchemaHistory;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Decisions;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.streams.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTopologyTest {

    private static final boolean WRITE = Boolean.getBoolean("plumbline.schemas.write");

    @TempDir
    Path directory;

    private final List<TopologyTestDriver> drivers = new ArrayList<>();

    @AfterEach
    void close() {
        drivers.forEach(TopologyTestDriver::close);
    }

    /**
     * A change of {@code deployment-topology.txt} that renames or moves a store, a repartition topic or an operator in front of
     * one needs a reset of the application ({@code plumbline reset}); adding an operator behind them does not. With
     * {@code -Dplumbline.schemas.write=true} it is written instead.
     */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var description = topology().describe().toString();
        if (WRITE) {
            Files.writeString(Path.of("src/test/resources/io/plumbline/streams/deployment-topology.txt"), description);
            return;
        }
        try (var golden =
                DeploymentTopologyTest.class.getResourceAsStream("/io/plumbline/streams/deployment-topology.txt")) {
            assertThat(description).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static Stream<Schema> stateSchemas() {
        return Stream.of(DeploymentHistory.SCHEMA$, CommitNode.SCHEMA$, MergedPull.SCHEMA$);
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

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theTopologyTellsWhatTheRulesSayInAnyOrderAndItsCountersAgree(long seed) {
        var releases = new RandomReleases(seed);
        var inOrder = new Run("in-order").receive(releases.deliveries());
        var expected = new TreeMap<String, DeploymentFact>();
        new InMemory().receive(releases.deliveries()).told().values().forEach(fact -> expected.put(fact.getId(), fact));

        assertThat(inOrder.facts).isNotEmpty().isEqualTo(expected);
        for (int order = 0; order < 3; order++) {
            var disturbed = new Run("disturbed-" + order).receive(releases.disturbed());

            assertThat(disturbed.facts).isEqualTo(inOrder.facts);
            assertThat(disturbed.counters).isEqualTo(inOrder.counters);
        }
    }

    @Test
    void productionDeploymentsThatEndedAreCounted() {
        var run = new Run("counted")
                .receive(new DeploymentStory()
                        .squashed(0, 1, "c0", "c1")
                        .deployed(1, "d1", "c1")
                        .squashed(10, 2, "c1", "c2")
                        .failed(11, "d2", "c2")
                        .deployed(20, "d3", "c2")
                        .deployed(30, "d4", "c1")
                        .state(40, "d5", "c2", "created", 40)
                        .state(50, "d6", "c2", "success", 50, event -> event.setEnvironment("staging"))
                        .deliveries());

        assertThat(run.counted("deployment_rework_rate")).isEqualTo("1/4");
        assertThat(run.counted("deployment_failure_share")).isEqualTo("1/4");
    }

    @Test
    void ownRulesRestateHistory() {
        var run = new Run("restated")
                .receive(new DeploymentStory()
                        .squashed(0, 1, "c0", "c1")
                        .state(1, "d1", "c1", "success", 1, event -> event.setEnvironment("blue"))
                        .deliveries());
        assertThat(run.counters).isEmpty();

        run.receive(List.of(Decisions.entry(
                Settings.DELIVERY_RULES,
                "main",
                1,
                "{version: acme-1, environments: [{id: blue, kind: production, values: [blue]}]}",
                false)));
        run.settle();

        assertThat(run.facts.values())
                .allSatisfy(fact -> assertThat(fact.getProduction()).isTrue());
        assertThat(run.counted("deployment_rework_rate")).isEqualTo("0/1");
    }

    private final class Run {

        private final Map<String, DeploymentFact> facts = new TreeMap<>();
        private final Map<CounterKey, Counter> counters = new HashMap<>();
        private final TopologyTestDriver driver;

        Run(String name) {
            var settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, DeploymentApplication.ID);
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
            settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(name).toString());
            settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
            this.driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH);
            drivers.add(driver);
        }

        Run receive(List<? extends Delivery<?>> deliveries) {
            deliveries.forEach(this::pipe);
            read(Topics.DEPLOYMENT_FACT, facts);
            read(Topics.METRIC_DAILY, counters);
            return this;
        }

        void settle() {
            driver.advanceWallClockTime(Duration.ofSeconds(2));
            read(Topics.DEPLOYMENT_FACT, facts);
            read(Topics.METRIC_DAILY, counters);
        }

        String counted(String metric) {
            long numerator = 0;
            long denominator = 0;
            for (var cell : counters.entrySet()) {
                if (cell.getKey().getMetricId().equals(metric)) {
                    numerator += cell.getValue().getNumerator();
                    denominator += cell.getValue().getDenominator();
                }
            }
            return numerator + "/" + denominator;
        }

        private <V> void pipe(Delivery<V> delivery) {
            driver.createInputTopic(
                            delivery.topic().name(),
                            delivery.topic().keySerde().serializer(),
                            delivery.topic().valueSerde().serializer())
                    .pipeInput(delivery.key(), delivery.event(), 0L);
        }

        private <K, V> void read(Topic<K, V> topic, Map<K, V> into) {
            var output = driver.createOutputTopic(
                    topic.name(),
                    topic.keySerde().deserializer(),
                    topic.valueSerde().deserializer());
            for (var record : output.readRecordsToList()) {
                if (record.value() == null) {
                    into.remove(record.key());
                } else {
                    into.put(record.key(), record.value());
                }
            }
        }
    }

    private static Topology topology() {
        var builder = new StreamsBuilder();
        DeploymentApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        return builder.build();
    }
}
