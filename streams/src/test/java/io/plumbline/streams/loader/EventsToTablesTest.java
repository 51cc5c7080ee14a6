package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Broker;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.PullRequestApplication;
import io.plumbline.streams.RandomStories;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StreamsApp;
import io.plumbline.streams.runtime.StreamsSettings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsToTablesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<DrainCheck.Stage> PIPELINE = List.of(PullRequestApplication.stage(), Loader.stage());

    @TempDir
    Path directory;

    @Test
    void whenThePipelineHasDrainedTablesAndTopicsAgreeAndARedeliveryChangesNothing() throws SQLException {
        var deliveries = new RandomStories(7).deliveries(100);
        var deaths = new ArrayList<Throwable>();
        try (var broker = Broker.empty();
                var tables = Tables.empty();
                var app = new StreamsApp(
                        PullRequestApplication.ID,
                        builder -> Pipeline.addTo(builder, ZoneOffset.UTC),
                        StreamsSettings.of(broker.bootstrapServers(), directory),
                        Clock.systemUTC(),
                        deaths::add);
                var loader = new Loader(
                        LoaderConfig.of(broker.bootstrapServers(), tables.target(), "key"),
                        Clock.systemUTC(),
                        deaths::add);
                var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            broker.send(deliveries);
            app.start();
            loader.start();

            assertThat(drain.await(PIPELINE, PATIENCE, (stage, left) -> {})).isTrue();

            var facts = broker.latest(Topics.PULL_REQUEST_FACT);
            var counters = broker.latest(Topics.METRIC_DAILY);
            assertThat(facts).isNotEmpty();
            assertThat(tables.rows("SELECT count(), sum(events) FROM mart.pull_request"))
                    .containsExactly(facts.size() + "|"
                            + facts.values().stream()
                                    .mapToInt(fact -> fact.getEvents())
                                    .sum());
            assertThat(
                            tables.rows(
                                    "SELECT count(), sum(numerator), sum(denominator) FROM plumbline.metric_daily FINAL WHERE is_deleted = 0"))
                    .containsExactly(counters.size() + "|"
                            + counters.values().stream()
                                    .mapToLong(counter -> counter.getNumerator())
                                    .sum()
                            + "|"
                            + counters.values().stream()
                                    .mapToLong(counter -> counter.getDenominator())
                                    .sum());
            // The counters are the facts, counted; so SQL over the facts must find the same.
            assertThat(tables.rows("SELECT sum(numerator), sum(denominator) FROM mart.metric_daily"
                            + " WHERE metric_id = 'merged_all'"))
                    .isEqualTo(tables.rows("SELECT countIf(outcome = 'merged'), count() FROM mart.pull_request"));
            var before = tables.rows("SELECT * FROM mart.pull_request ORDER BY repo, number");

            var eventsBefore = tables.rows("SELECT count() FROM mart.event");

            broker.send(deliveries);
            assertThat(drain.await(PIPELINE, PATIENCE, (stage, left) -> {})).isTrue();

            assertThat(tables.rows("SELECT * FROM mart.pull_request ORDER BY repo, number"))
                    .isEqualTo(before);
            assertThat(tables.rows("SELECT count() FROM mart.event")).isEqualTo(eventsBefore);
            assertThat(drain.isDrained(PIPELINE)).isTrue();
        }
        assertThat(deaths).isEmpty();
    }
}
