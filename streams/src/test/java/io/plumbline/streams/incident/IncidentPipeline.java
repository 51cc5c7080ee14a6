package io.plumbline.streams.incident;

import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.fact.IncidentCause;
import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.IncidentApplication;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;

/** Facts and counters of incidents as one application, without a broker. */
final class IncidentPipeline implements AutoCloseable {

    private final TopologyTestDriver driver;
    private final Map<String, IncidentFact> incidents = new TreeMap<>();
    private final Map<String, DeliveryFact> deliveries = new TreeMap<>();
    private final Map<CounterKey, Counter> counters = new HashMap<>();
    private int told;

    private IncidentPipeline(Path stateDirectory) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, IncidentApplication.ID);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        this.driver = new TopologyTestDriver(topology(), settings, Instant.EPOCH);
    }

    /** Its directory maps service SHOP to acme/shop. */
    static IncidentPipeline in(Path stateDirectory) {
        return bare(stateDirectory)
                .receive(Happenings.directory(0, Happenings.serviceOf(Happenings.REPO)))
                .settle();
    }

    /** Nobody has published a directory. */
    static IncidentPipeline bare(Path stateDirectory) {
        return new IncidentPipeline(stateDirectory);
    }

    static Topology topology() {
        var builder = new StreamsBuilder();
        IncidentApplication.addTo(builder, ZoneOffset.UTC, MetricRegistry.standard());
        return builder.build();
    }

    IncidentPipeline receive(Happenings.Delivery<?>... all) {
        return receive(List.of(all));
    }

    IncidentPipeline receive(List<? extends Happenings.Delivery<?>> all) {
        all.forEach(this::pipe);
        return read();
    }

    /** Lets the wall clock go on until changed settings have been applied. */
    IncidentPipeline settle() {
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        return read();
    }

    IncidentFact incident(String id) {
        return incidents.get(Happenings.incident(id));
    }

    Map<String, IncidentFact> incidents() {
        return Map.copyOf(incidents);
    }

    Map<String, DeliveryFact> deliveries() {
        return Map.copyOf(deliveries);
    }

    DeliveryFact delivery(int number) {
        return deliveries.get(Happenings.pull(number));
    }

    /** "tier pull deployment weight" of each cause, numbers and ids short. */
    List<String> causes(String id) {
        return incident(id).getCauses().stream().map(IncidentPipeline::text).toList();
    }

    private static String text(IncidentCause cause) {
        var pull = cause.getPullRequest();
        var deployment = cause.getDeployment();
        return cause.getTier() + " " + (pull == null ? "-" : pull.substring(pull.indexOf('#')))
                + " " + (deployment == null ? "-" : deployment.substring(deployment.lastIndexOf('/') + 1))
                + " " + cause.getWeightMillionths();
    }

    /** Numerator/denominator over all cells without a dimension. */
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

    Map<CounterKey, Counter> counters() {
        return Map.copyOf(counters);
    }

    /** Records of facts so far. */
    int told() {
        return told;
    }

    /** What a reader of the compacted topics ends with. */
    String text() {
        var cells = new TreeMap<String, String>();
        counters.forEach((cell, counter) -> cells.put(cell.toString(), counter.toString()));
        return incidents + "\n" + deliveries + "\n" + cells;
    }

    private <V> void pipe(Happenings.Delivery<V> delivery) {
        var topic = delivery.topic();
        driver.createInputTopic(
                        topic.name(),
                        topic.keySerde().serializer(),
                        topic.valueSerde().serializer())
                .pipeInput(delivery.key(), delivery.event(), 0L);
    }

    private IncidentPipeline read() {
        told += read(Topics.INCIDENT_FACT, incidents) + read(Topics.DELIVERY_FACT, deliveries);
        read(Topics.METRIC_DAILY, counters);
        return this;
    }

    private <K, V> int read(Topic<K, V> topic, Map<K, V> into) {
        var records = driver.createOutputTopic(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readRecordsToList();
        for (var record : records) {
            if (record.value() == null) {
                into.remove(record.key());
            } else {
                into.put(record.key(), record.value());
            }
        }
        return records.size();
    }

    @Override
    public void close() {
        driver.close();
    }
}
