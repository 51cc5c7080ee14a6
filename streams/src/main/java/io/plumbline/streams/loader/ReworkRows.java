package io.plumbline.streams.loader;

import io.plumbline.schema.fact.ReworkFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What became of merged pull requests; a tombstone is a row that deletes. */
final class ReworkRows implements Rows {

    private static final AvroSerde<ReworkFact> SERDE = AvroSerde.of(ReworkFact.class);

    @Override
    public String topic() {
        return Topics.REWORK_FACT.name();
    }

    @Override
    public String table() {
        return "rework";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "provider",
                "repo",
                "number",
                "team",
                "origin",
                "tool",
                "task_type",
                "areas",
                "zone",
                "merged_at",
                "paths_known",
                "corrections",
                "reverts",
                "lines_born",
                "lines_alive_after_21_days",
                "line_data_until",
                "version",
                "is_deleted");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        write(record.value() == null ? erased(record) : SERDE.fromBytes(record.value()), row);
        row.int64(Rows.lastWins(record));
        row.int8(record.value() == null ? 1 : 0);
        return true;
    }

    private static void write(ReworkFact fact, RowBinaryWriter row) {
        row.string(fact.getId());
        row.string(fact.getProvider());
        row.string(fact.getRepo());
        row.int32(fact.getNumber());
        row.string(fact.getTeam());
        row.string(fact.getOrigin());
        row.string(fact.getTool());
        row.string(fact.getTaskType());
        row.length(fact.getAreas().size());
        fact.getAreas().forEach(row::string);
        row.string(fact.getZone());
        row.time(fact.getMergedAt());
        row.bool(fact.getPathsKnown());
        row.length(fact.getCorrections().size());
        for (var correction : fact.getCorrections()) {
            row.string(correction.getPullRequest());
            row.time(correction.getAt());
            row.string(correction.getKind());
            row.string(correction.getConfidence());
            row.length(correction.getPaths().size());
            correction.getPaths().forEach(row::string);
        }
        row.length(fact.getReverts().size());
        for (var revert : fact.getReverts()) {
            row.string(revert.getBy());
            row.string(revert.getHow());
            row.time(revert.getAt());
            row.string(revert.getUndoneBy());
            row.nullableTime(revert.getUndoneAt());
        }
        row.nullableInt32(fact.getLinesBorn());
        row.nullableInt32(fact.getLinesAliveAfter21Days());
        row.nullableTime(fact.getLineDataUntil());
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static ReworkFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = PullRequestKey.of(id);
        return ReworkFact.newBuilder()
                .setId(id)
                .setProvider(key.provider())
                .setRepo(key.repo())
                .setNumber(key.number())
                .setOrigin("unknown")
                .setMergedAt(Instant.EPOCH)
                .setPathsKnown(false)
                .build();
    }
}
