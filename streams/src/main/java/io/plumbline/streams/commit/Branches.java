package io.plumbline.streams.commit;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The pushes of a branch as a chain: where one ended, the next went on. */
final class Branches {

    /** Also the order in which pushes are forgotten. */
    static final Comparator<Push> ORDER = Comparator.comparingLong(Push::getAt)
            .thenComparing(Push::getBefore, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Push::getAfter, Comparator.nullsFirst(Comparator.naturalOrder()));

    private Branches() {}

    /** Null when there is none. */
    static Push find(CommitBranch branch, PushedCommit commit) {
        for (var push : branch.getPushes()) {
            if (push.getAt() == commit.getAt()
                    && Objects.equals(push.getBefore(), commit.getBefore())
                    && Objects.equals(push.getAfter(), commit.getAfter())) {
                return push;
            }
        }
        return null;
    }

    /** Where the branch can have been after it: any of its commits, when the source does not say. */
    static Collection<String> endsOf(Push push) {
        return push.getAfter() == null ? shasOf(push) : List.of(push.getAfter());
    }

    static boolean endedAt(Push push, String sha) {
        return push.getAfter() == null ? brought(push, sha) : push.getAfter().equals(sha);
    }

    static boolean brought(Push push, String sha) {
        return push.getCommits().stream().anyMatch(commit -> commit.getSha().equals(sha));
    }

    /** Its commits and where it ended. */
    static Set<String> shasOf(Push push) {
        var shas = push.getCommits().stream().map(PushedSha::getSha).collect(Collectors.toCollection(TreeSet::new));
        if (push.getAfter() != null) {
            shas.add(push.getAfter());
        }
        return shas;
    }

    static boolean mentions(CommitBranch branch, String sha) {
        return branch.getPushes().stream().anyMatch(push -> sha.equals(push.getAfter()) || brought(push, sha));
    }

    static boolean beginsAt(CommitBranch branch, String sha) {
        return branch.getPushes().stream().anyMatch(push -> sha.equals(push.getBefore()));
    }

    /** Whether the branch had the commit before that moment. */
    static boolean hadBefore(CommitBranch branch, String sha, long moment) {
        return branch.getPushes().stream()
                .anyMatch(push -> push.getAt() < moment && (sha.equals(push.getAfter()) || brought(push, sha)));
    }

    /** All commits that the branch can have been at from this push on, following the chain forward. */
    static Set<String> endsFrom(CommitBranch branch, Push push) {
        var ends = new LinkedHashSet<>(endsOf(push));
        var open = new ArrayDeque<>(ends);
        while (!open.isEmpty()) {
            var sha = open.remove();
            for (var next : branch.getPushes()) {
                if (sha.equals(next.getBefore())) {
                    for (var end : endsOf(next)) {
                        if (ends.add(end)) {
                            open.add(end);
                        }
                    }
                }
            }
        }
        return ends;
    }
}
