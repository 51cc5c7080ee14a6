package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.attribution.Attribution;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * Reviews of one pull request, the author's own left out. A review counts once, however often it was edited or dismissed.
 *
 * @param humanCount by persons: user accounts that are no known machine
 * @param rounds cycles changes requested, push, review (M5.11)
 * @param pushesAfterFirstHuman pushes, forced ones too, later than the first review by a person (M5.8)
 */
record Reviews(
        int count,
        int humanCount,
        Instant firstAt,
        Instant firstHumanAt,
        Instant firstBotAt,
        Instant approvedAt,
        int rounds,
        int pushesAfterFirstHuman) {

    /** @param moments in order of time */
    static Reviews of(List<Moment> moments, Account author, Attribution attribution) {
        var all = new HashSet<Long>();
        var byPersons = new HashSet<Long>();
        Instant firstAt = null;
        Instant firstHumanAt = null;
        Instant firstBotAt = null;
        Instant approvedAt = null;
        int rounds = 0;
        int pushes = 0;
        boolean changesRequested = false;
        boolean pushed = false;
        for (var moment : moments) {
            if (Kind.PUSHED.is(moment)) {
                pushed = changesRequested;
                if (firstHumanAt != null && moment.getAt() > firstHumanAt.toEpochMilli()) {
                    pushes++;
                }
                continue;
            }
            var reviewer = Kind.REVIEW.is(moment) ? State.account(moment.getActor()) : null;
            if (!Kind.REVIEW.is(moment) || same(reviewer, author)) {
                continue;
            }
            var at = Instant.ofEpochMilli(moment.getAt());
            boolean isNew = all.add(moment.getSubject());
            firstAt = firstAt == null ? at : firstAt;
            if (reviewer != null && attribution.isPerson(reviewer)) {
                byPersons.add(moment.getSubject());
                firstHumanAt = firstHumanAt == null ? at : firstHumanAt;
                if (approvedAt == null && moment.getText().equals("approved")) {
                    approvedAt = at;
                }
            } else if (reviewer != null && attribution.isMachine(reviewer)) {
                firstBotAt = firstBotAt == null ? at : firstBotAt;
            }
            if (isNew && pushed) {
                rounds++;
                pushed = false;
                changesRequested = false;
            }
            changesRequested |= moment.getText().equals("changes_requested");
        }
        return new Reviews(all.size(), byPersons.size(), firstAt, firstHumanAt, firstBotAt, approvedAt, rounds, pushes);
    }

    /** One account can act under two logins, so the number decides where both are known. */
    static boolean same(Account left, Account right) {
        if (left == null || right == null) {
            return false;
        }
        if (left.getId() != null && right.getId() != null) {
            return left.getId().equals(right.getId());
        }
        return left.getLogin().equalsIgnoreCase(right.getLogin());
    }
}
