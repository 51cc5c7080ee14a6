package io.plumbline.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Looks at what is in a topic, all partitions, from the beginning, committed transactions only; it commits no offsets.
 *
 * <p>Records of one partition come in their order, those of different partitions in any.
 */
public final class TopicProbe<K, V> {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_READ = Duration.ofSeconds(60);
    /** Above the broker's largest batch, or such a record would come alone and slowly. */
    private static final int FETCH_BYTES = 40 * 1024 * 1024;

    private final String bootstrapServers;
    private final String topic;
    private final Deserializer<K> keys;
    private final Deserializer<V> values;

    TopicProbe(String bootstrapServers, String topic, Deserializer<K> keys, Deserializer<V> values) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.keys = keys;
        this.values = values;
    }

    /** Everything up to the end as it is now; records of a transaction that is still open, and later ones, are not. */
    public List<ConsumerRecord<K, V>> readToEnd() {
        try (KafkaConsumer<K, V> consumer = consumerAtBeginning()) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            List<ConsumerRecord<K, V>> read = new ArrayList<>();
            long giveUpAt = System.nanoTime() + LONGEST_READ.toNanos();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                if (System.nanoTime() >= giveUpAt) {
                    throw new AssertionError("Topic " + topic + " could not be read to its end " + ends + " within "
                            + LONGEST_READ.toSeconds() + " s; " + read.size() + " records were read");
                }
                consumer.poll(POLL).forEach(read::add);
            }
            return read;
        }
    }

    /** Reads from the beginning, and on as records arrive, until {@code enough} holds of all that was read. */
    public List<ConsumerRecord<K, V>> readUntil(
            String description, Duration patience, Predicate<List<ConsumerRecord<K, V>>> enough) {
        try (KafkaConsumer<K, V> consumer = consumerAtBeginning()) {
            List<ConsumerRecord<K, V>> read = new ArrayList<>();
            long giveUpAt = System.nanoTime() + patience.toNanos();
            while (!enough.test(read)) {
                if (System.nanoTime() >= giveUpAt) {
                    throw new AssertionError("Waited " + patience.toMillis() + " ms for: " + description + "; topic "
                            + topic + " gave " + read.size() + " records" + lastOf(read));
                }
                consumer.poll(POLL).forEach(read::add);
            }
            return read;
        }
    }

    /** {@link #readUntil} for the most frequent wish: at least so many records. */
    public List<ConsumerRecord<K, V>> readAtLeast(int count, Duration patience) {
        return readUntil(count + " records in " + topic, patience, read -> read.size() >= count);
    }

    private static String lastOf(List<? extends ConsumerRecord<?, ?>> read) {
        return read.isEmpty() ? "" : ", the last one " + read.get(read.size() - 1);
    }

    private KafkaConsumer<K, V> consumerAtBeginning() {
        KafkaConsumer<K, V> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "fetch.max.bytes",
                        FETCH_BYTES,
                        "max.partition.fetch.bytes",
                        FETCH_BYTES),
                keys,
                values);
        consumer.assign(consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
        return consumer;
    }
}
