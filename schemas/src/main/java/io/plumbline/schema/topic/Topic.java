package io.plumbline.schema.topic;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * One Kafka topic: its name, what its key says, how key and value are written and what is thrown away when.
 *
 * @param keyMeaning one sentence for the documentation
 * @param purpose one sentence for the documentation
 */
public record Topic<K, V>(
        String name, Serde<K> keySerde, Serde<V> valueSerde, Cleanup cleanup, String keyMeaning, String purpose) {

    /** What Kafka may remove. */
    public enum Cleanup {
        /** Nothing, ever: the topic can be replayed from its first record. */
        KEEP,
        /** All but the newest record of a key. */
        COMPACT
    }

    /**
     * Topic configuration beside partitions and replication.
     *
     * <p>Record timestamps are event times, which run years back and, with a skewed clock, ahead. Hence: no retention by
     * time (it would drop a backfill on arrival), no segment rolling by time (each jump in event time would start a new
     * file), and no refusal of records from the future (one of them would stop an exactly-once producer).
     */
    public Map<String, String> configuration() {
        var configuration = new LinkedHashMap<String, String>(eventTimeConfiguration());
        configuration.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                cleanup == Cleanup.COMPACT ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE);
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        configuration.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(Topics.MAX_RECORD_BYTES));
        return configuration;
    }

    /** The part of {@link #configuration()} that Kafka Streams' internal topics need as well. */
    public static Map<String, String> eventTimeConfiguration() {
        return Map.of(
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Long.MAX_VALUE),
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE),
                TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    }
}
