package io.plumbline.dashboards.pullrequest;

import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time went: draft, wait for a first human review, review, wait for the merge. Phases that did not happen are
 * left out; negative spans (clock skew, a review before ready) are dropped, not clipped to zero.
 */
record Phases(List<Phase> phases, Stack bar, String total, List<Span> spans, List<String> notes) {

    private static final String NONE = "–";
    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    /**
     * A phase by both clocks.
     *
     * @param from from what to what
     * @param wall hours of the wall clock; a dash when the phase has not ended or is unknown
     * @param usual median of the repository's by the wall clock, with its n
     * @param working the same in working time of the team; empty where it is not told
     */
    record Span(String label, String from, String wall, String working, String usual) {}

    /** The row of phase_medians.sql: medians of the repository in hours, null without any, and of how many. */
    record Medians(
            long merged,
            Double codingHoursP50,
            long codingN,
            Double pickupHoursP50,
            long pickupN,
            Double reviewHoursP50,
            long reviewN,
            Double mergeHoursP50,
            long mergeN) {

        static final Medians NONE = new Medians(0, null, 0, null, 0, null, 0, null, 0);
    }

    /** One phase. */
    record Phase(String label, String style, String shown, String exact) {}

    /** @param now end of what is still going on */
    static Phases of(Fact fact, Medians medians, Instant now) {
        var end = fact.mergedAt() != null ? fact.mergedAt() : fact.closedAt() != null ? fact.closedAt() : now;
        var phases = new ArrayList<Phase>();
        var pieces = new ArrayList<Stack.Piece>();
        var ready = fact.readyAt() == null ? end : fact.readyAt();
        add(phases, pieces, "Draft", "phase-draft", fact.openedAt(), ready);
        if (fact.firstHumanReviewAt() == null) {
            var label = fact.closedAt() == null && fact.mergedAt() == null
                    ? "Waits for a first human review"
                    : "Without human review until " + (fact.mergedAt() != null ? "merge" : "close");
            add(phases, pieces, label, "phase-pickup", ready, end);
        } else {
            add(phases, pieces, "Pick-up", "phase-pickup", ready, fact.firstHumanReviewAt());
            var approved = fact.approvedAt() == null || fact.approvedAt().isAfter(end) ? end : fact.approvedAt();
            add(phases, pieces, "Review", "phase-review", fact.firstHumanReviewAt(), approved);
            add(phases, pieces, "Approved, until merge", "phase-merge", approved, end);
        }
        var life = hours(fact.openedAt(), end);
        var verb = fact.mergedAt() != null ? "to merge" : fact.closedAt() != null ? "to close" : "open so far";
        return new Phases(
                List.copyOf(phases),
                Stack.of(pieces),
                Numbers.hours(life) + " " + verb,
                spans(fact, medians, now),
                notes(fact));
    }

    private static List<Span> spans(Fact fact, Medians medians, Instant now) {
        var draft =
                fact.draftMillis() / MILLIS_PER_HOUR + (fact.draftSince() == null ? 0 : hours(fact.draftSince(), now));
        return List.of(
                span(
                        "Coding",
                        "first commit to ready for review",
                        fact.codingWorkMillis(),
                        fact.firstCommitAt(),
                        fact.readyAt(),
                        usual(medians.codingHoursP50(), medians.codingN())),
                span(
                        "Pick-up",
                        "ready to first human review",
                        fact.pickupWorkMillis(),
                        fact.readyAt(),
                        fact.firstHumanReviewAt(),
                        usual(medians.pickupHoursP50(), medians.pickupN())),
                span(
                        "Review",
                        "first human review to approval",
                        fact.reviewWorkMillis(),
                        fact.firstHumanReviewAt(),
                        fact.approvedAt(),
                        usual(medians.reviewHoursP50(), medians.reviewN())),
                span(
                        "Merge",
                        "approval to merge",
                        fact.mergeWorkMillis(),
                        fact.approvedAt(),
                        fact.mergedAt(),
                        usual(medians.mergeHoursP50(), medians.mergeN())),
                new Span("Draft", "apart, within the others", draft == 0 ? NONE : Numbers.hours(draft), "", ""));
    }

    /** The topology says which phases there are. */
    private static Span span(String label, String what, Long work, Instant from, Instant to, String usual) {
        return work == null || from == null || to == null
                ? new Span(label, what, NONE, NONE, usual)
                : new Span(label, what, Numbers.hours(hours(from, to)), Numbers.hours(work / MILLIS_PER_HOUR), usual);
    }

    /** A median of fewer than ten would be noise. */
    private static String usual(Double median, long n) {
        return median == null || n < 10 ? "n < 10" : Numbers.hours(median) + " (n = " + Numbers.count(n) + ")";
    }

    private static List<String> notes(Fact fact) {
        var notes = new ArrayList<String>();
        notes.add("Working time is Monday to Friday, 9 to 17, in "
                + (fact.workZone().isEmpty() ? "UTC" : fact.workZone()) + "; public holidays are not known.");
        if (fact.firstCommitAt() == null) {
            notes.add("No commit of it is known, so its coding time is not either.");
        }
        if (fact.readyAt() != null
                && fact.firstHumanReviewAt() != null
                && fact.firstHumanReviewAt().isBefore(fact.readyAt())
                && !fact.firstHumanReviewAt().isBefore(fact.openedAt())) {
            notes.add("Somebody reviewed the draft, so nobody waited to be picked up.");
        }
        if (fact.clockSkews() > 0) {
            notes.add(Labels.many(fact.clockSkews(), "span is", "spans are")
                    + " negative, because clocks disagree or history was rewritten; unknown, not zero.");
        }
        return notes;
    }

    private static void add(
            List<Phase> phases, List<Stack.Piece> pieces, String label, String style, Instant from, Instant to) {
        if (to.isAfter(from)) {
            double hours = hours(from, to);
            phases.add(new Phase(label, style, Numbers.hours(hours), Numbers.exactHours(hours)));
            pieces.add(new Stack.Piece(label, style, hours));
        }
    }

    private static double hours(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis()) / MILLIS_PER_HOUR;
    }
}
