package io.plumbline.ingest.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.decision.Decision;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NormaliseTopologyTest {

    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final String PULL = """
            {"action":"opened","pull_request":{"number":7,"title":"Add a door","state":"open",
             "created_at":"2024-05-01T10:00:00Z"},"repository":{"id":5,"full_name":"Acme/Doors"}}""";

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = new TopologyTestDriver(topology(), properties(), NOW);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    /**
     * The topology is stateless: any change of it can be rolled out without a reset. When the picture changes on
     * purpose, the new one is in target/topology.txt.
     */
    @Test
    void theTopologyIsTheOneInTheGoldenFile() throws IOException {
        var golden = Path.of("src/test/resources/io/plumbline/ingest/normalise/topology.txt");

        var picture = topology().describe().toString();
        Files.writeString(Path.of("target/topology.txt"), picture);

        assertThat(picture).isEqualTo(Files.readString(golden));
    }

    @Test
    void aPullRequestGoesToItsTopicUnderItsKeyAtItsTime() {
        put(SharedData.webhook("pull_request", "d1", utf8(PULL)));

        var events = read(Topics.PULL_REQUEST);
        assertThat(events).hasSize(1);
        assertThat(events.get(0).key()).isEqualTo("github:Acme/Doors#7");
        assertThat(events.get(0).getRecordTime()).isEqualTo("2024-05-01T10:00:00Z");
        var outcome = onlyOutcome();
        assertThat(outcome.getOutcome()).isEqualTo("mapped");
        assertThat(outcome.getEvents()).isEqualTo(1);
        assertThat(outcome.getReason()).isNull();
        assertThat(read(Topics.DEAD_LETTER)).isEmpty();
    }

    @Test
    void commitsWithoutAPullRequestAreKeyedByRepository() {
        var push =
                "{\"ref\":\"refs/heads/x\",\"commits\":[{\"id\":\"a\",\"message\":\"m\"},{\"id\":\"b\",\"message\":\"n\"}],"
                        + "\"repository\":{\"full_name\":\"Acme/Doors\",\"pushed_at\":1714550400}}";

        put(SharedData.webhook("push", "d1", utf8(push)));

        assertThat(read(Topics.COMMIT))
                .extracting(TestRecord::key, commit -> commit.value().getSha())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("github:Acme/Doors", "a"),
                        org.assertj.core.groups.Tuple.tuple("github:Acme/Doors", "b"));
        assertThat(onlyOutcome().getEvents()).isEqualTo(2);
    }

    @Test
    void aDecisionIsKeyedByItsMatterAndItsEventAtTheTimeItWasMade() {
        var at = java.time.Instant.parse("2026-03-01T10:00:00Z");
        var directory = Decision.config("directory", "main", "teams: []", "ada", "why", false, at);
        var override = Decision.originOverride("github", "Acme/Doors", 7, "unknown", null, "ada", "why", false, at);

        put(directory.raw());
        put(override.raw());

        assertThat(read(Topics.CONFIG_ENTRY)).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo("directory/main/" + directory.eventId());
            assertThat(entry.getRecordTime()).isEqualTo(at);
        });
        assertThat(read(Topics.ORIGIN_OVERRIDE)).singleElement().satisfies(event -> assertThat(event.key())
                .isEqualTo("github:Acme/Doors#7"));
    }

    @Test
    void aPayloadThatCannotBeMappedIsADeadLetterWithItsBytes() {
        var broken = utf8("{\"action\":\"opened\",\"repository\":{\"full_name\":\"Acme/Doors\"}}");

        put(SharedData.webhook("pull_request", "d1", broken));
        put(SharedData.webhook("pull_request", "d2", broken));

        var letters = read(Topics.DEAD_LETTER);
        assertThat(letters).hasSize(2);
        assertThat(letters.get(0).key()).isEqualTo(letters.get(1).key());
        DeadLetter letter = letters.get(0).value();
        assertThat(letter.getStage()).isEqualTo("normalise");
        assertThat(letter.getReason()).isEqualTo("pull_request is missing");
        assertThat(letter.getDeliveryId()).isEqualTo("d1");
        assertThat(letter.getFailedAt()).isEqualTo(NOW);
        assertThat(letter.getPayload()).isEqualTo(ByteBuffer.wrap(broken));
        assertThat(read(Topics.INGEST_OUTCOME))
                .extracting(record -> record.value().getOutcome())
                .containsExactly("dead_letter", "dead_letter");
    }

    @Test
    void anUnmappedEventIsCounted() {
        put(SharedData.webhook("star", "d1", utf8("{\"repository\":{\"full_name\":\"Acme/Doors\"}}")));

        var outcome = read(Topics.INGEST_OUTCOME);
        assertThat(outcome).hasSize(1);
        assertThat(outcome.get(0).key()).isEqualTo("Acme/Doors");
        assertThat(outcome.get(0).value().getOutcome()).isEqualTo("unmapped");
        assertThat(outcome.get(0).value().getReason()).isEqualTo("event type not mapped");
    }

    @Test
    void anErasedRawEventGivesNothing() {
        put(null);

        assertThat(read(Topics.INGEST_OUTCOME)).isEmpty();
        assertThat(read(Topics.DEAD_LETTER)).isEmpty();
    }

    @Test
    void everyRawEventOfTheRealCorpusHasExactlyOneOutcome() throws Exception {
        var corpus = new ArrayList<RawEvent>();
        corpus.addAll(SharedData.octokitExamples());
        corpus.addAll(SharedData.goPlaygroundBodies());
        corpus.addAll(SharedData.archiveLines());

        corpus.forEach(this::put);

        var outcomes = read(Topics.INGEST_OUTCOME);
        var counts = new TreeMap<String, Long>();
        outcomes.forEach(record -> counts.merge(record.value().getOutcome(), 1L, Long::sum));
        var events = new TreeMap<String, Integer>();
        for (var topic : List.of(
                Topics.PULL_REQUEST,
                Topics.REVIEW,
                Topics.REVIEW_COMMENT,
                Topics.REVIEW_THREAD,
                Topics.ISSUE_COMMENT,
                Topics.COMMIT,
                Topics.DEPLOYMENT)) {
            events.put(topic.name(), read(topic).size());
        }
        System.out.printf("%n%d raw events: %s; normalised: %s%n", corpus.size(), counts, events);
        assertThat(outcomes).hasSize(corpus.size());
        assertThat(counts).doesNotContainKey("dead_letter");
        assertThat(outcomes.stream()
                        .mapToInt(record -> record.value().getEvents())
                        .sum())
                .isEqualTo(events.values().stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void deploymentsGoByRepositoryAndIncidentsByTheirVendorsId() {
        put(raw(
                "deployments",
                "{\"id\":\"1\",\"repo\":\"o/h\",\"environment\":\"production\",\"state\":\"created\","
                        + "\"created_at\":\"2026-03-01T10:00:00Z\"}"));
        put(raw("incidents", "{\"id\":\"7\",\"triggered_at\":\"2026-03-01T10:00:00Z\"}"));
        put(raw("incidents", "{\"id\":\"7\"}"));

        assertThat(read(Topics.DEPLOYMENT)).extracting(TestRecord::key).containsExactly("github:o/h");
        assertThat(read(Topics.INCIDENT)).extracting(TestRecord::key).containsExactly("incidents:incident/7");
        assertThat(read(Topics.DEAD_LETTER))
                .extracting(letter -> letter.value().getReason())
                .containsExactly("triggered_at is missing");
    }

    private static RawEvent raw(String source, String payload) {
        return RawEvent.newBuilder(SharedData.webhook("any", "d", payload.getBytes(StandardCharsets.UTF_8)))
                .setSource(source)
                .build();
    }

    @Test
    void noBytesStopIt() {
        var random = new Random(7);
        var types = List.of("pull_request", "push", "issue_comment", "pull_request_review_thread", "");
        for (var i = 0; i < 2_000; i++) {
            var payload = new byte[random.nextInt(200)];
            random.nextBytes(payload);
            put(SharedData.webhook(types.get(random.nextInt(types.size())), "d" + i, payload));
        }

        assertThat(read(Topics.INGEST_OUTCOME)).hasSize(2_000);
    }

    private static Topology topology() {
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties())));
        NormaliseTopology.addTo(builder);
        return builder.build(properties());
    }

    private static Properties properties() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "normalise-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return properties;
    }

    private void put(RawEvent raw) {
        driver.createInputTopic(
                        Topics.RAW_EVENT.name(),
                        Topics.RAW_EVENT.keySerde().serializer(),
                        Topics.RAW_EVENT.valueSerde().serializer())
                .pipeInput(raw == null ? "erased" : raw.getDeliveryId(), raw, NOW);
    }

    private <V> List<TestRecord<String, V>> read(Topic<String, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList();
    }

    private IngestOutcome onlyOutcome() {
        var outcomes = read(Topics.INGEST_OUTCOME);
        assertThat(outcomes).hasSize(1);
        return outcomes.get(0).value();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
