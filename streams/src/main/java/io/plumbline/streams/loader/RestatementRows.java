package io.plumbline.streams.loader;

import io.plumbline.schema.metric.Restatement;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Every time that a published value had to be said again. */
final class RestatementRows implements Rows {

    private static final AvroSerde<Restatement> VALUE = AvroSerde.of(Restatement.class);

    @Override
    public String topic() {
        return Topics.METRIC_RESTATEMENT.name();
    }

    @Override
    public String table() {
        return "restatement";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "metric_id",
                "day",
                "team",
                "repo",
                "origin",
                "tool",
                "dimension",
                "sequence",
                "old_numerator",
                "old_denominator",
                "new_numerator",
                "new_denominator",
                "reason",
                "finalised_at",
                "observed_at",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var restatement = VALUE.fromBytes(record.value());
        MetricFinalRows.cell(restatement.getCell(), row);
        row.int32(restatement.getSequence());
        row.int64(restatement.getOldNumerator());
        row.int64(restatement.getOldDenominator());
        row.int64(restatement.getNewNumerator());
        row.int64(restatement.getNewDenominator());
        row.string(restatement.getReason());
        row.time(restatement.getFinalisedAt());
        row.time(restatement.getObservedAt());
        row.int64(Rows.lastWins(record));
        return true;
    }
}
