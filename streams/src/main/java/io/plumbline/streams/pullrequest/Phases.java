package io.plumbline.streams.pullrequest;

import java.time.Instant;
import java.time.ZoneId;
import java.util.stream.Stream;

/**
 * Where the time of a pull request went, in working time of its team (metrics.md 7.2): coding from the first commit to
 * ready, pick-up from there to the first review by a person, review from there to the first approval by one, merge from
 * there on. A phase that has not ended, or whose span is negative, is null.
 *
 * <p>A review of a draft comes before ready, too: then nobody waited for it, there is no pick-up, and no clock is to blame.
 * A review or an approval after the end ends no phase.
 *
 * @param clockSkews negative spans that cannot be: opened to ready, to the first review by a person and to the end, first
 *     commit to ready. A rewritten history counts among them: its first commit is younger than the pull request
 */
record Phases(Long coding, Long pickup, Long review, Long merge, int clockSkews) {

    /** When what happened; null = not, or not known. */
    record Times(
            Instant firstCommit,
            Instant opened,
            Instant ready,
            Instant firstHumanReview,
            Instant approved,
            Instant merged,
            Instant closed) {}

    static Phases of(Times times, ZoneId zone) {
        var ended = times.merged() == null ? times.closed() : times.merged();
        var reviewed = isAfter(times.firstHumanReview(), ended) ? null : times.firstHumanReview();
        var approved = isAfter(times.approved(), ended) ? null : times.approved();
        long skews = Stream.of(
                        isAfter(times.firstCommit(), times.ready()),
                        isAfter(times.opened(), times.ready()),
                        isAfter(times.opened(), times.firstHumanReview()),
                        isAfter(times.opened(), ended))
                .filter(skewed -> skewed)
                .count();
        return new Phases(
                working(times.firstCommit(), times.ready(), zone),
                working(times.ready(), reviewed, zone),
                working(reviewed, approved, zone),
                working(approved, times.merged(), zone),
                (int) skews);
    }

    private static boolean isAfter(Instant one, Instant other) {
        return one != null && other != null && one.isAfter(other);
    }

    private static Long working(Instant from, Instant to, ZoneId zone) {
        return from == null || to == null || from.isAfter(to) ? null : WorkingHours.between(from, to, zone);
    }
}
