package io.plumbline.dashboards.pullrequest;

import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.format.Numbers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the time went: draft, wait for a first human review, review, wait for the merge. Phases that did not happen are
 * left out; negative spans (clock skew, a review before ready) are dropped, not clipped to zero.
 */
record Phases(List<Phase> phases, Stack bar, String total) {

    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    /** One phase. */
    record Phase(String label, String style, String shown, String exact) {}

    /** @param now end of what is still going on */
    static Phases of(Fact fact, Instant now) {
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
        return new Phases(List.copyOf(phases), Stack.of(pieces), Numbers.hours(life) + " " + verb);
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
