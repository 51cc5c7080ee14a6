package io.plumbline.standalone.decision;

import io.plumbline.schema.config.ConfigApplied;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestApplication;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the configuration's topics hold now. Small topics: each look reads them from the beginning to the end. */
public final class ConfigTopics {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Map<String, Object> client;

    /** @param client bootstrap servers and, where needed, security settings */
    public ConfigTopics(Map<String, Object> client) {
        this.client = client;
    }

    public Decided decided() {
        return new Decided(List.copyOf(latest(Topics.CONFIG_ENTRY).values()));
    }

    /**
     * Waits until every task has restated its facts with a version of the configuration.
     *
     * @return what they restated; empty when the patience ran out
     */
    public Collection<ConfigApplied> awaitApplied(String version, Duration patience) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        int tasks = partitionsOf(Topics.PULL_REQUEST);
        while (true) {
            var applied = latest(Topics.CONFIG_APPLIED).values();
            // A task that has just been born says nothing yet; there is one for each partition.
            long known = applied.stream()
                    .filter(one -> one.getApplication().equals(PullRequestApplication.ID))
                    .count();
            if (known >= tasks
                    && applied.stream().allMatch(one -> one.getVersion().equals(version))) {
                return applied;
            }
            if (System.nanoTime() >= giveUpAt || Thread.currentThread().isInterrupted()) {
                return List.of();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private <V> int partitionsOf(Topic<String, V> topic) {
        try (var consumer = consumer(topic)) {
            return consumer.partitionsFor(topic.name()).size();
        }
    }

    private <V> Map<String, V> latest(Topic<String, V> topic) {
        var latest = new HashMap<String, V>();
        try (var consumer = consumer(topic)) {
            var partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        latest.remove(record.key());
                    } else {
                        latest.put(record.key(), record.value());
                    }
                }
            }
        }
        return latest;
    }

    private <V> KafkaConsumer<String, V> consumer(Topic<String, V> topic) {
        var settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        return new KafkaConsumer<>(
                settings, new StringDeserializer(), topic.valueSerde().deserializer());
    }
}
