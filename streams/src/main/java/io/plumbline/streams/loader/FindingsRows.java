package io.plumbline.streams.loader;

import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Findings of pull requests; a tombstone is a row that deletes. */
final class FindingsRows implements Rows {

    private static final AvroSerde<FindingsFact> SERDE = AvroSerde.of(FindingsFact.class);

    @Override
    public String topic() {
        return Topics.FINDINGS_FACT.name();
    }

    @Override
    public String table() {
        return "findings";
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
                "opened_at",
                "merged_at",
                "closed_at",
                "changed_lines",
                "ai_detectors",
                "reviewed_by_people",
                "counts",
                "ai_findings",
                "people_findings",
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

    private static void write(FindingsFact fact, RowBinaryWriter row) {
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
        row.time(fact.getOpenedAt());
        row.nullableTime(fact.getMergedAt());
        row.nullableTime(fact.getClosedAt());
        row.nullableInt32(fact.getChangedLines());
        row.length(fact.getAiDetectors().size());
        fact.getAiDetectors().forEach(row::string);
        row.bool(fact.getReviewedByPeople());
        row.length(fact.getCounts().size());
        for (var count : fact.getCounts()) {
            row.string(count.getDetector());
            row.string(count.getSeverity());
            row.string(count.getCategory());
            row.int32(count.getFindings());
        }
        row.int32(fact.getAiFindings());
        row.int32(fact.getPeopleFindings());
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static FindingsFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = PullRequestKey.of(id);
        return FindingsFact.newBuilder()
                .setId(id)
                .setProvider(key.provider())
                .setRepo(key.repo())
                .setNumber(key.number())
                .setOrigin("unknown")
                .setOpenedAt(Instant.EPOCH)
                .setReviewedByPeople(false)
                .setAiFindings(0)
                .setPeopleFindings(0)
                .build();
    }
}
