package io.plumbline.streams.rework;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which commits of a branch still stand after its rewrites. Pure. A rewrite takes away what was pushed before it, except the
 * commits older than the oldest that it repeats: an amended or rebased commit keeps its subject. When its head had been
 * pushed before, the branch went back to it.
 */
final class Rewriting {

    private Rewriting() {}

    /**
     * @param commits by (at, sha); those of one push have one time
     * @param rewrites by (at, event)
     */
    static List<CommitRead> standing(List<CommitRead> commits, List<Rewrite> rewrites) {
        var standing = new ArrayList<>(commits);
        for (var rewrite : rewrites) {
            var head = commits.stream()
                    .filter(commit -> commit.getSha().equals(rewrite.getAfter()))
                    .findFirst()
                    .orElse(null);
            if (head == null) {
                continue;
            }
            // Nothing was pushed with it that is newer than what was there: then it is an old head.
            boolean wentBack = standing.stream()
                    .anyMatch(commit -> commit.getAt() > head.getAt() && commit.getAt() < rewrite.getAt());
            if (wentBack) {
                standing.removeIf(commit -> commit.getAt() > head.getAt() && commit.getAt() < rewrite.getAt());
            } else {
                replaced(standing, head.getAt());
            }
        }
        return standing;
    }

    private static void replaced(List<CommitRead> standing, long at) {
        var pushed = standing.stream()
                .filter(commit -> commit.getAt() == at)
                .map(CommitRead::getSubject)
                .collect(Collectors.toSet());
        long oldestRepeated = standing.stream()
                .filter(commit -> commit.getAt() < at && pushed.contains(commit.getSubject()))
                .mapToLong(CommitRead::getAt)
                .min()
                .orElse(Long.MIN_VALUE);
        standing.removeIf(commit -> commit.getAt() < at && commit.getAt() >= oldestRepeated);
    }
}
