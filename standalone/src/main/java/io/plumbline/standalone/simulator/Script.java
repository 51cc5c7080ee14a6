package io.plumbline.standalone.simulator;

import io.plumbline.standalone.simulator.PullRequest.Ending;
import io.plumbline.standalone.simulator.PullRequest.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes the whole life of one pull request before it begins: what will happen, and at which second. */
final class Script {
    private static final double MINUTE = 60;
    private static final double HOUR = 3600;
    private static final long DAY = 86_400;

    private final Chances chances;
    private final PullRequest pull;
    private final Dice dice;
    private final WorkCalendar calendar;
    private final CommitPlan commits;
    private final ReviewPlan reviews;

    Script(Chances chances, PullRequest pull) {
        this.chances = chances;
        this.pull = pull;
        this.dice = pull.dice;
        this.calendar = pull.team.calendar();
        this.commits = new CommitPlan(pull, chances.effect(pull).size());
        this.reviews = new ReviewPlan(chances, pull, commits);
    }

    /** Whether it becomes ready, and how it ends; returns false when it stays a draft. */
    boolean decide() {
        // Copilot's agent always starts with a draft.
        pull.opensAsDraft = !isRepair()
                && !pull.byAutomation()
                && (pull.byCopilot()
                        || dice.fork("draft").chance(chances.rates().draft()));
        boolean neverReady = pull.opensAsDraft
                && dice.fork("never-ready").chance(chances.rates().neverReady());
        decideEnding(neverReady);
        return !neverReady;
    }

    private boolean isRepair() {
        return pull.kind == Kind.REVERT || pull.kind == Kind.HOTFIX;
    }

    void write() {
        boolean becomesReady = decide();
        open();
        if (!becomesReady) {
            endAsDraft();
        } else {
            long ready = pull.opensAsDraft ? leaveDraft() : pull.openedAt;
            requestReviews(ready);
            if (isRepair()) {
                repairQuickly(ready);
            } else {
                long machine = reviews.machines(ready);
                long people = reviews.people(ready, machine);
                end(ready, people);
            }
        }
        pull.steps.sort(Comparator.comparingLong(Step::at));
    }

    private void decideEnding(boolean neverReady) {
        double acceptance = chances.acceptance(pull);
        pull.mergeProbability = neverReady ? 0 : acceptance;
        Dice reason = dice.fork("reason");
        if (neverReady) {
            pull.ending = reason.chance(0.7) ? Ending.STALE : Ending.WITHDRAWN;
        } else if (dice.fork("accepted").chance(acceptance)) {
            pull.ending = Ending.MERGED;
        } else if (pull.byAutomation()) {
            pull.ending = reason.chance(0.6) ? Ending.SUPERSEDED : Ending.REJECTED;
        } else {
            Ending[] endings = {Ending.REJECTED, Ending.WITHDRAWN, Ending.SUPERSEDED, Ending.STALE};
            pull.ending = endings[reason.weighted(0.45, 0.15, 0.16, 0.24)];
        }
        if (pull.ending == Ending.SUPERSEDED && pull.kind == Kind.SUCCESSOR) {
            pull.ending = Ending.WITHDRAWN; // One successor is enough: chains would only stretch a life.
        }
    }

    private void open() {
        Dice opening = dice.fork("opening");
        List<Commit> first = commits.first();
        pull.at(pull.openedAt - opening.between(20, 600), (stage, p, at) -> stage.push(p, at, first, p.author, false));
        pull.at(pull.openedAt, Stage::open);
        long at = pull.openedAt + 2;
        Account by = pull.author.person() ? pull.author : pull.byAutomation() ? pull.author : pull.requester;
        for (String label : labels(opening)) {
            long moment = at++;
            pull.at(moment, (stage, p, now) -> stage.label(p, now, label, by));
        }
        if (!pull.opensAsDraft
                && pull.kind == Kind.ORDINARY
                && dice.fork("retitle").chance(0.05)) {
            long moment = pull.openedAt + opening.between(60, 1800);
            pull.title = pull.finalTitle + " (first part)";
            pull.at(moment, (stage, p, now) -> stage.retitle(p, now, p.finalTitle, p.requester));
        } else {
            pull.title = pull.byCopilot() ? "[WIP] " + pull.finalTitle : pull.finalTitle;
        }
    }

    private List<String> labels(Dice opening) {
        List<String> labels = new ArrayList<>();
        if (pull.byAutomation()) {
            labels.add("dependencies");
            return labels;
        }
        if (opening.chance(0.45)) {
            switch (pull.task) {
                case FIX -> labels.add("bug");
                case FEAT -> labels.add("enhancement");
                case DOCS -> labels.add("documentation");
                default -> labels.add("area: " + pull.area);
            }
        }
        if (pull.kind == Kind.HOTFIX) {
            labels.add("hotfix");
        }
        if (pull.evidence.contains("label")) {
            labels.add("codex");
        }
        return labels;
    }

