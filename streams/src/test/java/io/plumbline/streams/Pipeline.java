package io.plumbline.streams;

import io.plumbline.schema.config.ConfigApplied;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Pull request facts and counters as one application, without a broker. */
public final class Pipeline implements AutoCloseable {

    private static final AvroSerde<PullRequestFact> FACT = AvroSerde.of(PullRequestFact.class);

    private final TopologyTestDriver driver;
    private final Map<String, PullRequestFact> facts = new TreeMap<>();
    private final Map<CounterKey, Counter> counters = new HashMap<>();
    private int factRecords;
    private int counterRecords;

    private Pipeline(Topology topology, Path stateDirectory) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, PullRequestApplication.ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        this.driver = new TopologyTestDriver(topology, settings, Instant.EPOCH);
    }

    public static Topology topology(ZoneId zone) {
        var builder = new StreamsBuilder();
        addTo(builder, zone);
        return builder.build();
    }

    public static void addTo(StreamsBuilder builder, ZoneId zone) {
        PullRequestApplication.addTo(builder, zone, MetricRegistry.standard());
    }

    public static Pipeline in(Path stateDirectory) {
        return new Pipeline(topology(ZoneOffset.UTC), stateDirectory);
    }

    public Pipeline receive(List<? extends Delivery<?>> deliveries) {
        deliveries.forEach(this::receive);
        return this;
    }

    public <V> Pipeline receive(Delivery<V> delivery) {
        return receive(delivery.topic(), delivery.key(), delivery.event());
    }

    public <V> Pipeline receive(Topic<String, V> topic, String key, V event) {
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(key, event, 0L);
        read(Topics.PULL_REQUEST_FACT, facts);
        read(Topics.METRIC_DAILY, counters);
        return this;
    }

    /** Lets the wall clock go on until changed settings have been applied. */
    public Pipeline settle() {
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        read(Topics.PULL_REQUEST_FACT, facts);
        read(Topics.METRIC_DAILY, counters);
        return this;
    }

    /** Versions of the settings that a task has told to be complete, oldest first. */
    public List<ConfigApplied> applied() {
        var topic = Topics.CONFIG_APPLIED;
        return driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readValuesToList();
    }

    /** What a reader of the compacted topic ends with. */
    public Map<String, PullRequestFact> facts() {
        return Map.copyOf(facts);
    }

    public PullRequestFact fact(String key) {
        return facts.get(key);
    }

    public Map<CounterKey, Counter> counters() {
        return Map.copyOf(counters);
    }

    /** Numerator/denominator of a metric over all of its cells. */
    public String counted(String metricId) {
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

    /** Everything, byte for byte. */
    public String bytes() {
        return bytes(facts, counters);
    }

    public static String bytes(Map<String, PullRequestFact> facts, Map<CounterKey, Counter> counters) {
        var all = new StringBuilder();
        new TreeMap<>(facts).forEach((key, fact) -> all.append(key)
                .append(' ')
                .append(HexFormat.of().formatHex(FACT.toBytes(fact)))
                .append('\n'));
        var cells = new TreeMap<String, String>();
        counters.forEach((cell, counter) -> cells.put(cell.toString(), counter.toString()));
        return all.append(cells).toString();
    }

    public int factRecords() {
        return factRecords;
    }

    public int counterRecords() {
        return counterRecords;
    }

    private <K, V> void read(Topic<K, V> topic, Map<K, V> into) {
        var output = driver.createOutputTopic(
                topic.name(),
                topic.keySerde().deserializer(),
                topic.valueSerde().deserializer());
        for (var record : output.readRecordsToList()) {
            if (topic.name().equals(Topics.PULL_REQUEST_FACT.name())) {
                factRecords++;
            } else {
                counterRecords++;
            }
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
