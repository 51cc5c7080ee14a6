package io.plumbline.streams.loader;

import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Figures of AI usage; a tombstone is a row that deletes. */
final class UsageDayRows implements Rows {

    private static final List<String> COLUMNS = List.of(
            "id",
            "vendor",
            "tool",
            "report",
            "level",
            "scope",
            "subject",
            "subject_kind",
            "person",
            "team",
            "day",
            "surface",
            "breakdown",
            "language",
            "model",
            "editor",
            "feature",
            "series",
            "decision_source",
            "kind",
            "unit",
            "accepted",
            "offered",
            "rejected",
            "interactions",
            "active",
            "active_users",
            "counted",
            "reported_at",
            "observed_at",
            "version",
            "is_deleted");

    private final Pseudonyms pseudonyms;

    UsageDayRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String topic() {
        return Topics.USAGE_DAY_FACT.name();
    }

    @Override
    public String table() {
        return "usage_day";
    }

    @Override
    public List<String> columns() {
        return COLUMNS;
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            erased(Topics.USAGE_DAY_FACT.keySerde().deserializer().deserialize(topic(), record.key()), row);
        } else {
            write(Topics.USAGE_DAY_FACT.valueSerde().deserializer().deserialize(topic(), record.value()), row);
        }
        row.int64(Rows.lastWins(record));
        row.int8(record.value() == null ? 1 : 0);
        return true;
    }

    private void write(UsageDayFact fact, RowBinaryWriter row) {
        var usage = fact.getUsage();
        row.string(fact.getId());
        row.string(usage.getVendor());
        row.string(usage.getTool());
        row.string(usage.getReport());
        row.string(usage.getLevel());
        row.string(usage.getScope());
        row.string(usage.getSubject());
        row.string(usage.getSubjectKind());
        row.string(pseudonyms.ofPerson(fact.getPerson()));
        row.string(fact.getTeam());
        row.date(usage.getDay());
        row.string(usage.getSurface());
        row.string(usage.getBreakdown());
        row.string(usage.getLanguage());
        row.string(usage.getModel());
        row.string(usage.getEditor());
        row.string(usage.getFeature());
        row.string(usage.getSeries());
        row.string(usage.getDecisionSource());
        row.string(usage.getKind());
        row.string(usage.getUnit());
        row.nullableInt64(usage.getAccepted());
        row.nullableInt64(usage.getOffered());
        row.nullableInt64(usage.getRejected());
        row.nullableInt64(usage.getInteractions());
        row.nullableBool(usage.getActive());
        row.nullableInt64(usage.getActiveUsers());
        row.bool(fact.getCounted());
        row.time(usage.getReportedAt());
        row.time(usage.getMeta().getObservedAt());
    }

    /** Only the id is known of an erased figure, and needed. */
    private static void erased(String id, RowBinaryWriter row) {
        row.string(id);
        for (int column = COLUMNS.indexOf("vendor"); column < COLUMNS.indexOf("day"); column++) {
            row.string(null);
        }
        row.date(LocalDate.EPOCH);
        for (int column = COLUMNS.indexOf("surface"); column < COLUMNS.indexOf("accepted"); column++) {
            row.string(null);
        }
        for (int number = 0; number < 4; number++) {
            row.nullableInt64(null);
        }
        row.nullableBool(null);
        row.nullableInt64(null);
        row.bool(false);
        row.time(Instant.EPOCH);
        row.time(Instant.EPOCH);
    }
}
