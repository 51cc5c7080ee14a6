package io.plumbline.standalone.simulator;

import io.plumbline.standalone.simulator.PullRequest.Ending;
import java.util.ArrayList;
import java.util.List;

/** The reviews of one pull request, by AI reviewers and people, and how its author answers them. */
final class ReviewPlan {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;

    private final Chances chances;
    private final Rates rates;
    private final PullRequest pull;
    private final WorkCalendar calendar;
    private final CommitPlan commits;
    private final int firstReviewer;

    ReviewPlan(Chances chances, PullRequest pull, CommitPlan commits) {
        this.chances = chances;
        this.rates = chances.rates();
        this.pull = pull;
        this.calendar = pull.team.calendar();
        this.commits = commits;
        this.firstReviewer = pull.dice.fork("reviewer").below(pull.colleagues.size());
    }

    /** The i-th person who reviews: never the author, nor the one who asked an agent for the change. */
    Account reviewer(int i) {
        return pull.colleagues.get((firstReviewer + i) % pull.colleagues.size());
    }

    /** When the author's side acts: an agent within minutes, a person within office hours. */
    long respond(Dice own, long at, double medianSeconds) {
        return pull.byAgent()
                ? at + (long) StrictMath.max(60, own.logNormal(8 * MINUTE, 0.6))
                : calendar.after(at, own.logNormal(medianSeconds, 0.9));
    }

