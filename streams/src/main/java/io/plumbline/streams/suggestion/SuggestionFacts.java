package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The facts of a pull request's root review comments: a pure function of its history and of what the rules know.
 *
 * <p>A reply is no fact of its own; neither is a comment whose author no event names. Without the fact of the pull request
 * nothing is said, because nothing is decided.
 */
final class SuggestionFacts {

    private SuggestionFacts() {}

    /** By comment id, in its order. */
    static Map<Long, SuggestionFact> of(SuggestionHistory history, Knowledge knowledge) {
        var facts = new LinkedHashMap<Long, SuggestionFact>();
        if (history.getPull() == null || history.getComments().isEmpty()) {
            return facts;
        }
        var reviewers = new Reviewers(history.getProvider(), knowledge);
        var course = new Course(history);
        var applied = Applied.in(history, reviewers);
        var replies = replies(history);
        for (var comment : history.getComments()) {
            var said = comment.getSaid();
            if (said != null && said.getReplyTo() == null && said.getAuthor() != null) {
                var verdict = Verdict.of(
                        comment,
                        replies.getOrDefault(comment.getId(), List.of()),
                        history,
                        course,
                        applied.get(comment.getId()),
                        reviewers,
                        knowledge);
                facts.put(comment.getId(), fact(history, comment, verdict, reviewers));
            }
        }
        return facts;
    }

    static String key(SuggestionHistory history, long commentId) {
        return Topics.pullRequestKey(history.getProvider(), history.getRepo(), history.getNumber()) + "/comment/"
                + commentId;
    }

    private static Map<Long, List<Comment>> replies(SuggestionHistory history) {
        var replies = new HashMap<Long, List<Comment>>();
        for (var comment : history.getComments()) {
            if (comment.getSaid() != null && comment.getSaid().getReplyTo() != null) {
                replies.computeIfAbsent(comment.getSaid().getReplyTo(), root -> new ArrayList<>())
                        .add(comment);
            }
        }
        replies.values()
                .forEach(all ->
                        all.sort(Comparator.comparingLong(Comment::getCreatedAt).thenComparingLong(Comment::getId)));
        return replies;
    }

    private static SuggestionFact fact(
            SuggestionHistory history, Comment comment, Verdict verdict, Reviewers reviewers) {
        var said = comment.getSaid();
        var stated = reviewers.stated(comment);
        var pull = history.getPull();
        Account reviewer = Reviewers.account(said.getAuthor());
        boolean ended = pull.getMergedAt() != null || pull.getClosedAt() != null;
        boolean decided = ended && verdict.tier() != Tier.X;
        var votes = comment.getVotes();
        return SuggestionFact.newBuilder()
                .setId(key(history, comment.getId()))
                .setPullRequest(Topics.pullRequestKey(history.getProvider(), history.getRepo(), history.getNumber()))
                .setProvider(history.getProvider())
                .setRepo(history.getRepo())
                .setNumber(history.getNumber())
                .setCommentId(comment.getId())
                .setReviewer(reviewer)
                .setReviewerKind(reviewers.kindOf(reviewer))
                .setReviewerTool(reviewers.toolOf(reviewer).orElse(null))
                .setSuggestionBlock(said.getBlock())
                .setSeverity(stated.severity())
                .setCategory(stated.category())
                .setPath(said.getPath())
                .setLine(said.getLine())
                .setCreatedAt(Instant.ofEpochMilli(comment.getCreatedAt()))
                .setEventId(said.getSeen().getEvent())
                .setTier(verdict.tier().name())
                .setReason(verdict.reason())
                .setEvidence(verdict.evidence())
                .setDecided(decided)
                .setAccepted(decided && (verdict.tier() == Tier.A || verdict.tier() == Tier.B))
                .setDecidedAt(decided ? verdict.at() : null)
                .setUpvotes(votes == null ? null : votes.getUp())
                .setDownvotes(votes == null ? null : votes.getDown())
                .setExclusion(verdict.exclusion())
                .setOrigin(pull.getOrigin())
                .setTool(pull.getTool())
                .setTeam(pull.getTeam())
                .setOpenedAt(Instant.ofEpochMilli(pull.getOpenedAt()))
                .setMergedAt(instant(pull.getMergedAt()))
                .setClosedAt(instant(pull.getClosedAt()))
                .setOutcome(pull.getOutcome())
                .setZone(pull.getZone())
                .build();
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
