package io.plumbline.standalone.bench;

import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;

/**
 * The least that Kafka Streams can do with the raw topic: {@code groupByKey().count()} over the bytes, exactly-once, on the
 * same broker. What our topologies cost is told as a multiple of it.
 */
final class CountBaseline {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private CountBaseline() {}

    /** Time from starting the application until every record has been counted. */
    static Duration time(Map<String, Object> kafka, long records, int threads, Path stateDirectory)
            throws InterruptedException {
        var counted = new AtomicLong();
        var builder = new StreamsBuilder();
        builder.stream(
                        Topics.RAW_EVENT.name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("baseline-read"))
                .peek((key, value) -> counted.incrementAndGet(), Named.as("baseline-tick"))
                .groupByKey(Grouped.as("baseline-group"))
                .count(Named.as("baseline-count"), Materialized.as("baseline-counts"));
        var settings = new Properties();
        settings.putAll(kafka);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "plumbline-bench-count");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        Topic.eventTimeConfiguration().forEach((key, value) -> settings.put(StreamsConfig.topicPrefix(key), value));
        long start = System.nanoTime();
        try (var streams = new KafkaStreams(builder.build(), settings)) {
            streams.start();
            while (counted.get() < records) {
                if (System.nanoTime() - start > LONGEST.toNanos()) {
                    throw new IllegalStateException(
                            "the baseline counted only " + counted.get() + " of " + records + " records in " + LONGEST);
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
            var took = Duration.ofNanos(System.nanoTime() - start);
            streams.close(Duration.ofSeconds(10));
            return took;
        }
    }
}
