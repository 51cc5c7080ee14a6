package io.plumbline.streams;

import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.TopicAdmin;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.testing.Await;
import io.plumbline.testing.KafkaService;
import io.plumbline.testing.TestServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The tests' broker with Plumbline's topics, empty and with two partitions. */
public final class Broker implements AutoCloseable {

    private final KafkaService service = TestServices.kafka();
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<Future<?>> sent = new ArrayList<>();

    private Broker() {
        Await.until("the applications of the test before to be forgotten", Duration.ofSeconds(30), this::cleared);
        TopicAdmin.createMissing(Map.of("bootstrap.servers", service.bootstrapServers()), Topics.all(), 2);
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        service.bootstrapServers(),
                        "max.request.size",
                        Topics.MAX_RECORD_BYTES,
                        "linger.ms",
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** An application that died keeps its place in its group until its session ends. */
    private boolean cleared() {
        try {
            service.clear();
            return true;
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof GroupNotEmptyException) {
                return false;
            }
            throw e;
        }
    }

    public static Broker empty() {
        return new Broker();
    }

    public String bootstrapServers() {
        return service.bootstrapServers();
    }

    public void send(List<? extends Delivery<?>> deliveries) {
        deliveries.forEach(this::send);
        flush();
    }

    public <V> void send(Delivery<V> delivery) {
        send(delivery.topic(), delivery.key(), delivery.event());
    }

    public <K, V> void send(Topic<K, V> topic, K key, V value) {
        sendBytes(
                topic.name(),
                topic.keySerde().serializer().serialize(topic.name(), key),
                value == null ? null : topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    public void sendBytes(String topic, byte[] key, byte[] value) {
        sent.add(producer.send(new ProducerRecord<>(topic, null, 1_000_000_000_000L, key, value)));
    }

    /** Waits until the broker has everything that was sent. */
    public void flush() {
        for (var one : sent) {
            try {
                one.get();
            } catch (ExecutionException e) {
                throw new AssertionError("The broker refused a record", e.getCause());
            } catch (InterruptedException e) {
                throw new AssertionError("Interrupted", e);
            }
        }
        sent.clear();
    }

    /** Committed records, whatever their keys. */
    public <K, V> int records(Topic<K, V> topic) {
        return service.probe(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readToEnd()
                .size();
    }

    /** What a reader of a compacted topic ends with. */
    public <K, V> Map<K, V> latest(Topic<K, V> topic) {
        var latest = new HashMap<K, V>();
        for (var record : service.probe(
                        topic.name(),
                        topic.keySerde().deserializer(),
                        topic.valueSerde().deserializer())
                .readToEnd()) {
            if (record.value() == null) {
                latest.remove(record.key());
            } else {
                latest.put(record.key(), record.value());
            }
        }
        return latest;
    }

    @Override
    public void close() {
        producer.close();
    }
}