    /** AI reviewers look at what is ready, minutes later; returns when the author is done with them. */
    long machines(long ready) {
        long done = ready;
        if (pull.byAutomation()) {
            return done;
        }
        for (AiReviewer reviewer : pull.repository.reviewers()) {
            Dice own = pull.dice.fork("machine " + reviewer.id());
            if (!own.fork("looks").chance(0.92)) {
                continue;
            }
            long at = done + own.between(150, 780);
            int count = own.fork("findings").overdispersed(chances.findings(pull), 0.8);
            List<Remark> remarks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Dice one = own.fork("finding", i);
                boolean suggestion = one.fork("suggestion").chance(rates.suggestionShare());
                remarks.add(ReviewWords.finding(reviewer, pull, suggestion, one));
            }
            if (reviewer == AiReviewer.CODERABBIT) {
                pull.at(
                        at - 60,
                        (stage, p, now) -> stage.comment(p, now, reviewer.reviews(), ReviewWords.walkthrough(p)));
            }
            String summary = ReviewWords.summary(reviewer, pull, count);
            pull.at(at, (stage, p, now) -> stage.review(p, now, reviewer.reviews(), "commented", summary, remarks));
            done = pull.ending == Ending.STALE ? at : answer(own.fork("answer"), at, remarks, false);
        }
        return done;
    }

    /** People review after the machines; returns the time of the last thing said or done. */
    long people(long ready, long machine) {
        Dice own = pull.dice.fork("people");
        if (!own.fork("reviewed").chance(reviewChance())) {
            return StrictMath.max(machine, ready + 60);
        }
        double pickup = pull.byAutomation() ? 7 * HOUR : 2.5 * HOUR;
        long first = calendar.after(StrictMath.max(ready, machine) + 60, own.logNormal(pickup, 1.0));
        Account reviewer = reviewer(0);
        if (own.fork("rework").chance(chances.rework(pull))) {
            return rework(own, first, reviewer);
        }
        if (pull.ending != Ending.MERGED) {
            List<Remark> remarks = remarks(own, reviewer, 1 + own.below(2));
            String state = own.chance(0.5) ? "changes_requested" : "commented";
            String text = ReviewWords.request(own);
            pull.at(first, (stage, p, at) -> stage.review(p, at, reviewer, state, text, remarks));
            return first;
        }
        if (own.chance(0.2)) {
            List<Remark> remarks = remarks(own, reviewer, 1);
            pull.at(first, (stage, p, at) -> stage.review(p, at, reviewer, "commented", "", remarks));
            long answered = calendar.after(first, own.logNormal(40 * MINUTE, 0.8));
            pull.at(answered, (stage, p, at) -> stage.comment(p, at, p.requester, "Good point, I will follow up."));
            return approve(own, calendar.after(answered, own.logNormal(HOUR, 0.8)), reviewer);
        }
        return approve(own, first, reviewer);
    }

    private double reviewChance() {
        return switch (pull.ending) {
            case MERGED -> chances.humanReview(pull);
            case REJECTED -> 0.85;
            case WITHDRAWN -> 0.4;
            case SUPERSEDED -> pull.byAutomation() ? 0.05 : 0.35;
            case STALE -> 0.3;
        };
    }

    private long rework(Dice own, long first, Account reviewer) {
        List<Remark> remarks = remarks(own, reviewer, 1 + own.below(3));
        String state = own.chance(0.7) ? "changes_requested" : "commented";
        String text = ReviewWords.request(own);
        pull.at(first, (stage, p, at) -> stage.review(p, at, reviewer, state, text, remarks));
        long done = first;
        if (own.fork("back-to-draft").chance(0.06)) {
            pull.at(first + 900, (stage, p, at) -> stage.toDraft(p, at, p.requester));
            done = answer(own.fork("answer"), first + 900, remarks, true);
            long ready = done + 600;
            pull.at(ready, (stage, p, at) -> stage.ready(p, at, p.requester));
            done = ready;
        } else {
            done = answer(own.fork("answer"), first, remarks, true);
        }
        if (own.fork("second").chance(0.25)) {
            long again = calendar.after(done, own.logNormal(2 * HOUR, 0.8));
            List<Remark> more = remarks(own.fork("second remarks"), reviewer, 1);
            pull.at(again, (stage, p, at) -> stage.review(p, at, reviewer, "changes_requested", "", more));
            done = answer(own.fork("second answer"), again, more, true);
        }
        if (pull.ending != Ending.MERGED) {
            return done;
        }
        return approve(own, calendar.after(done, own.logNormal(80 * MINUTE, 0.9)), reviewer);
    }

    private long approve(Dice own, long at, Account reviewer) {
        String thanks = ReviewWords.thanks(own);
        pull.at(at, (stage, p, now) -> stage.review(p, now, reviewer, "approved", thanks, List.of()));
        return at;
    }

    private List<Remark> remarks(Dice own, Account reviewer, int count) {
        List<Remark> remarks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Dice one = own.fork("remark", i);
            boolean suggestion = one.fork("suggestion").chance(0.3);
            remarks.add(ReviewWords.remark(reviewer, pull, suggestion, one));
        }
        return remarks;
    }

    /** Applies, fixes, declines or leaves each remark; {@code mustPush} makes sure there is a push in the end. */
    private long answer(Dice own, long posted, List<Remark> remarks, boolean mustPush) {
        long at = posted;
        List<Remark> toFix = new ArrayList<>();
        boolean pushed = false;
        for (int i = 0; i < remarks.size(); i++) {
            Remark remark = remarks.get(i);
            Dice one = own.fork("remark", i);
            if (remark.suggestion && one.fork("applied").chance(rates.suggestionApplied())) {
                at = at == posted ? respond(own, posted, 50 * MINUTE) : at + one.between(15, 90);
                Commit commit = commits.applied(at, remark);
                pull.at(at, (stage, p, now) -> stage.applySuggestion(p, now, commit, remark));
                pull.at(at + 3, (stage, p, now) -> stage.resolve(p, now, remark, p.requester));
                pushed = true;
            } else if (one.fork("fixed").chance(rates.findingFixed())) {
                toFix.add(remark);
            } else if (one.fork("declined").chance(0.3)) {
                at = at == posted ? respond(own, posted, 50 * MINUTE) : at + one.between(30, 200);
                String text = ReviewWords.declined(one);
                pull.at(at, (stage, p, now) -> stage.reply(p, now, remark, p.requester, text));
                pull.at(at + 4, (stage, p, now) -> stage.resolve(p, now, remark, p.requester));
            }
        }
        if (toFix.isEmpty() && (pushed || !mustPush)) {
            return at + 5;
        }
        at = respond(own, at, 70 * MINUTE);
        List<String> paths = toFix.isEmpty()
                ? pull.files.subList(0, 1)
                : toFix.stream().map(remark -> remark.path).distinct().toList();
        List<Commit> fix = List.of(commits.next(at, ReviewWords.fix(own), paths));
        boolean forced = mustPush && own.fork("forced").chance(0.08);
        pull.at(at, (stage, p, now) -> stage.fix(p, now, fix, toFix, forced));
        for (Remark remark : toFix) {
            at += 6;
            if (own.chance(0.75)) {
                pull.at(at, (stage, p, now) -> stage.resolve(p, now, remark, p.requester));
            }
        }
        return at + 5;
    }
}
