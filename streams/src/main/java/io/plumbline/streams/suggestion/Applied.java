package io.plumbline.streams.suggestion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which comment each commit with a reviewer's trailer applied. A commit says whose suggestion it applies and in which file,
 * but not which one. Of several that it may be, those whose thread is resolved right after it are meant: the forge does
 * that for what it applied. Where that does not tell, it is one of them: the oldest whose line is not known to be still
 * there. A comment is applied once. Pure.
 */
final class Applied {

    /** The forge resolves at once; deliveries state whole seconds. */
    private static final long SOON_MILLIS = 120_000;

    /** Suggestions applied in one batch are resolved together. */
    private static final long TOGETHER_MILLIS = 5_000;

    /** @param candidates how many comments it may have been; 1 = no doubt */
    record Application(Commit commit, CoAuthor trailer, int candidates) {}

    private final SuggestionHistory history;
    private final Reviewers reviewers;
    private final Map<Long, Application> byComment = new HashMap<>();

    private Applied(SuggestionHistory history, Reviewers reviewers) {
        this.history = history;
        this.reviewers = reviewers;
    }

    static Map<Long, Application> in(SuggestionHistory history, Reviewers reviewers) {
        var applied = new Applied(history, reviewers);
        var commits = history.getCommits().stream()
                .filter(commit -> !commit.getCoAuthors().isEmpty() && !commit.getRewritten())
                .toList();
        for (int i = 0; i < commits.size(); i++) {
            long until = commits.get(i).getAt() + SOON_MILLIS;
            if (i + 1 < commits.size()) {
                until = Math.min(
                        until,
                        Math.max(commits.get(i).getAt() + 1, commits.get(i + 1).getAt()));
            }
            applied.match(commits.get(i), until);
        }
        return applied.byComment;
    }

    private void match(Commit commit, long until) {
        var candidates = new ArrayList<Comment>();
        var trailers = new HashMap<Long, CoAuthor>();
        for (var comment : history.getComments()) {
            if (mayBe(comment, commit)) {
                reviewers
                        .trailerOf(Reviewers.account(comment.getSaid().getAuthor()), commit)
                        .ifPresent(trailer -> {
                            candidates.add(comment);
                            trailers.put(comment.getId(), trailer);
                        });
            }
        }
        // One commit may apply suggestions of several reviewers; each of them is matched by itself.
        trailers.values().stream()
                .distinct()
                .sorted(Comparator.comparing(CoAuthor::getMail).thenComparing(CoAuthor::getName))
                .forEach(trailer -> {
                    var own = candidates.stream()
                            .filter(one -> trailers.get(one.getId()).equals(trailer))
                            .toList();
                    // A commit changes each of its files for a reason of its own.
                    var byFile = likely(own, commit).stream()
                            .collect(Collectors.groupingBy(
                                    one -> commit.getChanges().isEmpty()
                                                    || one.getSaid().getPath() == null
                                            ? ""
                                            : one.getSaid().getPath(),
                                    TreeMap::new,
                                    Collectors.toList()));
                    byFile.values().forEach(likely -> chosen(likely, commit, until)
                            .forEach(one ->
                                    byComment.put(one.getId(), new Application(commit, trailer, likely.size()))));
                });
    }

    private boolean mayBe(Comment comment, Commit commit) {
        var said = comment.getSaid();
        return said != null
                && said.getReplyTo() == null
                && said.getAuthor() != null
                && !byComment.containsKey(comment.getId())
                && comment.getCreatedAt() < commit.getAt()
                && (comment.getDeleted() == null || comment.getDeleted().getAt() >= commit.getAt())
                && !wasResolvedBefore(comment, commit)
                && touches(commit, said.getPath());
    }

    private static boolean wasResolvedBefore(Comment comment, Commit commit) {
        var turn = comment.getTurn();
        return turn != null && turn.getResolved() && turn.getSeen().getAt() < commit.getAt();
    }

    static boolean touches(Commit commit, String path) {
        return commit.getChanges().isEmpty()
                || path == null
                || commit.getChanges().stream()
                        .anyMatch(change -> change.getPath().equals(path));
    }

    /** What has a suggestion block; a machine's plain comments only where it has none and the browser made the commit. */
    private List<Comment> likely(List<Comment> candidates, Commit commit) {
        var blocks = candidates.stream().filter(one -> one.getSaid().getBlock()).toList();
        if (!blocks.isEmpty()) {
            return blocks;
        }
        return reviewers.inBrowser(commit)
                ? candidates.stream()
                        .filter(one -> reviewers
                                .kindOf(Reviewers.account(one.getSaid().getAuthor()))
                                .equals(Reviewers.AI))
                        .toList()
                : List.of();
    }

    private static List<Comment> chosen(List<Comment> likely, Commit commit, long until) {
        if (likely.size() < 2) {
            return likely;
        }
        var resolved = likely.stream()
                .filter(one -> one.getTurn() != null && one.getTurn().getResolved())
                .filter(one -> one.getTurn().getSeen().getAt() < until)
                .toList();
        if (!resolved.isEmpty()) {
            // Threads that are resolved later in the same minute are somebody's next decision.
            long first = resolved.stream()
                    .mapToLong(one -> one.getTurn().getSeen().getAt())
                    .min()
                    .getAsLong();
            return resolved.stream()
                    .filter(one -> one.getTurn().getSeen().getAt() <= first + TOGETHER_MILLIS)
                    .toList();
        }
        Optional<Comment> oldest = likely.stream()
                .filter(one -> one.getInPlaceAt() == null || one.getInPlaceAt() < commit.getAt())
                .min(Comparator.comparingLong(Comment::getCreatedAt).thenComparingLong(Comment::getId));
        return oldest.map(List::of).orElse(List.of());
    }
}
