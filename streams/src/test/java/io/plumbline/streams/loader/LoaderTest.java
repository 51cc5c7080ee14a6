package io.plumbline.streams.loader;

import static io.plumbline.streams.PullRequestStory.REVIEWER;
import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Broker;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.testing.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoaderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Broker broker;
    private Tables tables;
    private final List<AutoCloseable> running = new ArrayList<>();
    private final List<Throwable> deaths = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        broker = Broker.empty();
        tables = Tables.empty();
    }

    @AfterEach
    void stop() throws Exception {
        for (var one : running) {
            one.close();
        }
        tables.close();
        broker.close();
        assertThat(deaths).isEmpty();
    }

    private Loader load(LoaderConfig config) {
        var loader = new Loader(config, Clock.systemUTC(), deaths::add).start();
        running.add(loader);
        return loader;
    }

    private LoaderConfig config() {
        return LoaderConfig.of(broker.bootstrapServers(), tables.target(), "test key")
                .withInstance("test")
                .withBatches(1_000, Duration.ofMillis(20));
    }

    private void awaitLoaded() {
        try (var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(drain.await(List.of(Loader.stage()), PATIENCE, (stage, left) -> {}))
                    .isTrue();
        }
    }

    private static RawEvent rawEvent(String delivery, Instant receivedAt, String payload) {
        return RawEvent.newBuilder()
                .setSource("github")
                .setDeliveryId(delivery)
                .setEventType("pull_request")
                .setAction("opened")
                .setRepo("octo/hello")
                .setReceivedAt(receivedAt)
                .setHeaders(Map.of("X-GitHub-Event", "pull_request"))
                .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static IngestOutcome outcome(String delivery, String outcome, String reason) {
        return new IngestOutcome("github", delivery, "pull_request", "opened", "octo/hello", NOON, outcome, 1, reason);
    }

    @Test
    void rawEventsAreThereWithWhatBecameOfThem() throws SQLException {
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d1", NOON, "{\"ü\":1}"));
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d2", NOON, "{}"));
        broker.send(Topics.INGEST_OUTCOME, "octo/hello", outcome("d1", "mapped", null));
        broker.flush();

        load(config());
        awaitLoaded();

        assertThat(tables.rows("SELECT delivery_id, action, received_at, payload_bytes, outcome, events, reason"
                        + " FROM mart.raw_event ORDER BY delivery_id"))
                .containsExactly(
                        "d1|opened|2026-03-02 12:00:00|8|mapped|1|null",
                        "d2|opened|2026-03-02 12:00:00|2|null|null|null");
        assertThat(tables.rows("SELECT payload, headers['X-GitHub-Event'] FROM plumbline.raw_event"
                        + " WHERE delivery_id = 'd1'"))
                .containsExactly("{\"ü\":1}|pull_request");
    }

    @Test
    void ofTwoObservationsTheFirstIsKept() throws SQLException {
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d1", NOON.plusSeconds(60), "later"));
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d1", NOON, "first"));
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d1", NOON.plusSeconds(30), "between"));
        broker.flush();

        load(config());
        awaitLoaded();

        assertThat(tables.rows("SELECT payload FROM plumbline.raw_event FINAL")).containsExactly("first");
    }

    @Test
    void eventsOfEveryKindShareATable() throws SQLException {
        var story = pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "approved")
                .commented(2, REVIEWER, "Nice")
                .reviewComment(3, REVIEWER)
                .merged(4);
        broker.send(story.deliveries());
        broker.send(story.deliveries());

        load(config());
        awaitLoaded();

        assertThat(tables.rows("SELECT kind, action, actor_type FROM mart.event ORDER BY event_at"))
                .containsExactly(
                        "pull_request|opened|User",
                        "review|submitted|User",
                        "issue_comment|created|User",
                        "review_comment|created|User",
                        "pull_request|closed|User");
        assertThat(tables.rows("SELECT JSONExtractString(attributes, 'pullRequest', 'title'),"
                        + " JSONExtractString(attributes, 'meta', 'eventTime') FROM plumbline.event FINAL"
                        + " WHERE action = 'opened'"))
                .containsExactly("Fix the parser|2026-03-02T09:00:00Z");
    }

    @Test
    void factsAndCountersAreReplacedAndErased(@TempDir Path directory) throws SQLException {
        var story = pullRequest()
                .onBranch("codex/x")
                .opened()
                .reviewed(1, REVIEWER, "approved")
                .merged(2);
        Map<String, PullRequestFact> facts;
        Map<CounterKey, Counter> counters;
        try (var pipeline = Pipeline.in(directory)) {
            pipeline.receive(story.deliveries());
            facts = pipeline.facts();
            counters = pipeline.counters();
        }
        facts.forEach((key, fact) -> {
            broker.send(
                    Topics.PULL_REQUEST_FACT,
                    key,
                    PullRequestFact.newBuilder(fact).setTitle("Old").build());
            broker.send(Topics.PULL_REQUEST_FACT, key, fact);
        });
        counters.forEach((cell, counter) -> broker.send(Topics.METRIC_DAILY, cell, counter));
        broker.flush();

        load(config());
        awaitLoaded();

        assertThat(
                        tables.rows(
                                "SELECT repo, number, origin, tool, outcome, team, open_to_merge_hours, pickup_human_hours,"
                                        + " title_hash != hex(SHA256('Fix the parser')) AND length(title_hash) = 64 FROM mart.pull_request"))
                .containsExactly("octo/hello|1|ai_agent|openai-codex|merged|null|2.0|1.0|1");
        assertThat(tables.rows("SELECT evidence.rule, evidence.weight FROM plumbline.pull_request FINAL"))
                .containsExactly("['codex-branch']|[0.7]");
        assertThat(tables.rows("SELECT metric_id, day, numerator, denominator, finality FROM mart.metric_daily"
                        + " WHERE startsWith(metric_id, 'merged_') ORDER BY metric_id"))
                .containsExactly(
                        "merged_all|2026-03-02|1|1|final",
                        "merged_closed|2026-03-02|1|1|final",
                        "merged_matured|2026-03-02|1|1|final",
                        "merged_ready|2026-03-02|1|1|final",
                        "merged_unmodified_share|2026-03-02|1|1|final");
        assertThat(tables.rows("SELECT tool, numerator_count, denominator_count, ratio, sample_guard"
                        + " FROM mart.acceptance WHERE metric_id = 'merged_all'"))
                .containsExactly("openai-codex|1|1|1.0|hidden");

        facts.keySet().forEach(key -> broker.send(Topics.PULL_REQUEST_FACT, key, null));
        counters.keySet().forEach(cell -> broker.send(Topics.METRIC_DAILY, cell, null));
        broker.flush();
        awaitLoaded();

        assertThat(tables.rows("SELECT * FROM mart.pull_request")).isEmpty();
        assertThat(tables.rows("SELECT * FROM mart.metric_daily")).isEmpty();
    }

    @Test
    void peopleArePseudonymsThatStayTheSame() throws SQLException {
        var pseudonyms = new Pseudonyms("test key");
        broker.send(pullRequest().opened().deliveries());

        load(config());
        awaitLoaded();

        assertThat(tables.rows("SELECT actor_id FROM mart.event"))
                .containsExactly(pseudonyms.of("github", new Account("renamed since", 1L, "User")));
        assertThat(pseudonyms.of("github", new Account("Ada", null, null)))
                .isEqualTo(pseudonyms.of("github", new Account("ada", null, null)))
                .isNotEqualTo(new Pseudonyms("other key").of("github", new Account("ada", null, null)))
                .matches("[0-9a-f]{32}");
    }

    @Test
    void aRecordThatCannotBeReadBecomesADeadLetterAndTheRestGoesOn() throws SQLException {
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d1", NOON, "{}"));
        broker.sendBytes(
                Topics.RAW_EVENT.name(),
                "octo/hello".getBytes(StandardCharsets.UTF_8),
                "no Avro".getBytes(StandardCharsets.UTF_8));
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d2", NOON, "{}"));
        broker.flush();

        var loader = load(config());
        awaitLoaded();
        // The letter goes through Kafka itself, so it is loaded a moment later.
        awaitLoaded();

        assertThat(tables.rows("SELECT delivery_id FROM mart.raw_event ORDER BY delivery_id"))
                .containsExactly("d1", "d2");
        assertThat(tables.rows("SELECT stage, source, payload FROM plumbline.dead_letter"))
                .containsExactly("load|raw.event.v1|no Avro");
        assertThat(loader.progress().deadLetters()).isEqualTo(1);
    }

    @Test
    void whileClickHouseIsAwayKafkaHoldsAndThenAllOfItLandsOnce() throws SQLException, IOException {
        var gate = new Gate(tables.target().url());
        running.add(gate);
        var target = tables.target();
        var away = new ClickHouseTarget(gate.url(), target.user(), target.password(), target.database());
        var loader = load(new LoaderConfig(
                broker.bootstrapServers(),
                away,
                "test",
                "test key",
                1,
                100,
                1 << 20,
                Duration.ofMillis(20),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Map.of()));
        broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("before", NOON, "{}"));
        broker.flush();
        awaitLoaded();
        assertThat(loader.isHealthy()).isTrue();

        gate.shut();
        for (int i = 0; i < 1_000; i++) {
            broker.send(Topics.RAW_EVENT, "octo/hello", rawEvent("d" + i, NOON, "{}"));
        }
        broker.flush();
        Await.until("the loader to notice", PATIENCE, () -> !loader.isHealthy());
        assertThat(loader.progress().lastError()).isNotBlank();
        assertThat(loader.progress().lastInsertAt()).isNotNull();
        Await.until("the lag to show", PATIENCE, () -> loader.progress().lag() == 1_000);

        gate.open();
        awaitLoaded();

        Await.until("the loader to be well again", PATIENCE, loader::isHealthy);
        assertThat(tables.rows("SELECT count() FROM plumbline.raw_event")).containsExactly("1001");
        Await.until("the lag to be gone", PATIENCE, () -> loader.progress().lag() == 0);
    }

    @Test
    void theSameBatchInsertedTwiceIsThereOnce() throws Exception {
        var batch = new Batch(new TopicPartition(Topics.RAW_EVENT.name(), 0), List.of(new RawEventRows()), 10, 0);
        for (int offset = 10; offset < 20; offset++) {
            batch.add(new ConsumerRecord<>(
                    Topics.RAW_EVENT.name(),
                    0,
                    offset,
                    new byte[0],
                    Topics.RAW_EVENT.valueSerde().serializer().serialize("", rawEvent("d" + offset, NOON, "{}"))));
        }

        try (var inserts = new ClickHouseInserts(tables.target(), 1)) {
            inserts.insert(batch);
            inserts.insert(batch);
        }

        assertThat(batch.token()).isEqualTo("raw.event.v1-0-10..19");
        assertThat(tables.rows("SELECT count() FROM plumbline.raw_event")).containsExactly("10");
    }

    @Test
    void aLoaderThatIsStoppedAndStartedLosesAndDoublesNothing() throws Exception {
        for (int round = 0; round < 5; round++) {
            var loader = load(config());
            for (int i = 0; i < 400; i++) {
                broker.send(Topics.RAW_EVENT, "octo/" + i % 7, rawEvent(round + "-" + i, NOON, "{}"));
            }
            broker.flush();
            int atLeast = round * 100;
            Await.until("some rows", PATIENCE, () -> loader.progress().rows() > 0 || atLeast == 0);
            loader.close();
        }
        load(config());
        awaitLoaded();

        assertThat(tables.rows("SELECT count(), uniqExact(delivery_id) FROM mart.raw_event"))
                .containsExactly("2000|2000");
    }

    @Test
    void aCounterOfADayBeforeTheWindowHasPassedIsProvisional() throws SQLException {
        var day = LocalDate.now(Clock.systemUTC());
        broker.send(
                Topics.METRIC_DAILY,
                new CounterKey("merged_matured", day, null, "octo/hello", "ai_agent", "cursor", null),
                new Counter(1L, 2L, day.plusDays(15)));
        broker.flush();

        load(config());
        awaitLoaded();

        assertThat(tables.rows("SELECT finality FROM mart.metric_daily")).containsExactly("provisional");
        assertThat(tables.rows("SELECT * FROM mart.acceptance")).isEmpty();
    }
}
