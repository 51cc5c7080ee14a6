package io.plumbline.streams.loader;

import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

final class IngestOutcomeRows implements Rows {

    private static final AvroSerde<IngestOutcome> SERDE = AvroSerde.of(IngestOutcome.class);

    @Override
    public String topic() {
        return Topics.INGEST_OUTCOME.name();
    }

    @Override
    public String table() {
        return "ingest_outcome";
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
                "outcome",
                "events",
                "reason",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var outcome = SERDE.fromBytes(record.value());
        row.string(outcome.getSource());
        row.string(outcome.getDeliveryId());
        row.string(outcome.getEventType());
        row.string(outcome.getAction());
        row.string(outcome.getRepo());
        row.time(outcome.getReceivedAt());
        row.int8(code(outcome.getOutcome()));
        row.int32(outcome.getEvents());
        row.string(outcome.getReason());
        // The same delivery mapped again after a fix has the same time and so the same version: the later insert wins.
        row.int64(Rows.firstWins(outcome.getReceivedAt()));
        return true;
    }

    private static int code(String outcome) {
        return switch (outcome) {
            case "mapped" -> 1;
            case "unmapped" -> 2;
            case "dead_letter" -> 3;
            default -> throw new IllegalArgumentException("Unknown outcome " + outcome);
        };
    }
}
