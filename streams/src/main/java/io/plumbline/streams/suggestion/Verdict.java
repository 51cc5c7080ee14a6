package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.SuggestionEvidence;
import io.plumbline.streams.review.ReviewRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The tier of one root comment, with all evidence (metrics.md 4.2). The strongest evidence decides; while the pull request
 * is open only a change of the code does. Reasons name machines, never people. Pure.
 *
 * @param exclusion null when the comment counts
 */
record Verdict(Tier tier, String reason, Instant at, List<SuggestionEvidence> evidence, String exclusion) {

    private static final int EVIDENCE = 20;
    private static final Comparator<SuggestionEvidence> STRONGEST = Comparator.comparing(SuggestionEvidence::getTier)
            .thenComparing(SuggestionEvidence::getAt)
            .thenComparing(SuggestionEvidence::getReason);

    /** @param replies of the comment's thread, in order */
    static Verdict of(
            Comment comment,
            List<Comment> replies,
            SuggestionHistory history,
            Course course,
            Applied.Application application,
            Reviewers reviewers,
            Knowledge knowledge) {
        return new Court(comment, replies, history, course, application, reviewers, knowledge).decide();
    }

    private static final class Court {

        private final Comment comment;
        private final List<Comment> replies;
        private final SuggestionHistory history;
        private final Course course;
        private final Applied.Application application;
        private final Reviewers reviewers;
        private final Knowledge knowledge;
        private final Account reviewer;
        private final List<Commit> changing;
        private final List<Long> unclear;
        private final List<SuggestionEvidence> evidence = new ArrayList<>();
        private boolean lostByForce;

        Court(
                Comment comment,
                List<Comment> replies,
                SuggestionHistory history,
                Course course,
                Applied.Application application,
                Reviewers reviewers,
                Knowledge knowledge) {
            this.comment = comment;
            this.replies = replies;
            this.history = history;
            this.course = course;
            this.application = application;
            this.reviewers = reviewers;
            this.knowledge = knowledge;
            this.reviewer = Reviewers.account(comment.getSaid().getAuthor());
            this.changing = course.changing(comment);
            this.unclear = course.unclear(comment);
        }

        Verdict decide() {
            applied();
            lineChanged();
            resolved();
            addressed();
            votes();
            replied();
            ended();
            evidence.sort(STRONGEST);
            var strongest = evidence.isEmpty() ? null : evidence.get(0);
            var tier = strongest == null ? Tier.X : Tier.valueOf(strongest.getTier());
            var kept = List.copyOf(evidence.subList(0, Math.min(EVIDENCE, evidence.size())));
            var exclusion = exclusion(tier);
            if (tier == Tier.A || tier == Tier.B) {
                return new Verdict(tier, strongest.getReason(), strongest.getAt(), kept, exclusion);
            }
            if (course.endedAt() == null) {
                return new Verdict(Tier.X, "The pull request is open.", null, kept, exclusion);
            }
            var removal = course.removal(comment);
            if (removal != null) {
                return new Verdict(Tier.X, named(removal) + " removed the file.", null, kept, exclusion);
            }
            return tier == Tier.X
                    ? new Verdict(Tier.X, nothingTells(), null, kept, exclusion)
                    : new Verdict(tier, strongest.getReason(), strongest.getAt(), kept, exclusion);
        }

        private void applied() {
            if (application == null) {
                return;
            }
            var commit = application.commit();
            var carried = reviewers.kindOf(reviewer).equals(Reviewers.AI)
                    ? CoAuthors.text(application.trailer())
                    : "a trailer that names the reviewer as co-author";
            var doubt = application.candidates() > 1
                    ? ", one of " + application.candidates() + " comments that it may apply"
                    : "";
            add(Tier.A, named(commit) + " carries " + carried + doubt + ".", commit.getAt(), null, commit.getSha());
        }

        private void lineChanged() {
            var outdated = comment.getOutdated();
            if (outdated == null) {
                return;
            }
            var commits = changing.stream()
                    .filter(commit -> commit.getAt() <= outdated.getAt())
                    .toList();
            var seen = "the commented line was gone at " + time(outdated.getAt());
            if (!commits.isEmpty()) {
                var last = commits.get(commits.size() - 1);
                add(
                        Tier.B,
                        named(last) + " changed the file, and " + seen + ".",
                        last.getAt(),
                        outdated.getEvent(),
                        last.getSha());
            } else if (unclear.stream().anyMatch(at -> at <= outdated.getAt())) {
                add(
                        Tier.B,
                        "A push whose files are not known came after the comment, and " + seen + ".",
                        outdated.getAt(),
                        outdated.getEvent(),
                        null);
            } else {
                lostByForce = course.wasRewritten(comment, outdated.getAt());
            }
        }

