package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.stats.compare.Percentiles;
import io.plumbline.dashboards.stats.compare.Spread;
import io.plumbline.dashboards.stats.compare.SpreadRatios;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * One week beside the 12 before it. Two things can make a week look different without anything having changed: the few pull
 * requests in it, and that weeks differ anyway (holidays, releases). The interval covers both: it is the wider, on each side,
 * of the sampling interval of the change (medians: order statistics combined as Newcombe combines Wilson bounds, on the log
 * scale; shares: Newcombe; rates: quasi-Poisson) and of t(k-1)·s·√(1 + 1/k) around it, with s the spread of the k weekly
 * values: the interval that predicts one more week of the same kind.
 */
final class Comparison {

    /** With fewer weeks of ten units nobody knows how much weeks differ. */
    static final int LEAST_WEEKS = 6;

    private static final double ALPHA = 0.05;
    /** A merge within the minute would have no logarithm. */
    private static final double SHORTEST_HOURS = 1 / 60.0;

    private Comparison() {}

    /** @param before the weeks before, each its values in hours */
    static Verdict medians(double[] week, List<double[]> before) {
        double[] all = before.stream().flatMapToDouble(Arrays::stream).toArray();
        if (week.length == 0) {
            return Verdict.noData(all.length);
        }
        if (SampleGuard.of(week.length) == SampleGuard.HIDDEN) {
            return Verdict.tooFew(week.length, all.length);
        }
        var now = Percentiles.median(week).orElseThrow();
        double[] weekly = before.stream()
                .filter(values -> SampleGuard.of(values.length) != SampleGuard.HIDDEN)
                .mapToDouble(
                        values -> log(Percentiles.median(values).orElseThrow().value()))
                .toArray();
        if (weekly.length < LEAST_WEEKS) {
            return Verdict.withoutBaseline(now.value(), week.length, all.length);
        }
        var then = Percentiles.median(all).orElseThrow();
        double change = log(now.value()) - log(then.value());
        var bounds = now.bounds().interval().orElseThrow();
        var boundsThen = then.bounds().interval().orElseThrow();
        double down = Math.hypot(log(now.value()) - log(bounds.lower()), log(boundsThen.upper()) - log(then.value()));
        double up = Math.hypot(log(bounds.upper()) - log(now.value()), log(then.value()) - log(boundsThen.lower()));
        return Verdict.compared(
                now.value(),
                then.value(),
                widened(change, new Interval(change - down, change + up), weekly),
                week.length,
                all.length);
    }

    static Verdict shares(Share week, List<Share> before) {
        var all = before.stream().reduce(new Share(0, 0), Share::plus);
        if (!week.isKnown()) {
            return Verdict.noData(all.denominator());
        }
        if (week.guard() == SampleGuard.HIDDEN) {
            return Verdict.tooFew(week.denominator(), all.denominator());
        }
        double[] weekly = before.stream()
                .filter(share -> share.guard() != SampleGuard.HIDDEN)
                .mapToDouble(Share::ratio)
                .toArray();
        if (weekly.length < LEAST_WEEKS) {
            return Verdict.withoutBaseline(week.ratio(), week.denominator(), all.denominator());
        }
        var change = Newcombe.between(week, all);
        return Verdict.compared(
                week.ratio(),
                all.ratio(),
                widened(change.difference(), change.interval(), weekly),
                week.denominator(),
                all.denominator());
    }

    /** Events per unit; {@code now} and {@code before} of the verdict are per unit too. */
    static Verdict rates(Spread week, List<Spread> before) {
        var all = before.stream().reduce(new Spread(0, 0, 0, 0), Comparison::plus);
        if (week.units() == 0) {
            return Verdict.noData(all.units());
        }
        if (SampleGuard.of(week.units()) == SampleGuard.HIDDEN) {
            return Verdict.tooFew(week.units(), all.units());
        }
        double now = week.events() / week.exposure();
        double[] weekly = before.stream()
                .filter(spread -> SampleGuard.of(spread.units()) != SampleGuard.HIDDEN && spread.events() > 0)
                .mapToDouble(spread -> Math.log(spread.events() / spread.exposure()))
                .toArray();
        var ratio = SpreadRatios.between(week, all).value();
        if (weekly.length < LEAST_WEEKS
                || ratio.isEmpty()
                || ratio.get().interval().lower() <= 0
                || week.events() == 0) {
            return Verdict.withoutBaseline(now, week.units(), all.units());
        }
        double change = Math.log(ratio.get().value());
        var bounds = ratio.get().interval();
        return Verdict.compared(
                now,
                all.events() / all.exposure(),
                widened(change, new Interval(Math.log(bounds.lower()), Math.log(bounds.upper())), weekly),
                week.units(),
                all.units());
    }

    private static Interval widened(double change, Interval sampling, double[] weekly) {
        int k = weekly.length;
        double mean = Arrays.stream(weekly).average().orElseThrow();
        double spread = Math.sqrt(Arrays.stream(weekly)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (k - 1));
        double half = TDistribution.of(k - 1.0).inverseSurvivalProbability(ALPHA / 2) * spread * Math.sqrt(1 + 1.0 / k);
        return new Interval(Math.min(sampling.lower(), change - half), Math.max(sampling.upper(), change + half));
    }

    private static Spread plus(Spread one, Spread other) {
        return new Spread(
                one.units() + other.units(),
                one.events() + other.events(),
                one.exposure() + other.exposure(),
                one.squares() + other.squares());
    }

    private static double log(double hours) {
        return Math.log(Math.max(hours, SHORTEST_HOURS));
    }
}
