package io.plumbline.streams.loader;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Facts of deployments; a tombstone is a row that deletes. */
final class DeploymentRows implements Rows {

    private static final AvroSerde<DeploymentFact> SERDE = AvroSerde.of(DeploymentFact.class);
    private static final Pattern KEY = Pattern.compile("([^:]+):([^/]+/[^/]+)/deployment/(.+)", Pattern.DOTALL);

    private final Pseudonyms pseudonyms;

    DeploymentRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String topic() {
        return Topics.DEPLOYMENT_FACT.name();
    }

    @Override
    public String table() {
        return "deployment";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "provider",
                "repo",
                "deployment_id",
                "service",
                "environment",
                "production",
                "sha",
                "ref",
                "state",
                "created_at",
                "started_at",
                "finished_at",
                "trigger",
                "trigger_reason",
                "incident_id",
                "rolls_back_to",
                "previous",
                "pull_requests",
                "unmatched",
                "team",
                "creator_pseudonym",
                "creator_type",
                "url",
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

    private void write(DeploymentFact fact, RowBinaryWriter row) {
        row.string(fact.getId());
        row.string(fact.getProvider());
        row.string(fact.getRepo());
        row.string(fact.getDeploymentId());
        row.string(fact.getService());
        row.string(fact.getEnvironment());
        row.bool(fact.getProduction());
        row.string(fact.getSha());
        row.string(fact.getRef());
        row.string(fact.getState());
        row.time(fact.getCreatedAt());
        row.nullableTime(fact.getStartedAt());
        row.nullableTime(fact.getFinishedAt());
        row.string(fact.getTrigger());
        row.string(fact.getTriggerReason());
        row.string(fact.getIncidentId());
        row.string(fact.getRollsBackTo());
        row.string(fact.getPrevious());
        row.length(fact.getPullRequests().size());
        for (var carried : fact.getPullRequests()) {
            row.int32(carried.getNumber());
            row.string(carried.getHow());
            row.time(carried.getMergedAt());
            row.bool(carried.getFirst());
        }
        row.bool(fact.getUnmatched());
        row.string(fact.getTeam());
        row.string(fact.getCreator() == null ? null : pseudonyms.of(fact.getProvider(), fact.getCreator()));
        row.string(fact.getCreator() == null ? null : fact.getCreator().getType());
        row.string(fact.getUrl());
        row.string(fact.getZone());
        row.int32(fact.getEvents());
        row.time(fact.getLastEventAt());
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static DeploymentFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = KEY.matcher(id);
        if (!key.matches()) {
            throw new IllegalArgumentException("Not the key of a deployment: " + id);
        }
        return DeploymentFact.newBuilder()
                .setId(id)
                .setProvider(key.group(1))
                .setRepo(key.group(2))
                .setDeploymentId(key.group(3))
                .setEnvironment("")
                .setProduction(false)
                .setState("")
                .setCreatedAt(Instant.EPOCH)
                .setTrigger("planned")
                .setTriggerReason("")
                .setEvents(0)
                .setLastEventAt(Instant.EPOCH)
                .build();
    }
}
