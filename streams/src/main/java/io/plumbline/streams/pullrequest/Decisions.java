package io.plumbline.streams.pullrequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the persons who reviewed want, by the newest decision of each; a dismissed review decides nothing. */
final class Decisions {

    private static final String APPROVED = "approved";
    private static final String CHANGES_REQUESTED = "changes_requested";
    private static final String DISMISSED = "dismissed";

    /** @param approves false: asks for changes */
    private record Decision(long review, long at, boolean approves) {}

    private final List<Decision> all = new ArrayList<>();
    private final Map<Long, String> reviewers = new HashMap<>();
    private final Set<Long> dismissed = new HashSet<>();
    private long lastPush = Long.MIN_VALUE;
    private Instant lastApprovedAt;

    void push(Moment moment) {
        lastPush = moment.getAt();
    }

    /** A review by a person, in order of time. */
    void review(Moment moment, String person, Instant mergedAt) {
        reviewers.put(moment.getSubject(), person);
        switch (moment.getText()) {
            case DISMISSED -> dismissed.add(moment.getSubject());
            case APPROVED -> {
                decide(moment, true);
                var at = Instant.ofEpochMilli(moment.getAt());
                lastApprovedAt = mergedAt != null && at.isAfter(mergedAt) ? lastApprovedAt : at;
            }
            case CHANGES_REQUESTED -> decide(moment, false);
            default -> {
                // A comment leaves the decision as it was.
            }
        }
    }

    private void decide(Moment moment, boolean approves) {
        all.add(new Decision(moment.getSubject(), moment.getAt(), approves));
    }

    /** Last approval by a person, not later than the merge. */
    Instant lastApprovedAt() {
        return lastApprovedAt;
    }

    /** none, commented, changes_requested, answered (changes requested, pushed since), approved. */
    String state() {
        if (reviewers.isEmpty()) {
            return "none";
        }
        var newest = new HashMap<String, Decision>();
        for (var decision : all) {
            if (!dismissed.contains(decision.review())) {
                newest.merge(reviewers.get(decision.review()), decision, Decisions::newer);
            }
        }
        if (newest.isEmpty()) {
            return "commented";
        }
        var requests = newest.values().stream().filter(one -> !one.approves()).toList();
        if (requests.isEmpty()) {
            return APPROVED;
        }
        return requests.stream().allMatch(one -> one.at() < lastPush) ? "answered" : CHANGES_REQUESTED;
    }

    /** Of one second the request counts: it is the one that holds up a merge. */
    private static Decision newer(Decision one, Decision other) {
        if (one.at() != other.at()) {
            return one.at() > other.at() ? one : other;
        }
        return one.approves() ? other : one;
    }
}
