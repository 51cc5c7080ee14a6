package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Spread;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is stored about a week and the 12 before it, before anything is concluded from it. Each list has {@value #WEEKS}
 * entries, the oldest first, the week itself last.
 *
 * @param week whose mail it is
 * @param reworkWeek week of the newest merges that are 14 days old at the end of the week
 * @param cycleHours from first commit to merge, of what was merged
 * @param acceptance merged of AI-written pull requests that ended
 * @param rework corrected within 14 days of the merge, of merges of each week up to {@code reworkWeek}
 * @param findings of AI reviewers per pull request that they looked at
 * @param failures deployments that an incident is laid on, of deployments
 * @param now counts of the week itself
 * @param people distinct authors behind the week's figures
 * @param withheld a hidden figure of a small team would follow from these, or they are one themselves
 */
record Figures(
        IsoWeek week,
        IsoWeek reworkWeek,
        List<double[]> cycleHours,
        List<Share> acceptance,
        List<Share> rework,
        List<Spread> findings,
        List<Share> failures,
        WeekCounts now,
        int people,
        boolean withheld,
        List<Look> looks,
        List<Restated> restated,
        List<Decisions> decisions,
        List<Source> sources) {

    /** The week itself and the 12 before. */
    static final int WEEKS = 13;

    /**
     * Plain counts.
     *
     * @param known pull requests opened or ended in all 13 weeks
     * @param incidentsConnected somebody would tell if there were incidents
     */
    public record WeekCounts(
            long opened, long merged, long closed, long known, long incidents, boolean incidentsConnected) {

        boolean isQuiet() {
            return opened + merged + closed + incidents == 0;
        }
    }

    /**
     * Something that deserves a look; without titles, which may name people.
     *
     * @param kind incident, revert or waiting
     * @param number 0 = no pull request
     * @param linkTo pull request that an incident is laid to, such as {@code github:acme/shop#7}; empty = none
     */
    public record Look(
            String kind, String provider, String repo, long number, Instant at, String detail, String linkTo) {}

    /** Published values that were said anew. */
    public record Restated(String metricId, long cells, LocalDate firstDay, LocalDate lastDay) {}

    /** Decisions on how things are counted. */
    public record Decisions(String kind, long decisions, LocalDate lastDay) {}

    /**
     * How a source delivers.
     *
     * @param days on which it delivered
     */
    public record Source(String source, Instant lastAt, long days, long longestPauseHours) {}

    <T> T ofWeek(List<T> series) {
        return series.get(series.size() - 1);
    }

    <T> List<T> before(List<T> series) {
        return series.subList(0, series.size() - 1);
    }
}
