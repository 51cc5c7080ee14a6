package io.plumbline.streams.loader;

import io.plumbline.schema.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Settings of the loader's Kafka clients. */
final class LoaderClients {

    private static final int FETCH_BYTES = 2 * Topics.MAX_RECORD_BYTES;

    private LoaderClients() {}

    static Map<String, Object> consumer(LoaderConfig config) {
        var all = new HashMap<String, Object>();
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, LoaderConfig.GROUP);
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        all.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        all.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        all.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        // Topics that other roles create while we run are found within seconds.
        all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000);
        if (config.instance() != null) {
            all.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, LoaderConfig.GROUP + "-" + config.instance());
        }
        all.putAll(config.client());
        return all;
    }

    static Map<String, Object> producer(LoaderConfig config) {
        var all = new HashMap<String, Object>();
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        all.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * Topics.MAX_RECORD_BYTES);
        all.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        all.putAll(config.client());
        return all;
    }
}