    private long leaveDraft() {
        Dice drafting = dice.fork("drafting");
        long at = pull.openedAt;
        int pushes = pull.byAgent() ? 1 + drafting.poisson(0.5) : drafting.poisson(0.9);
        for (int i = 0; i < pushes; i++) {
            at = reviews.respond(drafting, at, 90 * MINUTE);
            List<Commit> more = List.of(commits.next(at, CommitPlan.WORK, pull.files));
            pull.at(at, (stage, p, now) -> stage.push(p, now, more, p.author, false));
        }
        long ready = reviews.respond(drafting, at, 3 * HOUR);
        if (pull.byCopilot()) {
            pull.at(ready - 1, (stage, p, now) -> stage.retitle(p, now, p.finalTitle, p.author));
        }
        pull.at(ready, (stage, p, now) -> stage.ready(p, now, p.requester));
        return ready;
    }

    private void requestReviews(long ready) {
        Dice asking = dice.fork("asking");
        int wanted = pull.byAutomation() ? (asking.chance(0.4) ? 1 : 0) : asking.weighted(0.25, 0.6, 0.15);
        for (int i = 0; i < StrictMath.min(wanted, pull.colleagues.size()); i++) {
            Account reviewer = reviews.reviewer(i);
            pull.at(
                    ready + 5 + 7L * i,
                    (stage, p, at) -> stage.requestReview(p, at, reviewer, p.byAutomation() ? p.author : p.requester));
        }
    }

    /** Reverts and hotfixes do not wait for office hours. */
    private void repairQuickly(long ready) {
        Dice repair = dice.fork("repair");
        long approved = ready + repair.between(300, 2400);
        Account reviewer = reviews.reviewer(0);
        pull.at(approved, (stage, p, at) -> stage.review(p, at, reviewer, "approved", "", List.of()));
        pull.at(approved + repair.between(60, 900), (stage, p, at) -> stage.merge(p, at, p.requester));
    }

    private void endAsDraft() {
        if (pull.ending == Ending.STALE) {
            goStale(pull.openedAt + 3600);
        } else {
            long at = calendar.after(pull.openedAt, dice.fork("end").logNormal(40 * HOUR, 0.8));
            pull.at(at, (stage, p, now) -> stage.close(p, now, p.requester));
        }
    }

    private void end(long ready, long last) {
        Dice ending = dice.fork("end");
        Account reviewer = reviews.reviewer(0);
        switch (pull.ending) {
            case MERGED -> merge(ending, last, reviewer);
            case REJECTED -> {
                long at = calendar.after(last, ending.logNormal(5 * HOUR, 1.0));
                String text = ReviewWords.refusal(ending);
                pull.at(at - 30, (stage, p, now) -> stage.comment(p, now, reviewer, text));
                pull.at(at, (stage, p, now) -> stage.close(p, now, reviewer));
                if (ending.chance(0.06)) {
                    long again = calendar.after(at, 2 * HOUR);
                    pull.at(again, (stage, p, now) -> stage.reopen(p, now, p.requester));
                    pull.at(calendar.after(again, 6 * HOUR), (stage, p, now) -> stage.close(p, now, reviewer));
                }
            }
            case WITHDRAWN -> {
                long at = calendar.after(last, ending.logNormal(10 * HOUR, 1.0));
                pull.at(at, (stage, p, now) -> stage.close(p, now, p.requester));
            }
            case SUPERSEDED -> {
                long at = calendar.after(last, ending.logNormal(8 * HOUR, 0.8));
                Account by = pull.byAutomation() ? pull.author : pull.requester;
                pull.at(at - 120, Stage::succeed);
                pull.at(at - 5, (stage, p, now) -> stage.comment(p, now, by, "Superseded by #" + p.other.number + "."));
                pull.at(at, (stage, p, now) -> stage.close(p, now, by));
            }
            case STALE -> goStale(StrictMath.max(ready, last));
        }
    }

    private void merge(Dice ending, long last, Account reviewer) {
        long from = last;
        if (ending.fork("mistake").chance(0.01)) {
            pull.at(last + 40, (stage, p, now) -> stage.close(p, now, p.requester));
            pull.at(last + 400, (stage, p, now) -> stage.reopen(p, now, p.requester));
            from = last + 420;
        }
        boolean alone = pull.byAutomation() && ending.chance(0.35);
        Account by = alone ? Account.ACTIONS : ending.chance(0.6) ? pull.requester : reviewer;
        long at = alone ? from + ending.between(600, 3600) : calendar.after(from, ending.logNormal(35 * MINUTE, 1.2));
        pull.at(at, (stage, p, now) -> stage.merge(p, now, by));
    }

    private void goStale(long last) {
        long noted = last + 30 * DAY;
        pull.at(noted, (stage, p, now) -> stage.label(p, now, "stale", Account.ACTIONS));
        pull.at(
                noted + 1,
                (stage, p, now) -> stage.comment(
                        p,
                        now,
                        Account.ACTIONS,
                        "This pull request has been open for 30 days with no activity. It will be closed in 7 days."));
        pull.at(noted + 7 * DAY, (stage, p, now) -> stage.close(p, now, Account.ACTIONS));
    }
}
