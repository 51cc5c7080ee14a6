package io.plumbline.streams.loader;

import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Dead letters that Kafka Streams wrote by itself: the original bytes, the error in headers. */
final class StreamsDeadLetterRows implements Rows {

    private static final String PREFIX = "__streams.errors.";

    @Override
    public String topic() {
        return Topics.STREAMS_DEAD_LETTER.name();
    }

    @Override
    public String table() {
        return "dead_letter";
    }

    @Override
    public List<String> columns() {
        return DeadLetterRows.COLUMNS;
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        var topic = header(record, "topic");
        var letter = DeadLetters.of(
                "streams",
                topic,
                topic + "-" + header(record, "partition") + "@" + header(record, "offset"),
                header(record, "exception") + ": " + header(record, "message"),
                Instant.ofEpochMilli(record.timestamp()),
                Map.of(),
                record.value());
        DeadLetterRows.write(letter, row);
        return true;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(PREFIX + name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
