package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.settings.Settings;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;

/**
 * Reviews of one pull request, the author's own left out, under whichever alias. A review counts once, however often it
 * was edited or dismissed.
 *
 * @param humanCount by persons: user accounts that are no known machine
 * @param rounds cycles changes requested, push, review (M5.11)
 * @param pushesAfterFirstHuman pushes, forced ones too, later than the first review by a person (M5.8)
 * @param persons distinct persons who reviewed
 * @param selfCount the author's own, counted nowhere else
 * @param machines logins of the machines that reviewed, sorted
 */
record Reviews(
        int count,
        int humanCount,
        Instant firstAt,
        Instant firstHumanAt,
        Instant firstBotAt,
        Instant approvedAt,
        int rounds,
        int pushesAfterFirstHuman,
        int persons,
        int botCount,
        int selfCount,
        List<String> machines) {

    /** @param moments in order of time */
    static Reviews of(List<Moment> moments, String provider, Account author, Settings settings) {
        var attribution = settings.attribution();
        var directory = settings.directory();
        var all = new HashSet<Long>();
        var byPersons = new HashSet<Long>();
        var byMachines = new HashSet<Long>();
        var own = new HashSet<Long>();
        var persons = new HashSet<String>();
        var machines = new TreeSet<String>();
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
            if (!Kind.REVIEW.is(moment)) {
                continue;
            }
            var reviewer = State.account(moment.getActor());
            if (directory.same(provider, reviewer, author)) {
                own.add(moment.getSubject());
                continue;
            }
            var at = Instant.ofEpochMilli(moment.getAt());
            boolean isNew = all.add(moment.getSubject());
            firstAt = firstAt == null ? at : firstAt;
            if (reviewer != null && attribution.isPerson(reviewer)) {
                byPersons.add(moment.getSubject());
                persons.add(directory.personOf(provider, reviewer));
                firstHumanAt = firstHumanAt == null ? at : firstHumanAt;
                if (approvedAt == null && moment.getText().equals("approved")) {
                    approvedAt = at;
                }
            } else if (reviewer != null && attribution.isMachine(reviewer)) {
                byMachines.add(moment.getSubject());
                machines.add(reviewer.getLogin());
                firstBotAt = firstBotAt == null ? at : firstBotAt;
            }
            if (isNew && pushed) {
                rounds++;
                pushed = false;
                changesRequested = false;
            }
            changesRequested |= moment.getText().equals("changes_requested");
        }
        return new Reviews(
                all.size(),
                byPersons.size(),
                firstAt,
                firstHumanAt,
                firstBotAt,
                approvedAt,
                rounds,
                pushes,
                persons.size(),
                byMachines.size(),
                own.size(),
                List.copyOf(machines));
    }
}
