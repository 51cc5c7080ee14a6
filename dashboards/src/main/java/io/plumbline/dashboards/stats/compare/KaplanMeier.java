package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Durations of which some are still running: the share not yet ended after t is S(t) = Π (1 - ended/at risk) over the
 * moments up to t (Kaplan and Meier 1958; metrics.md 9.3: "durations with open PRs: Kaplan-Meier, not medians of closed
 * ones"). Variance by Greenwood, bands on the log(-log) scale, median interval by Brookmeyer and Crowley (1982).
 *
 * <p>Assumes that being still open says nothing about how much longer it will take, given the age. Not for items that can
 * end in two ways: the time to merge of pull requests that may also be closed unmerged is no waiting time, use the time to
 * decision. Not for clustered items without a bootstrap beside it.
 */
public final class KaplanMeier {

    // Products of fractions miss 0.5 by some ulp; R's survfit allows for that too.
    private static final double TOLERANCE = 1e-9;

    private final List<Step> steps;
    private final double[] sortedTimes;

    private KaplanMeier(List<Step> steps, double[] sortedTimes) {
        this.steps = List.copyOf(steps);
        this.sortedTimes = sortedTimes;
    }

    /**
     * @param duration from start to end, or to the moment of looking when still open; at least 0, any unit
     * @param ended false when still open
     */
    public record Observed(double duration, boolean ended) {
        public Observed {
            if (!(duration >= 0) || Double.isInfinite(duration)) {
                throw new IllegalArgumentException("Not a duration: " + duration);
            }
        }
    }

    /**
     * One moment at which items ended.
     *
     * @param time unit of the durations
     * @param atRisk not ended and still watched just before; items open at exactly this age count
     * @param ended at this moment, at least 1
     * @param survival S just after
     * @param greenwood Σ ended / (at risk · (at risk - ended)) up to here; infinite when S is 0
     */
    public record Step(double time, int atRisk, int ended, double survival, double greenwood) {

        /** exp(-exp(ln(-ln S) ± z·√greenwood/|ln S|)); empty once all have ended, where the scale has no value. */
        Optional<Interval> band() {
            if (survival <= 0) {
                return Optional.empty();
            }
            double factor = Math.exp(Level.Z * Math.sqrt(greenwood) / -Math.log(survival));
            return Optional.of(new Interval(Math.pow(survival, factor), Math.pow(survival, 1 / factor)));
        }
    }

    /**
     * The share not yet ended.
     *
     * @param share S(t)
     * @param interval 95 %; empty before the first and after the last end, where it cannot be estimated
     * @param atRisk items watched for at least this long
     */
    public record Survival(double share, Optional<Interval> interval, int atRisk) {}

    /**
     * A quantile of the duration.
     *
     * @param value unit of the durations
     * @param bounds 95 %; the upper one is open when too few items are old enough
     */
    public record Quantile(double value, Bounds bounds) {}

    public static KaplanMeier of(Collection<Observed> items) {
        var sorted = new ArrayList<>(items);
        sorted.sort((a, b) -> Double.compare(a.duration(), b.duration()));
        var steps = new ArrayList<Step>();
        double survival = 1;
        double greenwood = 0;
        for (int i = 0; i < sorted.size(); ) {
            double time = sorted.get(i).duration();
            int atRisk = sorted.size() - i;
            int ended = 0;
            for (; i < sorted.size() && sorted.get(i).duration() == time; i++) {
                ended += sorted.get(i).ended() ? 1 : 0;
            }
            if (ended > 0) {
                survival *= (double) (atRisk - ended) / atRisk;
                greenwood += ended / ((double) atRisk * (atRisk - ended));
                steps.add(new Step(time, atRisk, ended, survival, greenwood));
            }
        }
        return new KaplanMeier(
                steps, sorted.stream().mapToDouble(Observed::duration).toArray());
    }

    /** The moments at which something ended, in order of time. */
    public List<Step> steps() {
        return steps;
    }

    public int items() {
        return sortedTimes.length;
    }

    public int ended() {
        return steps.stream().mapToInt(Step::ended).sum();
    }

    /** Items that were watched for at least t without an earlier end. */
    public int atRisk(double t) {
        int low = 0;
        int high = sortedTimes.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sortedTimes[middle] < t) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return sortedTimes.length - low;
    }

    /** The share not ended by t, items ending exactly at t excluded. Unknown beyond the oldest open item. */
    public Answer<Survival> survivalAt(double t) {
        if (!(t >= 0)) {
            throw new IllegalArgumentException("Not a duration: " + t);
        }
        if (sortedTimes.length == 0) {
            return Answer.unknown(Reason.NO_DATA);
        }
        Step last = null;
        for (var step : steps) {
            if (step.time() <= t) {
                last = step;
            }
        }
        boolean everyoneEnded = last != null && last.survival() == 0;
        if (t > sortedTimes[sortedTimes.length - 1] && !everyoneEnded) {
            return Answer.unknown(Reason.BEYOND_FOLLOW_UP);
        }
        return Answer.of(
                last == null
                        ? new Survival(1, Optional.empty(), atRisk(t))
                        : new Survival(last.survival(), last.band(), atRisk(t)));
    }

    public Answer<Quantile> median() {
        return quantile(0.5);
    }

    /**
     * The duration by which the share p has ended: the first step with S ≤ 1-p, and the midpoint to the next step when S
     * stands at exactly 1-p, which for items that have all ended is the usual median. The bounds are the first steps at
     * which the lower and the upper band reach 1-p.
     */
    public Answer<Quantile> quantile(double p) {
        if (!(p > 0 && p < 1)) {
            throw new IllegalArgumentException("Not between 0 and 1: " + p);
        }
        if (sortedTimes.length == 0) {
            return Answer.unknown(Reason.NO_DATA);
        }
        double level = 1 - p;
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.survival() <= level + TOLERANCE) {
                boolean plateau = step.survival() >= level - TOLERANCE && i + 1 < steps.size();
                double value = plateau ? (step.time() + steps.get(i + 1).time()) / 2 : step.time();
                return Answer.of(new Quantile(value, new Bounds(reach(level, false), reach(level, true))));
            }
        }
        return Answer.unknown(Reason.STILL_OPEN);
    }

    private OptionalDouble reach(double level, boolean upperBand) {
        return steps.stream()
                .filter(step -> step.band()
                        .filter(band -> (upperBand ? band.upper() : band.lower()) <= level)
                        .isPresent())
                .mapToDouble(Step::time)
                .findFirst();
    }
}
