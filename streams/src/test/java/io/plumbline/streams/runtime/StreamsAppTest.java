package io.plumbline.streams.runtime;

import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Broker;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.RandomStories;
import io.plumbline.testing.Await;
import io.plumbline.testing.LeftBehind;
import io.plumbline.testing.TestServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.kstream.Consumed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsAppTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String APPLICATION = PullRequestApplication.ID;
    private static final DrainCheck.Stage STAGE = PullRequestApplication.stage();

    @TempDir
    Path directory;

    private final List<Throwable> deaths = new CopyOnWriteArrayList<>();
    private Broker broker;

    @BeforeEach
    void start() {
        broker = Broker.empty();
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private StreamsApp app(String stateDirectory, int failuresTolerated) {
        return new StreamsApp(
                APPLICATION,
                builder -> Pipeline.addTo(builder, ZoneOffset.UTC),
                StreamsSettings.of(broker.bootstrapServers(), directory.resolve(stateDirectory))
                        .withInstance("test")
                        .withFailuresTolerated(failuresTolerated),
                Clock.systemUTC(),
                deaths::add);
    }

    private void awaitDrained() {
        try (var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(drain.await(List.of(STAGE), PATIENCE, (stage, left) -> {}))
                    .isTrue();
        }
    }

    private String result() {
        return Pipeline.bytes(broker.latest(Topics.PULL_REQUEST_FACT), broker.latest(Topics.METRIC_DAILY));
    }

    @Test
    void restartsInTheMiddleWithAndWithoutTheirStateChangeNothing() {
        var stories = new RandomStories(42);
        var inOrder = stories.deliveries(120);
        String expected;
        try (var pipeline = Pipeline.in(directory.resolve("reference"))) {
            expected = pipeline.receive(inOrder).bytes();
        }
        var disturbed = stories.disturbed(inOrder);
        int third = disturbed.size() / 3;

        try (var app = app("one", 10).start()) {
            broker.send(disturbed.subList(0, third));
            assertThat(app.awaitRunning(PATIENCE)).isTrue();
            Await.until("first facts", PATIENCE, () -> !broker.latest(Topics.PULL_REQUEST_FACT)
                    .isEmpty());
        }
        try (var sameState = app("one", 10).start()) {
            broker.send(disturbed.subList(third, 2 * third));
            assertThat(sameState.awaitRunning(PATIENCE)).isTrue();
        }
        try (var lostState = app("two", 10).start()) {
            broker.send(disturbed.subList(2 * third, disturbed.size()));
            awaitDrained();
            assertThat(lostState.isHealthy()).isTrue();
        }

        assertThat(result()).isEqualTo(expected);
        assertThat(deaths).isEmpty();
    }

    /** What a kill before the first commit leaves behind. */
    @Test
    void stateOfUnknownOriginIsBuiltAnew() throws IOException {
        var story = pullRequest().opened();
        try (var before = app("state", 10).start()) {
            assertThat(before.awaitRunning(PATIENCE)).isTrue();
        }
        var tasks = LeftBehind.insteadOf(directory.resolve("state"));

        try (var app = app("state", 10).start()) {
            broker.send(story.deliveries());
            awaitDrained();
            assertThat(app.isHealthy()).isTrue();
        }

        assertThat(tasks).isPositive();
        assertThat(deaths).isEmpty();
        assertThat(broker.latest(Topics.PULL_REQUEST_FACT)).containsOnlyKeys(story.key());
    }

    @Test
    void aRecordThatCannotBeReadBecomesADeadLetterWithItsBytes() {
        var story = pullRequest().opened();
        try (var app = app("state", 10).start()) {
            broker.sendBytes(
                    Topics.PULL_REQUEST.name(),
                    story.key().getBytes(StandardCharsets.UTF_8),
                    "no Avro".getBytes(StandardCharsets.UTF_8));
            broker.send(story.deliveries());
            awaitDrained();
            assertThat(app.isHealthy()).isTrue();
        }

        assertThat(broker.latest(Topics.PULL_REQUEST_FACT)).containsOnlyKeys(story.key());
        assertThat(TestServices.kafka()
                        .probe(
                                Topics.STREAMS_DEAD_LETTER.name(),
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer())
                        .readToEnd())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.value()).asString().isEqualTo("no Avro");
                    assertThat(letter.headers()
                                    .lastHeader("__streams.errors.topic")
                                    .value())
                            .asString()
                            .isEqualTo(Topics.PULL_REQUEST.name());
                    assertThat(letter.headers().lastHeader("__streams.errors.exception"))
                            .isNotNull();
                });
    }

    @Test
    void moreDeadLettersThanTheBudgetStopTheApplicationAndCallBackOnce() {
        try (var app = app("state", 3).start()) {
            for (int i = 0; i < 20; i++) {
                broker.sendBytes(Topics.PULL_REQUEST.name(), new byte[] {1}, new byte[] {2});
            }
            broker.flush();

            Await.until("the application to give up", PATIENCE, () -> !deaths.isEmpty() && !app.isHealthy());
        }

        assertThat(deaths).hasSize(1);
    }

    @Test
    void internalTopicsTakeEventTimesOfAnyYear() throws Exception {
        try (var app = app("state", 10).start();
                var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(app.awaitRunning(PATIENCE)).isTrue();
            var internal = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(APPLICATION))
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList();

            assertThat(internal)
                    .extracting(ConfigResource::name)
                    .containsExactlyInAnyOrder(
                            APPLICATION + "-pull-requests-changelog",
                            APPLICATION + "-pull-requests-told-changelog",
                            APPLICATION + "-pull-request-bodies-changelog",
                            APPLICATION + "-pull-request-commits-changelog",
                            APPLICATION + "-pull-request-settings-changelog",
                            APPLICATION + "-pull-request-contributions-changelog",
                            APPLICATION + "-pull-request-cells-changelog",
                            APPLICATION + "-pull-request-differences-by-cell-repartition");
            assertThat(admin.describeConfigs(internal).all().get().values()).allSatisfy(configuration -> {
                assertThat(configuration.get("segment.ms").value()).isEqualTo(Long.toString(Long.MAX_VALUE));
                assertThat(configuration.get("message.timestamp.after.max.ms").value())
                        .isEqualTo(Long.toString(Long.MAX_VALUE));
                assertThat(configuration.get("max.message.bytes").value())
                        .isEqualTo(Integer.toString(Topics.MAX_RECORD_BYTES));
            });
        }
    }

    @Test
    void anUnnamedStoreIsRefused() {
        var settings = StreamsSettings.of(broker.bootstrapServers(), directory);

        assertThatThrownBy(() -> new StreamsApp(
                        "unnamed",
                        builder -> builder.stream(
                                        Topics.PULL_REQUEST.name(),
                                        Consumed.with(Topics.PULL_REQUEST.keySerde(), Topics.PULL_REQUEST.valueSerde()))
                                .groupByKey()
                                .count(),
                        settings,
                        Clock.systemUTC(),
                        deaths::add))
                .hasMessageContaining("has not been named");
    }

    @Test
    void whatIsInTheFirstTopicIsNotThroughBeforeTheLastStageHasIt() {
        broker.send(pullRequest().opened().deliveries());
        try (var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(drain.isDrained(List.of(STAGE))).isFalse();
            assertThat(drain.isDrained(List.of(new DrainCheck.Stage("nobody", List.of(Topics.RAW_EVENT.name())))))
                    .as("nothing there, nothing left")
                    .isTrue();
        }
    }
}
