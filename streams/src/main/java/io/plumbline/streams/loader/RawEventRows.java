package io.plumbline.streams.loader;

import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

final class RawEventRows implements Rows {

    private static final AvroSerde<RawEvent> SERDE = AvroSerde.of(RawEvent.class);

    @Override
    public String topic() {
        return Topics.RAW_EVENT.name();
    }

    @Override
    public String table() {
        return "raw_event";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "source",
                "delivery_id",
                "event_type",
                "action",
                "repo",
                "received_at",
                "headers",
                "payload",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var event = SERDE.fromBytes(record.value());
        row.string(event.getSource());
        row.string(event.getDeliveryId());
        row.string(event.getEventType());
        row.string(event.getAction());
        row.string(event.getRepo());
        row.time(event.getReceivedAt());
        row.map(event.getHeaders());
        row.bytes(event.getPayload());
        row.int64(Rows.firstWins(event.getReceivedAt()));
        return true;
    }
}
