package io.plumbline.streams.rework;

import io.plumbline.schema.fact.Correction;
import io.plumbline.schema.fact.Revert;
import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Rework as one application, without a broker. */
final class ReworkPipeline implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final Map<String, ReworkFact> facts = new TreeMap<>();
    private final Map<CounterKey, Counter> counters = new HashMap<>();
    private int records;

    private ReworkPipeline(Path stateDirectory) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, ReworkApplication.ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        this.driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH);
    }

    static ReworkPipeline in(Path stateDirectory) {
        return new ReworkPipeline(stateDirectory);
    }

    static Topology topology() {
        var builder = new StreamsBuilder();
        ReworkApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        return builder.build();
    }

    ReworkPipeline receive(Pull... pulls) {
        for (var pull : pulls) {
            receive(pull.deliveries());
        }
        return this;
    }

    ReworkPipeline receive(Collection<? extends Pull.Delivery<?>> deliveries) {
        deliveries.forEach(this::pipe);
        return read();
    }

    ReworkPipeline receive(Pull.Delivery<?> delivery) {
        return receive(List.of(delivery));
    }

    /** Lets the wall clock go on until changed settings have been applied. */
    ReworkPipeline settle() {
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        return read();
    }

    private ReworkPipeline read() {
        records += read(Topics.REWORK_FACT, facts);
        read(Topics.METRIC_DAILY, counters);
        return this;
    }

    Map<String, ReworkFact> facts() {
        return Map.copyOf(facts);
    }

    /** Facts that were told, all in all. */
    int records() {
        return records;
    }

    ReworkFact fact(int number) {
        return facts.get(Pull.id(number));
    }

    /** Number, kind and confidence of each. */
    List<String> corrections(int number) {
        return fact(number).getCorrections().stream().map(ReworkPipeline::text).toList();
    }

    /** Who, how and, when it was undone, by whom. */
    List<String> reverts(int number) {
        return fact(number).getReverts().stream().map(ReworkPipeline::text).toList();
    }

    private static String text(Correction correction) {
        return number(correction.getPullRequest()) + " " + correction.getKind() + " " + correction.getConfidence();
    }

    private static String text(Revert revert) {
        var undone = revert.getUndoneBy() == null ? "" : ", undone by " + number(revert.getUndoneBy());
        return number(revert.getBy()) + " " + revert.getHow() + undone;
    }

    private static String number(String id) {
        return id.substring(id.indexOf('#') + 1);
    }

    /** Numerator/denominator of a metric over its cells without dimension. */
    String counted(String metricId) {
        long numerator = 0;
        long denominator = 0;
        for (var cell : counters.entrySet()) {
            if (cell.getKey().getMetricId().equals(metricId) && cell.getKey().getDimension() == null) {
                numerator += cell.getValue().getNumerator();
                denominator += cell.getValue().getDenominator();
            }
        }
        return numerator + "/" + denominator;
    }

    /** What a reader of the compacted topics ends with. */
    String text() {
        var cells = new TreeMap<String, String>();
        counters.forEach((cell, counter) -> cells.put(cell.toString(), counter.toString()));
        return facts + "\n" + cells;
    }

    <V> void pipe(Topic<String, V> topic, String key, V value) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(key, value, 0L);
    }

    private <V> void pipe(Pull.Delivery<V> delivery) {
        pipe(delivery.topic(), delivery.key(), delivery.event());
    }

    /** Bytes of keys and values in a store. */
    long bytes(String store) {
        long bytes = 0;
        try (var all = driver.<String, Object>getKeyValueStore(store).all()) {
            while (all.hasNext()) {
                var entry = all.next();
                bytes += entry.key.length();
                bytes += entry.value instanceof String text ? text.length() : 0;
            }
        }
        return bytes;
    }

    private <K, V> int read(Topic<K, V> topic, Map<K, V> into) {
        var output = driver.createOutputTopic(
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
        int count = 0;
        for (var record : output.readRecordsToList()) {
            count++;
            if (record.value() == null) {
                into.remove(record.key());
            } else {
                into.put(record.key(), record.value());
            }
        }
        return count;
    }

    @Override
    public void close() {
        driver.close();
    }
}
