package io.plumbline.streams.loader;

import io.plumbline.schema.fact.IncidentFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Facts of incidents; a tombstone is a row that deletes. */
final class IncidentRows implements Rows {

    private static final AvroSerde<IncidentFact> SERDE = AvroSerde.of(IncidentFact.class);

    @Override
    public String topic() {
        return Topics.INCIDENT_FACT.name();
    }

    @Override
    public String table() {
        return "incident";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "provider",
                "incident_id",
                "number",
                "title",
                "url",
                "service_id",
                "service_name",
                "repo",
                "team",
                "severity",
                "impact",
                "severity_changes",
                "status",
                "maintenance",
                "triggered_at",
                "acknowledged_at",
                "resolved_at",
                "reopenings",
                "spans",
                "causes",
                "tier",
                "ambiguous",
                "zone",
                "events",
                "last_event_at",
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

    private static void write(IncidentFact fact, RowBinaryWriter row) {
        row.string(fact.getId());
        row.string(fact.getProvider());
        row.string(fact.getIncidentId());
        row.nullableInt64(fact.getNumber());
        row.string(fact.getTitle());
        row.string(fact.getUrl());
        row.string(fact.getServiceId());
        row.string(fact.getServiceName());
        row.string(fact.getRepo());
        row.string(fact.getTeam());
        row.string(fact.getSeverity());
        row.string(fact.getImpact());
        row.int32(fact.getSeverityChanges());
        row.string(fact.getStatus());
        row.bool(fact.getMaintenance());
        row.time(fact.getTriggeredAt());
        row.nullableTime(fact.getAcknowledgedAt());
        row.nullableTime(fact.getResolvedAt());
        row.int32(fact.getReopenings());
        row.length(fact.getSpans().size());
        for (var span : fact.getSpans()) {
            row.time(span.getOpenedAt());
            row.nullableTime(span.getResolvedAt());
        }
        row.length(fact.getCauses().size());
        for (var cause : fact.getCauses()) {
            row.string(cause.getTier());
            row.string(cause.getPullRequest());
            row.string(cause.getDeployment());
            row.int32(cause.getWeightMillionths());
            row.int32(cause.getHighMillionths());
            row.string(cause.getReason());
            row.time(cause.getAt());
        }
        row.string(fact.getTier());
        row.bool(fact.getAmbiguous());
        row.string(fact.getZone());
        row.int32(fact.getEvents());
        row.time(fact.getLastEventAt());
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static IncidentFact erased(ConsumerRecord<byte[], byte[]> record) {
        return IncidentFact.newBuilder()
                .setId(new String(record.key(), StandardCharsets.UTF_8))
                .setProvider("")
                .setIncidentId("")
                .setImpact("unknown")
                .setSeverityChanges(0)
                .setStatus("")
                .setMaintenance(false)
                .setTriggeredAt(Instant.EPOCH)
                .setReopenings(0)
                .setAmbiguous(false)
                .setEvents(0)
                .setLastEventAt(Instant.EPOCH)
                .build();
    }
}
