package io.plumbline.standalone.simulator;

import java.util.List;

/** Writes down when a pull request moves on, as it is played; seconds since 1970 UTC, 0 = has not happened. */
final class FlowRecord {

    private long firstCommitAt;
    private long readyAt;
    private long firstHumanReviewAt;
    private long approvedAt;
    private long lastApprovedAt;
    private long mergedAt;
    private long draftSince;
    private long draftSeconds;
    private boolean reviewedByBot;
    private boolean changesRequested;
    private boolean answered;
    private int rounds;
    private int pushesAfterBotReview;
    private boolean changedAfterReady;

    void pushed(List<Commit> commits, boolean opened) {
        for (Commit commit : commits) {
            firstCommitAt = firstCommitAt == 0 ? commit.at() : StrictMath.min(firstCommitAt, commit.at());
        }
        if (!opened) {
            return;
        }
        changedAfterReady |= readyAt > 0;
        pushesAfterBotReview += reviewedByBot ? 1 : 0;
        answered = changesRequested;
    }

    void ready(long at) {
        readyAt = readyAt == 0 ? at : readyAt;
        noDraft(at);
    }

    void draft(long at) {
        draftSince = at;
    }

    void ended(long at, boolean merged) {
        mergedAt = merged ? at : mergedAt;
        noDraft(at);
    }

    private void noDraft(long at) {
        draftSeconds += draftSince == 0 ? 0 : at - draftSince;
        draftSince = 0;
    }

    void reviewed(long at, boolean byPerson, String state) {
        if (byPerson) {
            firstHumanReviewAt = firstHumanReviewAt == 0 ? at : firstHumanReviewAt;
            if (state.equals("approved")) {
                approvedAt = approvedAt == 0 ? at : approvedAt;
                lastApprovedAt = at;
            }
        }
        reviewedByBot |= !byPerson;
        if (answered) {
            rounds++;
            answered = false;
            changesRequested = false;
        }
        changesRequested |= state.equals("changes_requested");
    }

    FlowTruth truth() {
        return new FlowTruth(
                time(firstCommitAt),
                time(approvedAt),
                time(lastApprovedAt),
                span(firstCommitAt, readyAt),
                span(readyAt, firstHumanReviewAt),
                span(firstHumanReviewAt, approvedAt),
                span(approvedAt, mergedAt),
                draftSeconds,
                rounds,
                pushesAfterBotReview,
                changedAfterReady);
    }

    private static String time(long at) {
        return at == 0 ? null : Wire.time(at);
    }

    private static Long span(long from, long to) {
        return from == 0 || to == 0 || to < from ? null : Long.valueOf(to - from);
    }
}
