package io.plumbline.streams.counter;

import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.metric.CounterKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Acceptance of review comments. Each root comment adds 1 to the denominator of every metric whose cohort it belongs to.
 *
 * <ul>
 *   <li>{@code suggestion_acceptance_AB}: tier A or B / decided, by AI reviewers; on the day the pull request ended; once
 *       more in a cell for its reviewer, its severity and its category each, so that each of these splits adds up
 *   <li>{@code review_comment_acceptance_human}: the same of people, without any cell that names one
 *   <li>{@code suggestion_block_acceptance}: the first, only comments with a suggestion block
 *   <li>{@code suggestion_undecided_share}: not decided / all, by AI reviewers, on the day the comment was made: an open
 *       pull request has no last day
 *   <li>{@code suggestion_downvote_rate}: voted down / decided with known votes, by AI reviewers
 * </ul>
 *
 * Origin and tool of a cell are kind and tool of the <em>reviewer</em>, because its comment is what is accepted; the team is
 * the pull request's. Excluded comments add nothing. Days are calendar days in the fact's zone, else UTC.
 */
public final class SuggestionCounters {

    private static final String UNSTATED = "unstated";

    private SuggestionCounters() {}

    public static List<Contribution> contributions(SuggestionFact fact) {
        var all = new ArrayList<Contribution>();
        if (fact.getExclusion() != null) {
            return all;
        }
        boolean ai = fact.getReviewerKind().equals("ai");
        if (ai) {
            var madeOn = day(fact, fact.getCreatedAt());
            all.add(of("suggestion_undecided_share", madeOn, fact, null, !fact.getDecided()));
        }
        if (!fact.getDecided()) {
            return all;
        }
        var endedOn = day(fact, fact.getMergedAt() == null ? fact.getClosedAt() : fact.getMergedAt());
        boolean accepted = fact.getAccepted();
        if (ai) {
            var reviewer = fact.getReviewerTool() == null ? fact.getReviewer().getLogin() : fact.getReviewerTool();
            all.add(of("suggestion_acceptance_AB", endedOn, fact, null, accepted));
            all.add(of("suggestion_acceptance_AB", endedOn, fact, "reviewer=" + reviewer, accepted));
            all.add(of("suggestion_acceptance_AB", endedOn, fact, "severity=" + stated(fact.getSeverity()), accepted));
            all.add(of("suggestion_acceptance_AB", endedOn, fact, "category=" + stated(fact.getCategory()), accepted));
            if (fact.getSuggestionBlock()) {
                all.add(of("suggestion_block_acceptance", endedOn, fact, null, accepted));
            }
            if (fact.getDownvotes() != null) {
                all.add(of("suggestion_downvote_rate", endedOn, fact, null, fact.getDownvotes() > 0));
            }
        } else if (fact.getReviewerKind().equals("human")) {
            all.add(of("review_comment_acceptance_human", endedOn, fact, null, accepted));
        }
        return all;
    }

    private static String stated(String value) {
        return value == null ? UNSTATED : value;
    }

    private static LocalDate day(SuggestionFact fact, Instant at) {
        return LocalDate.ofInstant(at, fact.getZone() == null ? ZoneOffset.UTC : ZoneId.of(fact.getZone()));
    }

    private static Contribution of(
            String metricId, LocalDate day, SuggestionFact fact, String dimension, boolean counts) {
        var cell = new CounterKey(
                metricId,
                day,
                fact.getTeam(),
                fact.getRepo(),
                fact.getReviewerKind(),
                fact.getReviewerTool(),
                dimension);
        return new Contribution(cell, counts ? 1 : 0, 1);
    }
}
