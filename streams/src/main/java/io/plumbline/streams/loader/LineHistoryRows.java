package io.plumbline.streams.loader;

import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.LinesByAge;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Facts of the lines of commits; a tombstone is a row that deletes. */
final class LineHistoryRows implements Rows {

    private static final AvroSerde<LineHistoryFact> SERDE = AvroSerde.of(LineHistoryFact.class);
    private static final Pattern KEY = Pattern.compile("([^:]+):(.+)@([^@]+)");

    private final Pseudonyms pseudonyms;

    LineHistoryRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String topic() {
        return Topics.LINE_HISTORY_FACT.name();
    }

    @Override
    public String table() {
        return "line_history";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "provider",
                "repo",
                "sha",
                "number",
                "committed_at",
                "author_person",
                "team",
                "origin",
                "tool",
                "origin_source",
                "born",
                "deaths",
                "added",
                "removed",
                "ended",
                "known_until",
                "zone",
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

    private void write(LineHistoryFact fact, RowBinaryWriter row) {
        row.string(fact.getId());
        row.string(fact.getProvider());
        row.string(fact.getRepo());
        row.string(fact.getSha());
        row.nullableInt32(fact.getNumber());
        row.time(fact.getCommittedAt());
        row.string(pseudonyms.ofPerson(fact.getAuthorPerson()));
        row.string(fact.getTeam());
        row.string(fact.getOrigin());
        row.string(fact.getTool());
        row.string(fact.getOriginSource());
        row.int32(fact.getBorn());
        write(fact.getDeaths(), row);
        row.int32(fact.getAdded());
        row.int32(fact.getRemoved());
        write(fact.getEnded(), row);
        row.time(fact.getKnownUntil());
        row.string(fact.getZone());
    }

    private static void write(List<LinesByAge> ages, RowBinaryWriter row) {
        row.length(ages.size());
        for (var age : ages) {
            row.int32(age.getAgeDays());
            row.int32(age.getLines());
            row.int32(age.getSameAuthor());
        }
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static LineHistoryFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = KEY.matcher(id);
        if (!key.matches()) {
            throw new IllegalArgumentException("Not the key of a commit: " + id);
        }
        return LineHistoryFact.newBuilder()
                .setId(id)
                .setProvider(key.group(1))
                .setRepo(key.group(2))
                .setSha(key.group(3))
                .setCommittedAt(Instant.EPOCH)
                .setOrigin("unknown")
                .setOriginSource("commit")
                .setBorn(0)
                .setAdded(0)
                .setRemoved(0)
                .setKnownUntil(Instant.EPOCH)
                .build();
    }
}
