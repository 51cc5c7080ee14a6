package io.plumbline.streams.loader;

import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

final class DeadLetterRows implements Rows {

    private static final AvroSerde<DeadLetter> SERDE = AvroSerde.of(DeadLetter.class);

    static final List<String> COLUMNS = List.of(
            "id",
            "stage",
            "source",
            "delivery_id",
            "event_type",
            "location",
            "reason",
            "failed_at",
            "payload",
            "version");

    @Override
    public String topic() {
        return Topics.DEAD_LETTER.name();
    }

    @Override
    public String table() {
        return "dead_letter";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        write(SERDE.fromBytes(record.value()), row);
        return true;
    }

    static void write(DeadLetter letter, RowBinaryWriter row) {
        row.string(letter.getId());
        row.string(letter.getStage());
        row.string(letter.getSource());
        row.string(letter.getDeliveryId());
        row.string(letter.getEventType());
        row.string(letter.getLocation());
        row.string(letter.getReason());
        row.time(letter.getFailedAt());
        row.bytes(letter.getPayload());
        row.int64(Rows.firstWins(letter.getFailedAt()));
    }
}
