package io.plumbline.schema.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and waits until they can be used; leaves those that exist as their owner set them. */
public final class TopicAdmin {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private TopicAdmin() {}

    /**
     * @param partitions of new topics; all get the same number, because the topologies join them by partition
     * @return names of the topics created now
     */
    public static List<String> createMissing(
            Map<String, Object> connection, Collection<Topic<?, ?>> topics, int partitions) {
        try (var admin = Admin.create(connection)) {
            var existing = admin.listTopics().names().get();
            var missing = new ArrayList<NewTopic>();
            for (var topic : topics) {
                if (!existing.contains(topic.name())) {
                    missing.add(new NewTopic(topic.name(), Optional.of(partitions), Optional.empty())
                            .configs(topic.configuration()));
                }
            }
            for (var result : admin.createTopics(missing).values().values()) {
                try {
                    result.get();
                } catch (ExecutionException e) {
                    // Another instance starting beside us was faster: what we wanted is there.
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw e;
                    }
                }
            }
            awaitLeaders(admin, topics.stream().map(Topic::name).toList());
            return missing.stream().map(NewTopic::name).toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot create topics: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating topics", e);
        }
    }

    /**
     * A topic is created before every broker tells of its partitions; who reads a global table by then finds none and gives
     * up.
     */
    private static void awaitLeaders(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        while (!haveLeaders(admin, topics)) {
            if (System.nanoTime() >= giveUpAt) {
                throw new IllegalStateException("Kafka has created the topics, but " + PATIENCE.toSeconds()
                        + " s later not all of their partitions have a leader");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /**
     * Named leaders are not enough: a broker tells of its partitions before it leads them. A producer that begins in between
     * has its first batch refused and the second taken, and the first, sent again, is out of order for as long as it tries.
     * Whoever tells offsets leads.
     */
    private static boolean haveLeaders(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException {
        try {
            var partitions = new HashMap<TopicPartition, OffsetSpec>();
            for (var topic : admin.describeTopics(topics).allTopicNames().get().values()) {
                for (var partition : topic.partitions()) {
                    if (partition.leader() == null) {
                        return false;
                    }
                    partitions.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
                }
            }
            admin.listOffsets(partitions).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }
}
