package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.HumanReview;
import io.plumbline.streams.settings.Settings;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param pushesAfterFirstBot the same of the first review by a machine
 * @param lastApprovedAt last approval by a person, not later than the merge
 * @param state what the persons want, see {@link Decisions#state}
 * @param byPersons each review by a person, by time
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
        int pushesAfterFirstBot,
        Instant lastApprovedAt,
        String state,
        List<HumanReview> byPersons,
        int persons,
        int botCount,
        int selfCount,
        List<String> machines) {

    /**
     * @param moments in order of time
     * @param mergedAt null = not merged
     */
    static Reviews of(List<Moment> moments, String provider, Account author, Instant mergedAt, Settings settings) {
        var attribution = settings.attribution();
        var directory = settings.directory();
        var all = new HashSet<Long>();
        var seenByPersons = new HashSet<Long>();
        var byPersons = new ArrayList<HumanReview>();
        var decisions = new Decisions();
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
        int pushesAfterBot = 0;
        boolean changesRequested = false;
        boolean pushed = false;
        for (var moment : moments) {
            if (Kind.PUSHED.is(moment)) {
                pushed = changesRequested;
                if (firstHumanAt != null && moment.getAt() > firstHumanAt.toEpochMilli()) {
                    pushes++;
                }
                if (firstBotAt != null && moment.getAt() > firstBotAt.toEpochMilli()) {
                    pushesAfterBot++;
                }
                decisions.push(moment);
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
                var person = directory.personOf(provider, reviewer);
                if (seenByPersons.add(moment.getSubject())) {
                    byPersons.add(new HumanReview(at, person));
                }
                persons.add(person);
                decisions.review(moment, person, mergedAt);
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
                pushesAfterBot,
                decisions.lastApprovedAt(),
                decisions.state(),
                List.copyOf(byPersons),
                persons.size(),
                byMachines.size(),
                own.size(),
                List.copyOf(machines));
    }
}
