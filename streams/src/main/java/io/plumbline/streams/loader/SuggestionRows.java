package io.plumbline.streams.loader;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Facts of review comments; a tombstone is a row that deletes. */
final class SuggestionRows implements Rows {

    private static final AvroSerde<SuggestionFact> SERDE = AvroSerde.of(SuggestionFact.class);
    private static final Pattern KEY = Pattern.compile("(([^:]+):(.+)#(\\d+))/comment/(\\d+)");

    private final Pseudonyms pseudonyms;

    SuggestionRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String topic() {
        return Topics.SUGGESTION_FACT.name();
    }

    @Override
    public String table() {
        return "suggestion";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "provider",
                "repo",
                "number",
                "comment_id",
                "reviewer_login",
                "reviewer_id",
                "reviewer_type",
                "reviewer_pseudonym",
                "reviewer_kind",
                "reviewer_tool",
                "suggestion_block",
                "severity",
                "category",
                "path",
                "line",
                "created_at",
                "event_id",
                "tier",
                "reason",
                "evidence",
                "decided",
                "accepted",
                "decided_at",
                "upvotes",
                "downvotes",
                "exclusion",
                "alive_after_21_days",
                "origin",
                "tool",
                "team",
                "opened_at",
                "merged_at",
                "closed_at",
                "outcome",
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

    private void write(SuggestionFact fact, RowBinaryWriter row) {
        row.string(fact.getId());
        row.string(fact.getProvider());
        row.string(fact.getRepo());
        row.int32(fact.getNumber());
        row.int64(fact.getCommentId());
        row.string(fact.getReviewer().getLogin());
        row.nullableInt64(fact.getReviewer().getId());
        row.string(fact.getReviewer().getType());
        row.string(pseudonyms.of(fact.getProvider(), fact.getReviewer()));
        row.string(fact.getReviewerKind());
        row.string(fact.getReviewerTool());
        row.bool(fact.getSuggestionBlock());
        row.string(fact.getSeverity());
        row.string(fact.getCategory());
        row.string(fact.getPath());
        row.nullableInt32(fact.getLine());
        row.time(fact.getCreatedAt());
        row.string(fact.getEventId());
        row.string(fact.getTier());
        row.string(fact.getReason());
        row.length(fact.getEvidence().size());
        for (var evidence : fact.getEvidence()) {
            row.string(evidence.getTier());
            row.string(evidence.getReason());
            row.time(evidence.getAt());
            row.string(evidence.getEventId());
            row.string(evidence.getSha());
        }
        row.bool(fact.getDecided());
        row.bool(fact.getAccepted());
        row.nullableTime(fact.getDecidedAt());
        row.nullableInt32(fact.getUpvotes());
        row.nullableInt32(fact.getDownvotes());
        row.string(fact.getExclusion());
        row.int8(fact.getAliveAfter21Days() == null ? 1 : 0);
        if (fact.getAliveAfter21Days() != null) {
            row.bool(fact.getAliveAfter21Days());
        }
        row.string(fact.getOrigin());
        row.string(fact.getTool());
        row.string(fact.getTeam());
        row.time(fact.getOpenedAt());
        row.nullableTime(fact.getMergedAt());
        row.nullableTime(fact.getClosedAt());
        row.string(fact.getOutcome());
        row.string(fact.getZone());
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static SuggestionFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = KEY.matcher(id);
        if (!key.matches()) {
            throw new IllegalArgumentException("Not the key of a review comment: " + id);
        }
        return SuggestionFact.newBuilder()
                .setId(id)
                .setPullRequest(key.group(1))
                .setProvider(key.group(2))
                .setRepo(key.group(3))
                .setNumber(Integer.parseInt(key.group(4)))
                .setCommentId(Long.parseLong(key.group(5)))
                .setReviewer(new Account("", null, null))
                .setReviewerKind("unknown")
                .setSuggestionBlock(false)
                .setCreatedAt(Instant.EPOCH)
                .setEventId("")
                .setTier("X")
                .setReason("")
                .setDecided(false)
                .setAccepted(false)
                .setOrigin("unknown")
                .setOpenedAt(Instant.EPOCH)
                .setOutcome("open")
                .build();
    }
}