        private void resolved() {
            var turn = comment.getTurn();
            if (turn == null || !turn.getResolved()) {
                return;
            }
            var by = Reviewers.account(turn.getBy());
            boolean itself = by != null && reviewers.same(by, reviewer);
            boolean person = reviewers.isPerson(by);
            var note = course.isBulk(turn) ? ", together with at least four others in the same minute" : "";
            var who = person ? "a person" : itself ? "the reviewer itself" : "somebody who is no known person";
            var when = "Resolved by " + who + " at " + time(turn.getSeen().getAt()) + note;
            if (!changing.isEmpty()) {
                var last = changing.get(changing.size() - 1);
                add(
                        person && note.isEmpty() ? Tier.C : Tier.D,
                        when + "; " + named(last) + " had changed the file.",
                        turn.getSeen().getAt(),
                        turn.getSeen().getEvent(),
                        last.getSha());
            } else if (!unclear.isEmpty()) {
                add(
                        person && note.isEmpty() ? Tier.C : Tier.D,
                        when + "; a push whose files are not known came after the comment.",
                        turn.getSeen().getAt(),
                        turn.getSeen().getEvent(),
                        null);
            } else if (person) {
                add(
                        Tier.R,
                        when + " without a push to the file.",
                        turn.getSeen().getAt(),
                        turn.getSeen().getEvent(),
                        null);
            }
        }

        private void addressed() {
            var said = comment.getSaid();
            if (said.getAddressed() && (!changing.isEmpty() || !unclear.isEmpty())) {
                add(
                        Tier.C,
                        "The reviewer's vendor marks it as addressed; the code was pushed to after the comment.",
                        said.getSeen().getAt(),
                        said.getSeen().getEvent(),
                        null);
            }
        }

        private void votes() {
            var votes = comment.getVotes();
            if (votes != null && votes.getDown() > 0) {
                var reason = votes.getDown() + " thumbs down.";
                add(Tier.R, reason, votes.getSeen().getAt(), votes.getSeen().getEvent(), null);
            }
            if (votes != null && votes.getUp() > 0) {
                add(
                        Tier.D,
                        votes.getUp() + " thumbs up.",
                        votes.getSeen().getAt(),
                        votes.getSeen().getEvent(),
                        null);
            }
        }

        /** The last word counts: somebody may decline first and follow then, or the other way round. */
        private void replied() {
            Comment last = null;
            for (var reply : replies) {
                var author = Reviewers.account(reply.getSaid().getAuthor());
                boolean speaks = reply.getSaid().getStatement() != null && reply.getDeleted() == null;
                if (speaks && author != null && !reviewers.same(author, reviewer)) {
                    last = reply;
                }
            }
            if (last == null) {
                return;
            }
            boolean fix = last.getSaid().getStatement().equals(ReviewRules.FIX);
            add(
                    fix ? Tier.D : Tier.R,
                    "A reply at " + time(last.getCreatedAt()) + " says that it "
                            + (fix ? "is followed." : "is not followed."),
                    last.getCreatedAt(),
                    last.getSaid().getSeen().getEvent(),
                    null);
        }

        private void ended() {
            var end = course.endedAt();
            if (end == null || comment.getOutdated() != null || course.removal(comment) != null) {
                return;
            }
            var ended = history.getPull().getMergedAt() == null ? "Closed" : "Merged";
            if (course.touching(comment).isEmpty() && unclear.isEmpty()) {
                add(Tier.R, ended + " at " + time(end) + " without a later push to the file.", end, null, null);
            } else if (comment.getInPlaceAt() != null && comment.getInPlaceAt() >= lastPush()) {
                add(Tier.R, ended + " at " + time(end) + " with the commented line still there.", end, null, null);
            }
        }

        private long lastPush() {
            var touching = course.touching(comment);
            long commit =
                    touching.isEmpty() ? 0 : touching.get(touching.size() - 1).getAt();
            return Math.max(commit, unclear.isEmpty() ? 0 : unclear.get(unclear.size() - 1));
        }

        private String nothingTells() {
            if (lostByForce) {
                return "History was rewritten after the comment, and its line was lost with it.";
            }
            return comment.getOutdated() == null
                    ? "The code was pushed to after the comment, and no event tells whether its line changed."
                    : "The commented line is gone, and no push after the comment is known.";
        }

        private String exclusion(Tier tier) {
            var said = comment.getSaid();
            if (comment.getDeleted() != null) {
                return "deleted";
            } else if (said.getDress() != null) {
                return said.getDress();
            } else if (reviewers.wrote(reviewer, history.getPull())) {
                return "own_pull_request";
            } else if (said.getPath() != null && knowledge.isGenerated().test(said.getPath())) {
                return "generated_file";
            }
            return lostByForce && tier != Tier.A && tier != Tier.B ? "superseded_by_force_push" : null;
        }

        private void add(Tier tier, String reason, long at, String event, String sha) {
            evidence.add(new SuggestionEvidence(tier.name(), reason, Instant.ofEpochMilli(at), event, sha));
        }

        private static String named(Commit commit) {
            var sha = commit.getSha();
            return "Commit " + sha.substring(0, Math.min(7, sha.length())) + " of " + time(commit.getAt());
        }

        private static String time(long at) {
            return Instant.ofEpochMilli(at).toString();
        }
    }
}
