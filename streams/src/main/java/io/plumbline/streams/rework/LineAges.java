package io.plumbline.streams.rework;

import io.plumbline.schema.fact.ReworkFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What line history tells of pull requests: lines by the age at which they ended. Two pull requests are compared by it: when
 * lines of the one ended on the day on which the other ended lines of just that age, the other rewrote them.
 */
final class LineAges {

    /** Below it nothing is concluded from lines that went. */
    private static final int UNDONE_LINES = 5;

    /** Share of the lines born that the other ended in one go: it took the change back, whatever it calls itself. */
    private static final double UNDONE_SHARE = 0.9;

    private static final int AGE = 21;
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final String repository;
    private final Shelf<CommitLineAges> shelf;

    LineAges(String repository, Shelf<CommitLineAges> shelf) {
        this.repository = repository;
        this.shelf = shelf;
    }

    /**
     * @param lines null = nothing is known any more
     * @return pull requests that it concerns
     */
    List<Integer> put(String sha, CommitLineAges lines) {
        var own = repository + "|@" + sha;
        var before = shelf.get(own);
        if (lines == null ? before == null : lines.equals(before)) {
            return List.of();
        }
        if (before != null) {
            shelf.delete(place(before.getNumber()) + sha);
            shelf.delete(own);
        }
        if (lines != null) {
            shelf.put(own, lines);
            shelf.put(place(lines.getNumber()) + sha, lines);
        }
        return before == null
                ? List.of(lines.getNumber())
                : lines == null || before.getNumber() == lines.getNumber()
                        ? List.of(before.getNumber())
                        : List.of(before.getNumber(), lines.getNumber());
    }

    boolean knows(int number) {
        return !of(number, 1).isEmpty();
    }

    void tell(int number, ReworkFact.Builder fact) {
        var commits = of(number, Integer.MAX_VALUE);
        if (commits.isEmpty()) {
            return;
        }
        int born = 0;
        int gone = 0;
        boolean old = true;
        long until = Long.MAX_VALUE;
        for (var commit : commits) {
            born += commit.getBorn();
            gone += commit.getDeaths().stream()
                    .filter(death -> death.getAge() < AGE)
                    .mapToInt(LineCount::getLines)
                    .sum();
            old &= commit.getKnownUntil() >= commit.getCommittedAt() + AGE * DAY;
            until = Math.min(until, commit.getKnownUntil());
        }
        fact.setLinesBorn(born);
        fact.setLinesAliveAfter21Days(old ? Integer.valueOf(Math.max(0, born - gone)) : null);
        fact.setLineDataUntil(Instant.ofEpochMilli(until));
    }

    /** Whether the later pull request ended lines of the earlier one. */
    boolean rewrites(int later, int earlier) {
        return ended(later, earlier) > 0;
    }

    /** Whether it ended nearly all of them. */
    boolean undoes(int later, int earlier) {
        int born = of(earlier, Integer.MAX_VALUE).stream()
                .mapToInt(CommitLineAges::getBorn)
                .sum();
        return born >= UNDONE_LINES && ended(later, earlier) >= UNDONE_SHARE * born;
    }

    private int ended(int later, int earlier) {
        int ended = 0;
        var others = of(later, Integer.MAX_VALUE);
        for (var commit : others.isEmpty() ? List.<CommitLineAges>of() : of(earlier, Integer.MAX_VALUE)) {
            int most = 0;
            for (var other : others) {
                long age = Math.floorDiv(other.getCommittedAt() - commit.getCommittedAt(), DAY);
                if (age >= 0) {
                    most += Math.min(at(commit.getDeaths(), age), at(other.getEnded(), age));
                }
            }
            ended += Math.min(most, commit.getBorn());
        }
        return ended;
    }

    private static int at(List<LineCount> counts, long age) {
        return counts.stream()
                .filter(count -> count.getAge() == age)
                .mapToInt(LineCount::getLines)
                .sum();
    }

    private List<CommitLineAges> of(int number, int limit) {
        return shelf.ascending(place(number), place(number) + Keys.END, limit).stream()
                .map(Map.Entry::getValue)
                .toList();
    }

    private String place(int number) {
        return repository + "|" + Keys.pullRequest(number) + "|";
    }
}
