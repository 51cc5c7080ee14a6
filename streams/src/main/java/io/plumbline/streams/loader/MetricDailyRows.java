package io.plumbline.streams.loader;

import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Cells of the daily counters; a tombstone is a row that deletes. */
final class MetricDailyRows implements Rows {

    private static final AvroSerde<CounterKey> KEY = AvroSerde.of(CounterKey.class);
    private static final AvroSerde<Counter> VALUE = AvroSerde.of(Counter.class);

    private final Clock clock;

    MetricDailyRows(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String topic() {
        return Topics.METRIC_DAILY.name();
    }

    @Override
    public String table() {
        return "metric_daily";
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
                "matures_on",
                "loaded_at",
                "version",
                "is_deleted");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        var key = KEY.fromBytes(record.key());
        var counter = record.value() == null ? new Counter(0L, 0L, key.getDay()) : VALUE.fromBytes(record.value());
        row.string(key.getMetricId());
        row.date(key.getDay());
        row.string(key.getTeam());
        row.string(key.getRepo());
        row.string(key.getOrigin());
        row.string(key.getTool());
        row.string(key.getDimension());
        row.int64(counter.getNumerator());
        row.int64(counter.getDenominator());
        row.date(counter.getMaturesOn());
        row.time(clock.instant());
        row.int64(Rows.lastWins(record));
        row.int8(record.value() == null ? 1 : 0);
        return true;
    }
}
