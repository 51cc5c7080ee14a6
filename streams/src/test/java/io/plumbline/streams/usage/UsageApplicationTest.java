package io.plumbline.streams.usage;

import static io.plumbline.streams.usage.Reports.DAY;
import static io.plumbline.streams.usage.Reports.figure;
import static io.plumbline.streams.usage.Reports.ofUser;
import static io.plumbline.streams.usage.Reports.reported;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.UsageApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageApplicationTest {

    private static final Instant FIRST = Instant.parse("2026-03-03T06:00:00Z");
    private static final Instant RESTATED = Instant.parse("2026-03-05T06:00:00Z");

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
    void aLaterReportReplacesTheFiguresOfAnEarlierOne() {
        run.receive(reported(figure().setAccepted(30L).setOffered(100L), FIRST));
        run.receive(reported(figure().setAccepted(33L).setOffered(110L), RESTATED));

        assertThat(run.facts).hasSize(1);
        assertThat(run.cells())
                .containsExactly(
                        "ide_acceptance 2026-03-02 github-copilot copilot/shown/completion 33/110 matures 2026-03-05");
    }

    @Test
    void anOldReportThatComesLateChangesNothing() {
        run.receive(reported(figure().setAccepted(33L).setOffered(110L), RESTATED));
        run.receive(reported(figure().setAccepted(30L).setOffered(100L), FIRST));

        assertThat(run.cells()).singleElement().asString().contains("33/110");
    }

    @Test
    void onlyOneLevelOfAVendorIsCountedAndAllAreKept() {
        run.receive(reported(figure().setAccepted(30L).setOffered(100L), FIRST));
        run.receive(reported(
                figure().setBreakdown("total")
                        .setFeature(null)
                        .setSurface("all")
                        .setAccepted(35L)
                        .setOffered(120L),
                FIRST));
        run.receive(reported(ofUser("github", "octocat", 1L).setAccepted(31L).setOffered(99L), FIRST));

        assertThat(run.facts).hasSize(3);
        assertThat(run.cells()).singleElement().asString().contains("30/100");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-10-29, copilot-usage, total",
        "2024-10-30, copilot-metrics, editor-model-language",
        "2025-12-11, copilot-metrics, editor-model-language",
        "2025-12-12, copilot-organization, feature",
    })
    void eachDayOfCopilotBelongsToOneReport(String day, String report, String breakdown) {
        for (var other : List.of("copilot-usage", "copilot-metrics", "copilot-organization")) {
            for (var split : List.of("total", "editor-model-language", "feature")) {
                var candidate = reported(
                        figure().setDay(java.time.LocalDate.parse(day))
                                .setReport(other)
                                .setBreakdown(split),
                        FIRST);

                assertThat(CountedLevel.isCounted(candidate))
                        .as("%s %s", other, split)
                        .isEqualTo(other.equals(report) && split.equals(breakdown));
            }
        }
    }

    @Test
    void completionsChatAndLinesNeverMeetInOneCell() {
        run.receive(reported(figure().setAccepted(30L).setOffered(100L), FIRST));
        run.receive(reported(
                figure().setKind("lines_suggested")
                        .setUnit("lines")
                        .setAccepted(50L)
                        .setOffered(40L),
                FIRST));
        run.receive(reported(
                figure().setSurface("chat")
                        .setFeature("chat_inline")
                        .setKind("suggested")
                        .setAccepted(1L)
                        .setOffered(9L),
                FIRST));

        assertThat(run.cells())
                .extracting(cell -> cell.split(" ")[3] + " " + cell.split(" ")[4])
                .containsExactlyInAnyOrder(
                        "copilot/shown/completion 30/100",
                        "copilot/lines_suggested/completion 50/40",
                        "copilot/suggested/chat 1/9");
    }

    @Test
    void windsurfIsNeverCounted() {
        run.receive(reported(
                figure().setVendor("windsurf")
                        .setTool("windsurf")
                        .setKind("none")
                        .setAccepted(45L),
                FIRST));

        assertThat(run.facts).hasSize(1);
        assertThat(run.cells()).isEmpty();
    }

    @Test
    void onlyDecisionsOfPeopleAreHumanDecisions() {
        for (var source : List.of("config", "hook", "user_temporary", "user_reject", "user_abort")) {
            var accepted = source.startsWith("user_temporary") || !source.startsWith("user_") ? 5L : 0L;
            run.receive(reported(
                    figure().setVendor("claude-code")
                            .setTool("claude-code")
                            .setReport("claude-code-decisions")
                            .setSurface("agent")
                            .setBreakdown("decision")
                            .setKind("decided")
                            .setUnit("decisions")
                            .setDecisionSource(source)
                            .setAccepted(accepted)
                            .setOffered(5L),
                    FIRST));
        }

        assertThat(run.cells())
                .containsExactly("human_decision_acceptance 2026-03-02 claude-code claude-code/decided/agent 5/15"
                        + " matures 2026-03-05");
    }

    @Test
    void aGitHubSubjectIsThePersonOfThatAccount() {
        run.receive(
                reported(ofUser("github", "octocat", 583231L).setAccepted(1L).setOffered(2L), FIRST));
        run.receive(reported(ofUser("email", "u@x.org", null).setAccepted(1L).setOffered(2L), FIRST));

        assertThat(run.facts.values())
                .extracting(fact -> fact.getPerson())
                .containsExactlyInAnyOrder("github:583231", "email:u@x.org");
    }

    @Test
    void anErasedFigureTakesItsCountsWithIt() {
        var day = reported(figure().setAccepted(30L).setOffered(100L), FIRST);
        run.receive(day);

        run.erase(Reports.key(day));

        assertThat(run.facts).isEmpty();
        assertThat(run.cells()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void orderAndDuplicatesAndLateRestatementsDoNotMatter(long seed) {
        var random = new Random(seed);
        var reports = randomReports(random);
        reports.forEach(run::receive);
        var expected = run.everything();

        for (int trial = 1; trial <= 5; trial++) {
            var disturbed = new ArrayList<>(reports);
            for (int copies = 0; copies < reports.size() / 3; copies++) {
                disturbed.add(reports.get(random.nextInt(reports.size())));
            }
            Collections.shuffle(disturbed, random);
            var other = new Run(directory.resolve("trial-" + trial));
            try {
                disturbed.forEach(other::receive);

                assertThat(other.everything()).isEqualTo(expected);
            } finally {
                other.driver.close();
            }
        }
    }

    /** Some figures reported several times, also twice at the same instant with different numbers. */
    private static List<UsageDay> randomReports(Random random) {
        var reports = new ArrayList<UsageDay>();
        for (int i = 0; i < 60; i++) {
            var figure = random.nextBoolean() ? figure() : ofUser("github", "u" + random.nextInt(3), null);
            figure.setDay(DAY.plusDays(random.nextInt(3)))
                    .setSurface(List.of("completion", "chat", "agent").get(random.nextInt(3)))
                    .setAccepted(random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(50)))
                    .setOffered(random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(100)));
            reports.add(reported(figure, FIRST.plusSeconds(random.nextInt(4))));
        }
        return reports;
    }

    /** As with the other applications: a renamed store or repartition topic needs a reset on every installation. */
    @Test
    void theTopologyIsTheOneThatWasAgreed() throws IOException {
        var golden = Path.of("src/test/resources/io/plumbline/streams/usage/topology.txt");
        var picture = topology().describe().toString();
        Files.writeString(Path.of("target/usage-topology.txt"), picture);

        assertThat(picture).isEqualTo(Files.readString(golden));
    }

    private static Topology topology() {
        var builder = new StreamsBuilder();
        UsageApplication.addTo(builder, MetricRegistry.standard());
        return builder.build();
    }

    /** The application without a broker, and what a reader of its topics ends with. */
    private static final class Run {

        private final TopologyTestDriver driver;
        private final Map<String, io.plumbline.schema.fact.UsageDayFact> facts = new TreeMap<>();
        private final Map<io.plumbline.schema.metric.CounterKey, io.plumbline.schema.metric.Counter> counters =
                new java.util.HashMap<>();

        private Run(Path state) {
            var settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, UsageApplication.ID);
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
            settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
            settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
            driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH);
        }

        private void receive(UsageDay day) {
            send(Reports.key(day), day);
        }

        private void erase(String key) {
            send(key, null);
        }

        private void send(String key, UsageDay day) {
            driver.createInputTopic(
                            Topics.USAGE_DAY.name(),
                            Topics.USAGE_DAY.keySerde().serializer(),
                            Topics.USAGE_DAY.valueSerde().serializer())
                    .pipeInput(key, day, 0L);
            read(Topics.USAGE_DAY_FACT, facts);
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

        private List<String> cells() {
            return counters.entrySet().stream()
                    .map(cell -> "%s %s %s %s %d/%d matures %s"
                            .formatted(
                                    cell.getKey().getMetricId(),
                                    cell.getKey().getDay(),
                                    cell.getKey().getTool(),
                                    cell.getKey().getDimension(),
                                    cell.getValue().getNumerator(),
                                    cell.getValue().getDenominator(),
                                    cell.getValue().getMaturesOn()))
                    .sorted()
                    .toList();
        }

        private String everything() {
            return facts + "\n" + cells();
        }
    }
}
