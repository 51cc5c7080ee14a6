package io.plumbline.streams.finality;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.FinalCounter;
import io.plumbline.schema.metric.Restatement;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a number is said for good, and what is said when it changes afterwards. */
class FinalityTest {

    private static final Instant NOW = Instant.parse("2026-03-10T08:00:00Z");
    private static final LocalDate PASSED = LocalDate.parse("2026-03-02");
    private static final LocalDate TOMORROW = LocalDate.parse("2026-03-11");
    private static final CounterKey CELL =
            new CounterKey("merged_all", LocalDate.parse("2026-03-01"), null, "octo/a", "ai_agent", "cursor", null);

    @TempDir
    private Path directory;

    private TopologyTestDriver driver;

    @BeforeEach
    void start() {
        driver = driver("UTC", "first");
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private TopologyTestDriver driver(String zone, String state) {
        var builder = new StreamsBuilder();
        FinalityApplication.addTo(builder, ZoneId.of(zone), FinalityApplication.DEFAULT_SETTLE);
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, FinalityApplication.ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve(state).toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        return new TopologyTestDriver(builder.build(), settings, NOW);
    }

    @Test
    void aCellWhoseWindowHasPassedIsFinalOnceItHasSettled() {
        count(3, 5, PASSED);

        pass(Duration.ofMinutes(9));
        assertThat(said()).isEmpty();

        pass(Duration.ofMinutes(2));
        assertThat(said()).singleElement().satisfies(value -> {
            assertThat(value.getNumerator()).isEqualTo(3);
            assertThat(value.getDenominator()).isEqualTo(5);
            assertThat(value.getRestatements()).isZero();
        });
        assertThat(restatements()).isEmpty();
    }

    @Test
    void aCellIsProvisionalUntilItsWindowHasPassedHoweverLongItRests() {
        count(3, 5, TOMORROW);

        pass(Duration.ofHours(15));
        assertThat(said()).isEmpty();

        pass(Duration.ofHours(2));
        assertThat(said()).hasSize(1);
    }

    @Test
    void theWindowPassesAtMidnightOfTheOrganisation() {
        driver.close();
        driver = driver("America/New_York", "new-york");
        count(3, 5, TOMORROW);

        pass(Duration.ofHours(19));
        assertThat(said()).as("23:00 in New York").isEmpty();

        pass(Duration.ofHours(2));
        assertThat(said()).as("01:00 in New York").hasSize(1);
    }

    @Test
    void anImportOfHistorySaysEachCellOnce() {
        for (int i = 1; i <= 1_000; i++) {
            count(i, i + 1, PASSED);
            pass(Duration.ofSeconds(1));
        }
        pass(Duration.ofMinutes(11));

        assertThat(said()).singleElement().satisfies(value -> assertThat(value.getNumerator())
                .isEqualTo(1_000));
        assertThat(restatements()).isEmpty();
    }

    @Test
    void aLaterChangeIsRestatedWithWhatWasSaid() {
        count(3, 5, PASSED);
        pass(Duration.ofMinutes(11));
        said();

        count(4, 6, PASSED);
        pass(Duration.ofMinutes(5));
        count(4, 7, PASSED);
        pass(Duration.ofMinutes(11));

        assertThat(restatements()).singleElement().satisfies(row -> {
            assertThat(row.getCell()).isEqualTo(CELL);
            assertThat(row.getSequence()).isEqualTo(1);
            assertThat(row.getOldNumerator() + "/" + row.getOldDenominator()).isEqualTo("3/5");
            assertThat(row.getNewNumerator() + "/" + row.getNewDenominator()).isEqualTo("4/7");
            assertThat(row.getReason()).isEqualTo("late events");
            assertThat(row.getFinalisedAt()).isBefore(row.getObservedAt());
        });
        assertThat(said()).singleElement().satisfies(value -> {
            assertThat(value.getDenominator()).isEqualTo(7);
            assertThat(value.getRestatements()).isEqualTo(1);
        });
    }

    @Test
    void aCellThatComesBackToWhatWasSaidIsNotRestated() {
        count(3, 5, PASSED);
        pass(Duration.ofMinutes(11));
        said();

        count(4, 6, PASSED);
        count(3, 5, PASSED);
        pass(Duration.ofHours(1));

        assertThat(said()).isEmpty();
        assertThat(restatements()).isEmpty();
    }

    @Test
    void anEmptiedCellIsRestatedToNothing() {
        count(3, 5, PASSED);
        pass(Duration.ofMinutes(11));
        said();

        input(Topics.METRIC_DAILY, CELL, null);
        pass(Duration.ofMinutes(11));

        assertThat(restatements()).singleElement().satisfies(row -> assertThat(
                        row.getNewNumerator() + "/" + row.getNewDenominator())
                .isEqualTo("0/0"));
        assertThat(said()).singleElement().satisfies(value -> assertThat(value.getDenominator())
                .isZero());
    }

    @Test
    void aCellThatIsEmptiedBeforeItWasSaidIsForgotten() {
        count(3, 5, PASSED);
        input(Topics.METRIC_DAILY, CELL, null);
        pass(Duration.ofHours(1));

        assertThat(said()).isEmpty();
        assertThat(driver.getKeyValueStore(FinalityProcessor.CELLS).get(CELL)).isNull();
        try (var pending = driver.<Object, Object>getKeyValueStore(FinalityProcessor.PENDING)
                .all()) {
            assertThat(pending.hasNext()).isFalse();
        }
    }

    @Test
    void theReasonQuotesTheDecisionThatCameInBetween() {
        decide("e1", NOW.minus(Duration.ofDays(1)), "Before anything was said");
        count(3, 5, PASSED);
        pass(Duration.ofMinutes(11));
        said();

        pass(Duration.ofMinutes(4));
        decide("e2", NOW.plus(Duration.ofMinutes(14)), "Ada has moved to search");
        pass(Duration.ofMinutes(1));
        count(2, 4, PASSED);
        pass(Duration.ofMinutes(11));

        assertThat(restatements()).singleElement().satisfies(row -> assertThat(row.getReason())
                .isEqualTo("configuration changed: directory by lead@example.org: Ada has moved to search"));
    }

    @Test
    void aReplayOfTheSameCountsSaysNothingNew() {
        count(3, 5, PASSED);
        pass(Duration.ofMinutes(11));
        said();

        count(3, 5, PASSED);
        pass(Duration.ofHours(1));

        assertThat(said()).isEmpty();
        assertThat(restatements()).isEmpty();
    }

    @Test
    void aResetForgetsNothingThatWasSaid() {
        count(3, 5, PASSED);
        pass(Duration.ofMinutes(11));
        var earlier = said().get(0);

        // A new state directory, and both topics from their first record.
        driver.close();
        driver = driver("UTC", "after-the-reset");
        count(4, 6, PASSED);
        input(Topics.METRIC_FINAL, CELL, earlier);
        pass(Duration.ofMinutes(11));

        assertThat(restatements()).singleElement().satisfies(row -> {
            assertThat(row.getSequence()).isEqualTo(1);
            assertThat(row.getOldNumerator()).isEqualTo(3);
            assertThat(row.getFinalisedAt()).isEqualTo(earlier.getFinalisedAt());
        });
    }

    @Test
    void manyCellsThatBecomeDueAtOnceAreSaidInPortions() {
        for (int i = 0; i < 5_000; i++) {
            var cell = CounterKey.newBuilder(CELL).setRepo("octo/" + i).build();
            input(Topics.METRIC_DAILY, cell, new Counter(1L, 1L, TOMORROW));
        }

        pass(Duration.ofHours(16).plusSeconds(1));
        assertThat(said()).hasSize(2_000);
        pass(Duration.ofSeconds(5));
        pass(Duration.ofSeconds(5));
        assertThat(said()).hasSize(3_000);
    }

    private void count(long numerator, long denominator, LocalDate maturesOn) {
        input(Topics.METRIC_DAILY, CELL, new Counter(numerator, denominator, maturesOn));
    }

    private void decide(String id, Instant at, String reason) {
        var meta = new EventMeta("plumbline", "plumbline", id, id, at, at, null);
        input(
                Topics.CONFIG_ENTRY,
                "directory/main/" + id,
                new ConfigEntry(meta, "directory", "main", "", "lead@example.org", reason, false));
    }

    private void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    private List<FinalCounter> said() {
        return output(Topics.METRIC_FINAL);
    }

    private List<Restatement> restatements() {
        return output(Topics.METRIC_RESTATEMENT);
    }

    private <K, V> void input(Topic<K, V> topic, K key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(key, value, 0L);
    }

    private <K, V> List<V> output(Topic<K, V> topic) {
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readValuesToList();
    }
}
