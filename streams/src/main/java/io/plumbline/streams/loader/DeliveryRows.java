package io.plumbline.streams.loader;

import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What production said of merged pull requests; a tombstone is a row that deletes. */
final class DeliveryRows implements Rows {

    private static final AvroSerde<DeliveryFact> SERDE = AvroSerde.of(DeliveryFact.class);

    @Override
    public String topic() {
        return Topics.DELIVERY_FACT.name();
    }

    @Override
    public String table() {
        return "delivery";
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
                "deployment",
                "how",
                "deployed_at",
                "incidents_known",
                "incidents",
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

    private static void write(DeliveryFact fact, RowBinaryWriter row) {
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
        row.string(fact.getDeployment());
        row.string(fact.getHow());
        row.nullableTime(fact.getDeployedAt());
        row.bool(fact.getIncidentsKnown());
        row.length(fact.getIncidents().size());
        for (var incident : fact.getIncidents()) {
            row.string(incident.getIncident());
            row.string(incident.getTier());
            row.int32(incident.getWeightMillionths());
            row.int32(incident.getHighMillionths());
            row.time(incident.getTriggeredAt());
            row.string(incident.getImpact());
        }
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static DeliveryFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = PullRequestKey.of(id);
        return DeliveryFact.newBuilder()
                .setId(id)
                .setProvider(key.provider())
                .setRepo(key.repo())
                .setNumber(key.number())
                .setOrigin("unknown")
                .setMergedAt(Instant.EPOCH)
                .setIncidentsKnown(false)
                .build();
    }
}
