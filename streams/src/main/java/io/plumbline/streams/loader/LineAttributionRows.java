package io.plumbline.streams.loader;

import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Who wrote the lines of a commit, one row for each statement with its sessions as an array. A commit has one Git AI note,
 * of which the newest counts; trace records stand beside each other.
 */
final class LineAttributionRows implements Rows {

    private static final AvroSerde<LineAttributionEvent> SERDE = AvroSerde.of(LineAttributionEvent.class);
    private static final String NOTE = "git-ai";

    @Override
    public String topic() {
        return Topics.LINE_ATTRIBUTION.name();
    }

    @Override
    public String table() {
        return "line_attribution";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "provider",
                "repo",
                "sha",
                "standard",
                "record",
                "standard_version",
                "event_id",
                "event_at",
                "observed_at",
                "files",
                "human_lines",
                "sessions",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var event = SERDE.fromBytes(record.value());
        var meta = event.getMeta();
        row.string(meta.getProvider());
        row.string(event.getRepo());
        row.string(event.getSha());
        row.string(event.getStandard());
        row.string(event.getStandard().equals(NOTE) ? "" : meta.getEventId());
        row.string(event.getStandardVersion());
        row.string(meta.getEventId());
        row.time(meta.getEventTime());
        row.time(meta.getObservedAt());
        row.int32(event.getFiles());
        row.nullableInt32(event.getHumanLines());
        row.length(event.getSessions().size());
        event.getSessions().forEach(session -> write(session, row));
        row.int64(meta.getEventTime().toEpochMilli());
        return true;
    }

    private static void write(LineSession session, RowBinaryWriter row) {
        row.string(session.getId());
        row.string(session.getTool());
        row.string(session.getModel());
        row.int32(session.getLines());
        row.nullableInt32(session.getAdditions());
        row.nullableInt32(session.getDeletions());
        row.nullableInt32(session.getAccepted());
        row.nullableInt32(session.getOverridden());
    }
}
