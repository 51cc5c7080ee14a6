package io.plumbline.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Broker;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StreamsApp;
import io.plumbline.streams.runtime.StreamsSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With partitions, a repartition topic and a restart, which the topology's driver does not have. */
class CommitsOnABrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void theTopicEndsWithWhatTheRulesSayAcrossARestart() {
        var histories = new RandomHistories(42);
        var disturbed = histories.disturbed();
        var expected = new HashMap<String, PullRequestCommits>();
        new InMemory(Limits.STANDARD)
                .receive(histories.deliveries())
                .computed()
                .values()
                .forEach(commits -> expected.put(commits.getId(), commits));
        var deaths = new ArrayList<Throwable>();
        try (var broker = Broker.empty();
                var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            int half = disturbed.size() / 2;
            for (var part : List.of(disturbed.subList(0, half), disturbed.subList(half, disturbed.size()))) {
                broker.send(part);
                try (var app = new StreamsApp(
                        CommitApplication.ID,
                        CommitApplication::addTo,
                        StreamsSettings.of(broker.bootstrapServers(), directory),
                        Clock.systemUTC(),
                        deaths::add)) {
                    app.start();
                    assertThat(drain.await(List.of(CommitApplication.stage()), PATIENCE, (stage, left) -> {}))
                            .isTrue();
                }
            }

            assertThat(broker.latest(Topics.PULL_REQUEST_COMMITS)).isNotEmpty().isEqualTo(expected);
        }
        assertThat(deaths).isEmpty();
    }
}
