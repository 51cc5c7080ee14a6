package io.plumbline.streams.loader;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Kafka how far the loader is, without waiting for the answer.
 *
 * <p>Failure semantics: what Kafka did not take is told again, with what has landed by then. A partition that has nothing
 * more to say would stay behind for ever otherwise, and with it who waits for the pipeline to drain. For the loader's thread.
 */
final class Commits {

    private static final Logger LOG = LoggerFactory.getLogger(Commits.class);
    private static final long AGAIN_NANOS = Duration.ofMillis(200).toNanos();

    private final Consumer<?, ?> consumer;
    private final Set<TopicPartition> refused = new HashSet<>();
    private long refusedNanos;

    Commits(Consumer<?, ?> consumer) {
        this.consumer = consumer;
    }

    /** @param landed since the last time; grows by what was refused */
    void send(Map<TopicPartition, OffsetAndMetadata> landed, Map<TopicPartition, Lane> lanes, long now) {
        if (!refused.isEmpty() && now - refusedNanos > AGAIN_NANOS) {
            for (var partition : refused) {
                var lane = lanes.get(partition);
                if (lane != null) {
                    landed.putIfAbsent(partition, new OffsetAndMetadata(lane.loaded()));
                }
            }
            refused.clear();
        }
        if (!landed.isEmpty()) {
            consumer.commitAsync(landed, (offsets, failure) -> {
                if (failure != null) {
                    LOG.warn("Kafka did not take {} offsets, trying again: {}", offsets.size(), failure.getMessage());
                    refused.addAll(offsets.keySet());
                    refusedNanos = System.nanoTime();
                }
            });
        }
    }
}
