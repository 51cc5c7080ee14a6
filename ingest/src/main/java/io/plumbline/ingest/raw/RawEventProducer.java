package io.plumbline.ingest.raw;

import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Produces raw events and dead letters: idempotent, acknowledged by all in-sync replicas, safe to share by threads.
 *
 * <p>Failure semantics: a send never throws; its stage fails when the record could not be stored within the time of the
 * {@link Pace}. Events of one repository stay in order. Record timestamp = the time the event was received.
 */
public final class RawEventProducer implements RawSink, AutoCloseable {

    /** What to wait for. */
    public enum Pace {
        /** A caller waits for each record: small delays, gives up within seconds. */
        PROMPT,
        /** Millions of records: large batches; a broker that is away is waited for. */
        BULK
    }

    /** Beside the payload a record holds ids, headers and Kafka's own framing. */
    private static final int ROOM_FOR_ENVELOPE = 64 * 1024;

    /** Largest payload that fits into a record, and still does when it is copied into a dead letter. */
    public static final int MAX_PAYLOAD_BYTES = Topics.MAX_RECORD_BYTES - ROOM_FOR_ENVELOPE;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Topic<String, RawEvent> events;
    private final Topic<String, DeadLetter> letters;

    /** @param connection bootstrap servers and security; wins over our settings */
    public RawEventProducer(Map<String, Object> connection, Pace pace) {
        this.events = Topics.RAW_EVENT;
        this.letters = Topics.DEAD_LETTER;
        this.producer =
                new KafkaProducer<>(settings(connection, pace), new ByteArraySerializer(), new ByteArraySerializer());
    }

    static Map<String, Object> settings(Map<String, Object> connection, Pace pace) {
        var settings = new HashMap<String, Object>();
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 3L * Topics.MAX_RECORD_BYTES);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "plumbline-raw-" + (pace == Pace.BULK ? "import" : "webhook"));
        if (pace == Pace.BULK) {
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 512 * 1024);
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 120_000);
        } else {
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        }
        settings.putAll(connection);
        return settings;
    }

    /** Key of a raw event, and of what became of it: keeps the events of a repository in order. */
    public static String keyOf(String repo, String deliveryId) {
        return repo != null ? repo : deliveryId;
    }

    @Override
    public CompletionStage<Void> send(RawEvent event) {
        return send(events, keyOf(event.getRepo(), event.getDeliveryId()), event, event.getReceivedAt());
    }

    @Override
    public CompletionStage<Void> send(DeadLetter letter) {
        return send(letters, letter.getId(), letter, letter.getFailedAt());
    }

    private <V> CompletionStage<Void> send(Topic<String, V> topic, String key, V value, Instant at) {
        var stored = new CompletableFuture<Void>();
        try {
            var keyBytes = topic.keySerde().serializer().serialize(topic.name(), key);
            var valueBytes = topic.valueSerde().serializer().serialize(topic.name(), value);
            // Kafka has no time before 1970.
            var timestamp = Math.max(0, at.toEpochMilli());
            var sent = new ProducerRecord<>(topic.name(), null, timestamp, keyBytes, valueBytes);
            var unused = producer.send(sent, (metadata, failure) -> {
                if (failure == null) {
                    stored.complete(null);
                } else {
                    stored.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            // Thrown instead of reported when metadata or buffer space do not come in time, or after close.
            stored.completeExceptionally(e);
        }
        return stored;
    }

    @Override
    public void flush() {
        producer.flush();
    }

    /** Waits for what is on its way, up to ten seconds. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(10));
    }
}
