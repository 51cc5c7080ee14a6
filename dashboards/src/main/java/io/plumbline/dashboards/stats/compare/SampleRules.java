package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a sample allows a page or an e-mail to say (metrics.md 9.4): below 10 units counts only, 10 to 29 the share with
 * its interval in grey, from 30 the share ({@link SampleGuard}); a rank only for teams whose intervals are apart and that
 * are broad enough; an arrow only for a change that is detectable. The same rules for every surface: an e-mail may never
 * state a change that the page would not.
 */
public final class SampleRules {

    /** From this many units a share is shown without reserve. */
    public static final long ENOUGH = 30;

    private static final int BROAD_FROM = 5;

    private SampleRules() {}

    /**
     * A team's result with its breadth.
     *
     * @param share of the team
     * @param repositories distinct, that contributed to the denominator
     * @param authors distinct, that contributed to the denominator
     */
    public record Standing(Share share, int repositories, int authors) {}

    /**
     * Why two teams may not be put in an order; empty when they may. Both need an interval that does not touch the other's,
     * at least ten units, and at least five repositories or five authors.
     */
    public static Optional<Reason> obstacleToRanking(Standing first, Standing second) {
        if (first.share().guard() == SampleGuard.HIDDEN || second.share().guard() == SampleGuard.HIDDEN) {
            return Optional.of(Reason.TOO_FEW_UNITS);
        }
        if (!isBroad(first) || !isBroad(second)) {
            return Optional.of(Reason.TOO_FEW_REPOSITORIES_AND_AUTHORS);
        }
        var one = first.share().interval().orElseThrow();
        var two = second.share().interval().orElseThrow();
        boolean apart = one.lower() > two.upper() || two.lower() > one.upper();
        return apart ? Optional.empty() : Optional.of(Reason.INTERVALS_OVERLAP);
    }

    /** The arrow for a share: only if both periods have ten units and Newcombe's interval excludes zero. */
    public static Trend trend(Share before, Share now) {
        if (before.guard() == SampleGuard.HIDDEN || now.guard() == SampleGuard.HIDDEN) {
            return new Trend(Trend.Direction.NONE, Answer.unknown(Reason.TOO_FEW_UNITS));
        }
        var change = Newcombe.between(now, before);
        if (!change.isDetectable()) {
            return new Trend(Trend.Direction.NONE, Answer.of(change));
        }
        return new Trend(change.difference() > 0 ? Trend.Direction.UP : Trend.Direction.DOWN, Answer.of(change));
    }

    /**
     * How many more weeks until enough units are there, if they keep arriving as in the weeks observed; 0 when there are
     * enough. Empty when none arrived, because no number of weeks would be honest.
     *
     * @param soFar units in the weeks observed
     * @param weeksObserved at least 1
     * @param needed such as {@link #ENOUGH} or {@link #neededFor}
     */
    public static OptionalLong weeksUntilEnough(long soFar, int weeksObserved, long needed) {
        if (soFar < 0 || weeksObserved < 1) {
            throw new IllegalArgumentException(soFar + " units in " + weeksObserved + " weeks");
        }
        if (soFar >= needed) {
            return OptionalLong.of(0);
        }
        if (soFar == 0) {
            return OptionalLong.empty();
        }
        double missing = (double) (needed - soFar) * weeksObserved;
        return OptionalLong.of((long) Math.ceil(missing / soFar));
    }

    /**
     * The smallest n whose Wilson interval around the share p has a half width of at most w: z·√(p(1-p)/n + z²/4n²) / (1 +
     * z²/n) ≤ w. Table in metrics.md 9.4.
     *
     * @param p expected share, in [0, 1]
     * @param halfWidth in (0, 0.5), 0.05 is ±5 percentage points
     */
    public static long neededFor(double p, double halfWidth) {
        if (!(p >= 0 && p <= 1) || !(halfWidth > 0 && halfWidth < 0.5)) {
            throw new IllegalArgumentException("No sample size for " + p + " ± " + halfWidth);
        }
        long low = 1;
        long high = 1;
        while (halfWidthOf(p, high) > halfWidth) {
            low = high;
            high *= 2;
        }
        while (low < high) {
            long middle = (low + high) / 2;
            if (halfWidthOf(p, middle) > halfWidth) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double halfWidthOf(double p, long n) {
        double z2 = Level.Z * Level.Z;
        return Level.Z * Math.sqrt(p * (1 - p) / n + z2 / (4.0 * n * n)) / (1 + z2 / n);
    }

    private static boolean isBroad(Standing standing) {
        return standing.repositories() >= BROAD_FROM || standing.authors() >= BROAD_FROM;
    }
}
