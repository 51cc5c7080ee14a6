package io.plumbline.streams.loader;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Facts of pull requests; a tombstone is a row that deletes. */
final class PullRequestRows implements Rows {

    private static final AvroSerde<PullRequestFact> SERDE = AvroSerde.of(PullRequestFact.class);

    private final Pseudonyms pseudonyms;

    PullRequestRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String topic() {
        return Topics.PULL_REQUEST_FACT.name();
    }

    @Override
    public String table() {
        return "pull_request";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "id",
                "provider",
                "repo",
                "number",
                "forge_id",
                "title",
                "html_url",
                "author_login",
                "author_id",
                "author_type",
                "author_pseudonym",
                "author_person",
                "accountable_login",
                "accountable_pseudonym",
                "accountable_person",
                "team",
                "team_source",
                "task_type",
                "task_type_source",
                "areas",
                "known_paths",
                "known_commits",
                "ai_commits",
                "origin",
                "tool",
                "attribution_confidence",
                "evidence",
                "rule_version",
                "overridden_by",
                "override_reason",
                "head_ref",
                "base_ref",
                "labels",
                "opened_at",
                "ready_at",
                "draft",
                "first_review_at",
                "first_human_review_at",
                "first_bot_review_at",
                "approved_at",
                "merged_at",
                "closed_at",
                "closed_by_login",
                "merged_by_login",
                "outcome",
                "additions",
                "deletions",
                "changed_files",
                "commits",
                "reviews",
                "human_reviews",
                "human_reviewers",
                "bot_reviews",
                "self_reviews",
                "ai_reviewers",
                "zone",
                "review_comments",
                "review_rounds",
                "pushes",
                "pushes_after_first_human_review",
                "reopenings",
                "merge_commit_sha",
                "head_sha",
                "first_commit_at",
                "last_approved_at",
                "review_state",
                "reviews_by_persons",
                "draft_millis",
                "draft_since",
                "pushes_after_first_bot_review",
                "changed_after_submission",
                "lines_after_first_human_review",
                "written_additions",
                "written_deletions",
                "written_files",
                "work_zone",
                "coding_work_millis",
                "pickup_work_millis",
                "review_work_millis",
                "merge_work_millis",
                "clock_skews",
                "events",
                "last_event_at",
                "last_observed_at",
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

    private void write(PullRequestFact fact, RowBinaryWriter row) {
        var author = fact.getAuthor();
        row.string(fact.getId());
        row.string(fact.getProvider());
        row.string(fact.getRepo());
        row.int32(fact.getNumber());
        row.nullableInt64(fact.getForgeId());
        row.string(fact.getTitle());
        row.string(fact.getHtmlUrl());
        row.string(login(author));
        row.nullableInt64(author == null ? null : author.getId());
        row.string(author == null ? null : author.getType());
        row.string(pseudonyms.of(fact.getProvider(), author));
        row.string(pseudonyms.ofPerson(fact.getAuthorPerson()));
        row.string(login(fact.getAccountableHuman()));
        row.string(pseudonyms.of(fact.getProvider(), fact.getAccountableHuman()));
        row.string(pseudonyms.ofPerson(fact.getAccountablePerson()));
        row.string(fact.getTeam());
        row.string(fact.getTeamSource());
        row.string(fact.getTaskType());
        row.string(fact.getTaskTypeSource());
        row.length(fact.getAreas().size());
        fact.getAreas().forEach(row::string);
        row.int32(fact.getKnownPaths());
        row.int32(fact.getKnownCommits());
        row.int32(fact.getAiCommits());
        row.string(fact.getOrigin());
        row.string(fact.getTool());
        row.float64(fact.getAttributionConfidence());
        row.length(fact.getEvidence().size());
        for (var evidence : fact.getEvidence()) {
            row.string(evidence.getRule());
            row.string(evidence.getSignal());
            row.string(evidence.getValue());
            row.float64(evidence.getWeight());
        }
        row.string(fact.getRuleVersion());
        row.string(fact.getOverriddenBy());
        row.string(fact.getOverrideReason());
        row.string(fact.getHeadRef());
        row.string(fact.getBaseRef());
        row.length(fact.getLabels().size());
        fact.getLabels().forEach(row::string);
        row.time(fact.getOpenedAt());
        row.nullableTime(fact.getReadyAt());
        row.bool(fact.getDraft());
        row.nullableTime(fact.getFirstReviewAt());
        row.nullableTime(fact.getFirstHumanReviewAt());
        row.nullableTime(fact.getFirstBotReviewAt());
        row.nullableTime(fact.getApprovedAt());
        row.nullableTime(fact.getMergedAt());
        row.nullableTime(fact.getClosedAt());
        row.string(login(fact.getClosedBy()));
        row.string(login(fact.getMergedBy()));
        row.string(fact.getOutcome());
        row.nullableInt32(fact.getAdditions());
        row.nullableInt32(fact.getDeletions());
        row.nullableInt32(fact.getChangedFiles());
        row.nullableInt32(fact.getCommits());
        row.int32(fact.getReviews());
        row.int32(fact.getHumanReviews());
        row.int32(fact.getHumanReviewers());
        row.int32(fact.getBotReviews());
        row.int32(fact.getSelfReviews());
        row.length(fact.getAiReviewers().size());
        fact.getAiReviewers().forEach(row::string);
        row.string(fact.getZone());
        row.int32(fact.getReviewComments());
        row.int32(fact.getReviewRounds());
        row.int32(fact.getPushes());
        row.int32(fact.getPushesAfterFirstHumanReview());
        row.int32(fact.getReopenings());
        row.string(fact.getMergeCommitSha());
        row.string(fact.getHeadSha());
        flow(fact, row);
        row.int32(fact.getEvents());
        row.time(fact.getLastEventAt());
        row.time(fact.getLastObservedAt());
    }

    private void flow(PullRequestFact fact, RowBinaryWriter row) {
        row.nullableTime(fact.getFirstCommitAt());
        row.nullableTime(fact.getLastApprovedAt());
        row.string(fact.getReviewState());
        row.length(fact.getReviewsByPersons().size());
        for (var review : fact.getReviewsByPersons()) {
            row.time(review.getAt());
            row.string(pseudonyms.ofPerson(review.getPerson()));
        }
        row.int64(fact.getDraftMillis());
        row.nullableTime(fact.getDraftSince());
        row.int32(fact.getPushesAfterFirstBotReview());
        row.bool(fact.getChangedAfterSubmission());
        row.nullableInt32(fact.getLinesAfterFirstHumanReview());
        row.nullableInt32(fact.getWrittenAdditions());
        row.nullableInt32(fact.getWrittenDeletions());
        row.nullableInt32(fact.getWrittenFiles());
        row.string(fact.getWorkZone());
        row.nullableInt64(fact.getCodingWorkMillis());
        row.nullableInt64(fact.getPickupWorkMillis());
        row.nullableInt64(fact.getReviewWorkMillis());
        row.nullableInt64(fact.getMergeWorkMillis());
        row.int32(fact.getClockSkews());
    }

    /** The sorting key of the row to delete, and nothing else. */
    private static PullRequestFact erased(ConsumerRecord<byte[], byte[]> record) {
        var id = new String(record.key(), StandardCharsets.UTF_8);
        var key = PullRequestKey.of(id);
        return PullRequestFact.newBuilder()
                .setId(id)
                .setProvider(key.provider())
                .setRepo(key.repo())
                .setNumber(key.number())
                .setTitle("")
                .setOrigin("unknown")
                .setAttributionConfidence(0)
                .setRuleVersion("")
                .setOpenedAt(Instant.EPOCH)
                .setDraft(false)
                .setOutcome("open")
                .setReviews(0)
                .setHumanReviews(0)
                .setReviewComments(0)
                .setReviewRounds(0)
                .setPushes(0)
                .setPushesAfterFirstHumanReview(0)
                .setReopenings(0)
                .setEvents(0)
                .setLastEventAt(Instant.EPOCH)
                .setLastObservedAt(Instant.EPOCH)
                .build();
    }

    private static String login(Account account) {
        return account == null ? null : account.getLogin();
    }
}
