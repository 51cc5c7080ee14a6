package io.plumbline.testing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The one broker of this JVM's tests.
 *
 * <p>Topic names are fixed by the catalogue, so tests cannot keep out of each other's way by prefixes: a test that
 * needs empty topics deletes and recreates them first. Tests of one JVM therefore run one after the other.
 */
public final class KafkaService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String bootstrapServers;

    KafkaService(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** {@code host:port} for {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates the topics empty, with these settings, whatever was there under their names; returns when usable. */
    public void freshTopics(Collection<NewTopic> topics) {
        Set<String> names = topics.stream().map(NewTopic::name).collect(Collectors.toSet());
        try (Admin admin = admin()) {
            delete(admin, names);
            CreateTopicsResult created = admin.createTopics(topics);
            get(created.all());
            for (String name : names) {
                awaitUsable(admin, name, get(created.topicId(name)));
            }
        }
    }

    /** {@link #freshTopics(Collection)} with one partition and the broker's defaults. */
    public void freshTopics(String... names) {
        freshTopics(
                Stream.of(names).map(name -> new NewTopic(name, 1, (short) 1)).toList());
    }

    /**
     * Deletes every topic and every idle consumer group, as on a new broker; for tests that run applications with
     * internal topics of their own.
     */
    public void clear() {
        try (Admin admin = admin()) {
            delete(admin, get(admin.listTopics().names()));
            List<String> groups = get(admin.listGroups(ListGroupsOptions.forConsumerGroups())
                            .all())
                    .stream()
                    .map(GroupListing::groupId)
                    .toList();
            get(admin.deleteConsumerGroups(groups).all());
        }
    }

    /** Looks into a topic of texts. */
    public TopicProbe<String, String> probe(String topic) {
        return probe(topic, new StringDeserializer(), new StringDeserializer());
    }

    /** Looks into a topic; the deserialisers are closed after each reading, so they must stand that. */
    public <K, V> TopicProbe<K, V> probe(String topic, Deserializer<K> keys, Deserializer<V> values) {
        return new TopicProbe<>(bootstrapServers, topic, keys, values);
    }

    /** A new admin client; the caller closes it. */
    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static void delete(Admin admin, Set<String> names) {
        Set<String> there = get(admin.listTopics().names());
        Set<String> going = names.stream().filter(there::contains).collect(Collectors.toSet());
        get(admin.deleteTopics(going).all());
        Await.until(
                going + " to be deleted", PATIENCE, () -> get(admin.listTopics().names()), left -> going.stream()
                        .noneMatch(left::contains));
    }

    /** The broker learns of a topic a moment after the controller has created it, and leads it a moment later still. */
    private static void awaitUsable(Admin admin, String name, Uuid id) {
        Await.until(
                "topic " + name + " to have leaders",
                PATIENCE,
                () -> {
                    try {
                        var topic = admin.describeTopics(List.of(name))
                                .topicNameValues()
                                .get(name)
                                .get();
                        if (!topic.topicId().equals(id)
                                || topic.partitions().stream().anyMatch(partition -> partition.leader() == null)) {
                            return false;
                        }
                        admin.listOffsets(topic.partitions().stream()
                                        .collect(Collectors.toMap(
                                                partition -> new TopicPartition(name, partition.partition()),
                                                partition -> OffsetSpec.latest())))
                                .all()
                                .get();
                        return true;
                    } catch (ExecutionException e) {
                        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                            return false;
                        }
                        throw e;
                    }
                },
                usable -> usable);
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the broker", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The broker refused: " + e.getCause().getMessage(), e.getCause());
        }
    }
}
