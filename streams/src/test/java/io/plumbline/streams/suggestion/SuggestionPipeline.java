package io.plumbline.streams.suggestion;

import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.SuggestionApplication;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Facts and counters of review comments as one application, without a broker. */
final class SuggestionPipeline implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final Map<String, SuggestionFact> facts = new TreeMap<>();
    private final Map<String, FindingsFact> findings = new TreeMap<>();
    private final Map<CounterKey, Counter> counters = new HashMap<>();

    private SuggestionPipeline(Path stateDirectory) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, SuggestionApplication.ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        this.driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH);
    }

    static SuggestionPipeline in(Path stateDirectory) {
        return new SuggestionPipeline(stateDirectory);
    }

    static Topology topology() {
        var builder = new StreamsBuilder();
        SuggestionApplication.addTo(builder, java.time.ZoneOffset.UTC, MetricRegistry.standard());
        return builder.build();
    }

    SuggestionPipeline receive(List<ReviewStory.Delivery<?>> deliveries) {
        deliveries.forEach(this::receive);
        readAll();
        return this;
    }

    /** What an organisation decides, and the time that its restating takes. */
    SuggestionPipeline decide(io.plumbline.schema.config.ConfigEntry entry) {
        receive(new ReviewStory.Delivery<>(Topics.CONFIG_ENTRY, entry.getMeta().getEventId(), entry));
        driver.advanceWallClockTime(java.time.Duration.ofSeconds(3));
        readAll();
        return this;
    }

    private void readAll() {
        read(Topics.SUGGESTION_FACT, facts);
        read(Topics.FINDINGS_FACT, findings);
        read(Topics.METRIC_DAILY, counters);
    }

    Map<String, SuggestionFact> facts() {
        return Map.copyOf(facts);
    }

    Map<String, FindingsFact> findings() {
        return Map.copyOf(findings);
    }

    SuggestionFact fact(long commentId) {
        return facts.values().stream()
                .filter(fact -> fact.getCommentId() == commentId)
                .findFirst()
                .orElseThrow();
    }

    Map<CounterKey, Counter> counters() {
        return Map.copyOf(counters);
    }

    /** What a reader of the compacted topics ends with. */
    String text() {
        var cells = new TreeMap<String, String>();
        counters.forEach((cell, counter) -> cells.put(cell.toString(), counter.toString()));
        return facts + "\n" + findings + "\n" + cells;
    }

    private <V> void receive(ReviewStory.Delivery<V> delivery) {
        var topic = delivery.topic();
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
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

    @Override
    public void close() {
        driver.close();
    }
}
