package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * When a pull request moved on, and how long each step took, in seconds of the wall clock; null where it did not happen.
 * Times are ISO-8601 UTC.
 *
 * @param firstCommitAt of all commits that were pushed
 * @param approvedAt first approval by a person
 * @param lastApprovedAt last one, before the merge
 * @param codingSeconds first commit to first ready
 * @param pickupSeconds first ready to first human review; null also when somebody looked at the draft
 * @param reviewSeconds first human review to first approval
 * @param mergeSeconds first approval to merge
 * @param draftSeconds as an open draft, all spells that ended
 * @param changedAfterReady pushed to after it was first ready
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FlowTruth(
        String firstCommitAt,
        String approvedAt,
        String lastApprovedAt,
        Long codingSeconds,
        Long pickupSeconds,
        Long reviewSeconds,
        Long mergeSeconds,
        long draftSeconds,
        int reviewRounds,
        int pushesAfterBotReview,
        boolean changedAfterReady) {}
