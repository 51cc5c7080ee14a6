package io.plumbline.streams;

import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StreamsApp;
import io.plumbline.streams.runtime.StreamsSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BurstTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    @Test
    void aBurstOfEventsIsToldOnceForEachCommitAndEndsInTheSameFact() {
        var story = pullRequest().opened();
        for (int i = 1; i <= 60; i++) {
            story.labeled(i, "label-" + i).pushed(i);
        }
        var deliveries = story.merged(100).deliveries();
        var deaths = new CopyOnWriteArrayList<Throwable>();
        try (var broker = Broker.empty();
                var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()));
                var app = new StreamsApp(
                        PullRequestApplication.ID,
                        builder -> Pipeline.addTo(builder, ZoneOffset.UTC),
                        StreamsSettings.of(broker.bootstrapServers(), directory.resolve("broker"))
                                .withCommitInterval(Duration.ofSeconds(2)),
                        Clock.systemUTC(),
                        deaths::add)) {
            broker.send(deliveries);
            app.start();
            assertThat(drain.await(List.of(PullRequestApplication.stage()), PATIENCE, (stage, left) -> {}))
                    .isTrue();

            assertThat(broker.records(Topics.PULL_REQUEST_FACT)).isBetween(1, deliveries.size() / 4);
            assertThat(broker.latest(Topics.PULL_REQUEST_FACT)).isEqualTo(oneByOne(deliveries, story.key()));
        }
        assertThat(deaths).isEmpty();
    }

    /** Without a broker each event is committed by itself. */
    private Map<String, Object> oneByOne(List<PullRequestStory.Delivery<?>> deliveries, String key) {
        try (var pipeline = Pipeline.in(directory.resolve("alone"))) {
            return Map.of(key, pipeline.receive(deliveries).fact(key));
        }
    }
}
