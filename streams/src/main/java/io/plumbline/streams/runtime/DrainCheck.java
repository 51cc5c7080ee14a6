package io.plumbline.streams.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells when everything that is in the first topics now has come out at the end of the pipeline.
 *
 * <p>Stage by stage: the end of a stage's topics is noted when all stages before it have passed what was noted for them,
 * and the stage is through when its group has committed up to there. New arrivals therefore do not keep it waiting. A
 * committed offset may stop short of the end where only transaction markers follow; then the rest is looked at.
 */
public final class DrainCheck implements AutoCloseable {

    /**
     * One consumer of the pipeline.
     *
     * @param group consumer group, or application id
     * @param topics that it reads; an application's repartition topics are found by themselves
     */
    public record Stage(String group, List<String> topics) {}

    /** Told again and again while waiting. */
    @FunctionalInterface
    public interface Progress {
        /** @param offsetsLeft at most so many records are left to this stage; markers count as well */
        void waitingFor(Stage stage, long offsetsLeft);
    }

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofMillis(100);
    /** Enough to connect and fetch on a busy machine too. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    private static final int FETCH_WAIT_MILLIS = 20;
    private static final int FETCH_BYTES = 16 * 1024;

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> reader;

    /** @param client bootstrap servers and, where needed, security settings */
    public DrainCheck(Map<String, Object> client) {
        this.admin = Admin.create(client);
        var reading = new HashMap<>(client);
        reading.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // One look at each partition is enough, and an empty one must not hold up the others.
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MILLIS);
        reading.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        this.reader = new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * @param pipeline in the order of the flow
     * @return false when the patience ran out
     */
    public boolean await(List<Stage> pipeline, Duration patience, Progress progress) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        for (var stage : pipeline) {
            if (!await(stage, stage.topics(), giveUpAt, progress)
                    || !await(stage, repartitionTopicsOf(stage), giveUpAt, progress)) {
                return false;
            }
        }
        return true;
    }

    /** @return whether nothing is left to any stage at this moment */
    public boolean isDrained(List<Stage> pipeline) {
        return await(pipeline, Duration.ZERO, (stage, left) -> {});
    }

    private boolean await(Stage stage, Collection<String> topics, long giveUpAt, Progress progress) {
        var ends = endsOf(topics);
        while (true) {
            var open = notReached(stage, ends);
            if (open.isEmpty()) {
                return true;
            }
            progress.waitingFor(
                    stage, open.values().stream().mapToLong(Long::longValue).sum());
            if (System.nanoTime() >= giveUpAt || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** Partitions that still hold something for the stage, with how far it is from their noted end. */
    private Map<TopicPartition, Long> notReached(Stage stage, Map<TopicPartition, Long> ends) {
        var committed = get(admin.listConsumerGroupOffsets(stage.group()).partitionsToOffsetAndMetadata());
        var behind = new HashMap<TopicPartition, Long>();
        ends.forEach((partition, end) -> {
            OffsetAndMetadata offset = committed.get(partition);
            long from = offset == null ? 0 : offset.offset();
            if (from < end) {
                behind.put(partition, from);
            }
        });
        return holdingRecords(behind, ends).stream()
                .collect(Collectors.toMap(
                        partition -> partition, partition -> ends.get(partition) - behind.get(partition)));
    }

    /** Of the partitions, those with a committed record between {@code from} and its end, or with an open transaction. */
    private Set<TopicPartition> holdingRecords(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        if (from.isEmpty()) {
            return Set.of();
        }
        var holding = new HashSet<TopicPartition>();
        var unknown = new HashSet<>(from.keySet());
        reader.assign(from.keySet());
        from.forEach(reader::seek);
        long quietSince = System.nanoTime();
        while (!unknown.isEmpty()) {
            var records = reader.poll(LOOK);
            for (var partition : records.partitions()) {
                if (records.records(partition).get(0).offset() < ends.get(partition)) {
                    holding.add(partition);
                }
            }
            reader.pause(records.partitions());
            boolean told = unknown.removeAll(records.partitions());
            told |= unknown.removeIf(partition -> reader.position(partition) >= ends.get(partition));
            if (told) {
                quietSince = System.nanoTime();
            } else if (System.nanoTime() - quietSince > QUIET.toNanos()) {
                // Neither a record nor the end: a transaction is still open, so something is on its way.
                holding.addAll(unknown);
                break;
            }
        }
        reader.unsubscribe();
        return holding;
    }

    /** Uncommitted records included, so that an open transaction is waited for. */
    private Map<TopicPartition, Long> endsOf(Collection<String> topics) {
        var existing = get(admin.listTopics().names());
        var partitions = new ArrayList<TopicPartition>();
        get(admin.describeTopics(topics.stream().filter(existing::contains).toList())
                        .allTopicNames())
                .forEach((name, topic) -> topic.partitions()
                        .forEach(partition -> partitions.add(new TopicPartition(name, partition.partition()))));
        return get(admin.listOffsets(partitions.stream()
                                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                        .all())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private Set<String> repartitionTopicsOf(Stage stage) {
        return get(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(stage.group() + "-") && name.endsWith("-repartition"))
                .collect(Collectors.toSet());
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Kafka how far the pipeline is", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot ask Kafka how far the pipeline is: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        reader.close();
        admin.close();
    }
}
