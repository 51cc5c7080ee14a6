package io.plumbline.streams.suggestion;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What happened to a pull request's code, as far as its commits and pushes tell, and how its threads were resolved; worked
 * out once for all of its comments. Pure.
 */
final class Course {

    /** So many threads resolved by one actor within a minute are one click, not so many decisions. */
    static final int BULK = 5;

    private static final long MINUTE_MILLIS = 60_000;

    private final SuggestionHistory history;
    private final Set<String> known = new HashSet<>();
    private final Set<Long> forcedAt = new HashSet<>();
    private final Map<String, Long> resolved;

    Course(SuggestionHistory history) {
        this.history = history;
        var forcedHeads = new HashSet<String>();
        for (var push : history.getPushes()) {
            if (Boolean.TRUE.equals(push.getForced()) && push.getAfter() != null) {
                forcedHeads.add(push.getAfter());
            }
        }
        for (var commit : history.getCommits()) {
            if (!commit.getChanges().isEmpty()) {
                known.add(commit.getSha());
            }
            if (forcedHeads.contains(commit.getSha())) {
                // All commits of one push have its time.
                forcedAt.add(commit.getAt());
            }
        }
        this.resolved = history.getComments().stream()
                .map(Comment::getTurn)
                .filter(turn -> turn != null && turn.getResolved() && turn.getBy() != null)
                .collect(Collectors.groupingBy(Course::click, Collectors.counting()));
    }

    /** Merged or closed; null while open. */
    Long endedAt() {
        var pull = history.getPull();
        return pull.getMergedAt() == null ? pull.getClosedAt() : pull.getMergedAt();
    }

    /** Commits pushed after the comment and before the end that change its file and are no rewritten older ones. */
    List<Commit> touching(Comment comment) {
        var path = comment.getSaid().getPath();
        return path == null
                ? List.of()
                : history.getCommits().stream()
                        .filter(commit -> !commit.getRewritten()
                                && isWithin(comment, commit.getAt())
                                && !commit.getChanges().isEmpty()
                                && Applied.touches(commit, path))
                        .toList();
    }

    /** Of these: the ones that changed it by an ordinary push, not by a force-push or by removing the file. */
    List<Commit> changing(Comment comment) {
        return touching(comment).stream()
                .filter(commit -> !forcedAt.contains(commit.getAt()) && !removes(commit, comment))
                .toList();
    }

    /** Whether the last thing that happened to the commented file is that it was removed; the commit that did. */
    Commit removal(Comment comment) {
        var touching = touching(comment);
        var last = touching.isEmpty() ? null : touching.get(touching.size() - 1);
        return last != null && removes(last, comment) ? last : null;
    }

    private static boolean removes(Commit commit, Comment comment) {
        return commit.getChanges().stream()
                .anyMatch(change -> change.getRemoved()
                        && change.getPath().equals(comment.getSaid().getPath()));
    }

    /** Times of later pushes of which nobody says what files they change; ordered. */
    List<Long> unclear(Comment comment) {
        var pushes = history.getPushes().stream()
                .filter(push -> !Boolean.TRUE.equals(push.getForced())
                        && (push.getAfter() == null || !known.contains(push.getAfter())))
                .map(push -> push.getSeen().getAt());
        var commits = history.getCommits().stream()
                .filter(commit ->
                        commit.getChanges().isEmpty() || comment.getSaid().getPath() == null)
                .map(Commit::getAt);
        return java.util.stream.Stream.concat(pushes, commits)
                .filter(at -> isWithin(comment, at))
                .sorted()
                .toList();
    }

    /** Whether history was rewritten between the comment and then. */
    boolean wasRewritten(Comment comment, long until) {
        return history.getPushes().stream()
                        .anyMatch(push -> Boolean.TRUE.equals(push.getForced())
                                && push.getSeen().getAt() > comment.getCreatedAt()
                                && push.getSeen().getAt() <= until)
                || history.getCommits().stream()
                        .anyMatch(commit -> commit.getRewritten()
                                && commit.getAt() > comment.getCreatedAt()
                                && commit.getAt() <= until);
    }

    /** How many threads went with this one in the same minute by the same actor, itself included. */
    boolean isBulk(Turn turn) {
        return turn.getBy() != null && resolved.getOrDefault(click(turn), 0L) >= BULK;
    }

    private boolean isWithin(Comment comment, long at) {
        var end = endedAt();
        return at > comment.getCreatedAt() && (end == null || at <= end);
    }

    private static String click(Turn turn) {
        var by = turn.getBy();
        return (by.getId() == null ? by.getLogin() : by.getId().toString()) + "@"
                + turn.getSeen().getAt() / MINUTE_MILLIS;
    }
}
