package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the truth counts, per repository, origin and tool. "Human review": by a person who is not the author. */
public enum Count {
    OPENED,
    MERGED,
    /** Closed at the end, not merged. */
    CLOSED_UNMERGED,
    STILL_OPEN,
    /** Was no draft at some time. */
    EVER_READY,
    /** Open and a draft at the end. */
    STILL_DRAFT,
    /** Closed while a draft. */
    CLOSED_AS_DRAFT,
    /** Created at least 14 days before the end. */
    AGED_14_DAYS,
    /** Of these: was no draft at some time. */
    AGED_14_DAYS_EVER_READY,
    /** Of {@link #AGED_14_DAYS}: merged within 14 days of creation. */
    AGED_MERGED_WITHIN_14_DAYS,
    /** Closed unmerged by a person other than its author and requester. */
    REJECTED_BY_HUMAN,
    /** Closed unmerged by author or requester, nothing taking its place. */
    WITHDRAWN,
    /** Closed unmerged by the bot that closes stale pull requests. */
    AUTO_CLOSED,
    SUPERSEDED,
    HUMAN_REVIEWED,
    /** Sum of the seconds from creation to the first human review. */
    HUMAN_REVIEW_WAIT_SECONDS,
    /** Has a push after its first human review. */
    REWORKED,
    PUSHES,
    PUSHES_AFTER_HUMAN_REVIEW,
    MERGED_WITHOUT_HUMAN_REVIEW,
    /** Root comments of AI reviewers. */
    FINDINGS,
    /** Of these: with a suggestion block. */
    SUGGESTIONS,
    /** Of these: applied by a commit with the reviewer as co-author. */
    SUGGESTIONS_APPLIED,
    /** Reached production. */
    DEPLOYED,
    /** A revert of it was merged. */
    REVERTED,
    REVERTED_WITHIN_30_DAYS,
    INCIDENTS_CAUSED;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
