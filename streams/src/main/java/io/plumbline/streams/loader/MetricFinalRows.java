package io.plumbline.streams.loader;

import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.FinalCounter;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Newest published value of each cell; it is never deleted, only restated. */
final class MetricFinalRows implements Rows {

    private static final AvroSerde<CounterKey> KEY = AvroSerde.of(CounterKey.class);
    private static final AvroSerde<FinalCounter> VALUE = AvroSerde.of(FinalCounter.class);

    @Override
    public String topic() {
        return Topics.METRIC_FINAL.name();
    }

    @Override
    public String table() {
        return "metric_final";
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
                "numerator",
                "denominator",
                "finalised_at",
                "restatements",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var said = VALUE.fromBytes(record.value());
        cell(KEY.fromBytes(record.key()), row);
        row.int64(said.getNumerator());
        row.int64(said.getDenominator());
        row.time(said.getFinalisedAt());
        row.int32(said.getRestatements());
        row.int64(Rows.lastWins(record));
        return true;
    }

    /** The columns that name a cell, in the order of all tables that have them. */
    static void cell(CounterKey key, RowBinaryWriter row) {
        row.string(key.getMetricId());
        row.date(key.getDay());
        row.string(key.getTeam());
        row.string(key.getRepo());
        row.string(key.getOrigin());
        row.string(key.getTool());
        row.string(key.getDimension());
    }
}
