package io.plumbline.streams.loader;

import io.plumbline.schema.config.ConfigApplied;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One row for each task and version of the configuration. */
final class ConfigAppliedRows implements Rows {

    private static final AvroSerde<ConfigApplied> SERDE = AvroSerde.of(ConfigApplied.class);

    @Override
    public String topic() {
        return Topics.CONFIG_APPLIED.name();
    }

    @Override
    public String table() {
        return "config_applied";
    }

    @Override
    public List<String> columns() {
        return List.of("application", "task", "config_version", "facts", "changed", "applied_at", "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var applied = SERDE.fromBytes(record.value());
        row.string(applied.getApplication());
        row.string(applied.getTask());
        row.string(applied.getVersion());
        row.int64(applied.getFacts());
        row.int64(applied.getChanged());
        row.time(applied.getAppliedAt());
        row.int64(Rows.lastWins(record));
        return true;
    }
}
