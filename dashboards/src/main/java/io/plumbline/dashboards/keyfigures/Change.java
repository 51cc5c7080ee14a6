package io.plumbline.dashboards.keyfigures;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.compare.Ratio;
import io.plumbline.dashboards.stats.compare.Significance;
import io.plumbline.dashboards.stats.compare.SpreadRatios;
import io.plumbline.dashboards.stats.compare.VarianceRecovery;
import java.util.OptionalDouble;

/**
 * One figure against another one: now against before, a team against the others.
 *
 * @param size in words, with its 95 % interval; why there is none when it cannot be told
 * @param direction 1, -1 or 0, whether or not it is detectable
 * @param p of no difference; empty when it cannot be told
 */
public record Change(String size, int direction, OptionalDouble p) {

    private static final int WEEKS_NEEDED = 4;

    private static Change cannot(String why) {
        return new Change(why, 0, OptionalDouble.empty());
    }

    /** @param nothing what to say when the second one has nothing, such as "no previous data" */
    public static Change between(Figure first, Figure second, String nothing) {
        if (!second.isKnown()) {
            return cannot(nothing);
        }
        if (!first.isKnown() || isTooFew(first) || isTooFew(second)) {
            return cannot("too few to compare");
        }
        return switch (first.measure().kind()) {
            case COUNT, RATE -> ofRates(first, second);
            case SHARE -> ofShares(first, second);
            case HOURS -> ofMedians(first, second);
        };
    }

    private static boolean isTooFew(Figure figure) {
        return switch (figure.measure().kind()) {
            case COUNT -> figure.units() < WEEKS_NEEDED;
            case SHARE, RATE -> figure.guard() != SampleGuard.SHOWN;
            case HOURS -> figure.isHidden() || figure.bounds() == null;
        };
    }

    private static Change ofShares(Figure first, Figure second) {
        var difference = Newcombe.between(first.share(), second.share());
        return new Change(
                Numbers.points(difference),
                (int) Math.signum(difference.difference()),
                OptionalDouble.of(Significance.ofDifference(difference.difference(), difference.interval())));
    }

    private static Change ofRates(Figure first, Figure second) {
        return SpreadRatios.between(first.spread(), second.spread())
                .value()
                .filter(ratio -> ratio.value() > 0)
                .map(ratio -> new Change(
                        percent(ratio),
                        (int) Math.signum(Math.log(ratio.value())),
                        OptionalDouble.of(pOf(ratio, first, second))))
                .orElse(cannot("nothing on one side to compare"));
    }

    private static double pOf(Ratio ratio, Figure first, Figure second) {
        return ratio.method() == Ratio.Method.EXACT_CONDITIONAL
                ? Significance.ofRates(first.spread().rate(), second.spread().rate())
                : Significance.ofRatio(ratio);
    }

    private static String percent(Ratio ratio) {
        return Numbers.relative(ratio.value(), ratio.interval());
    }

    private static Change ofMedians(Figure first, Figure second) {
        double d = first.median() - second.median();
        var interval = VarianceRecovery.difference(first.median(), first.bounds(), second.median(), second.bounds());
        return new Change(
                signed(d) + " (95 % CI " + signed(interval.lower()) + " to " + signed(interval.upper()) + ")",
                (int) Math.signum(d),
                OptionalDouble.of(pOf(d, interval)));
    }

    private static double pOf(double difference, Interval interval) {
        return Significance.ofDifference(difference, interval);
    }

    private static String signed(double hours) {
        return (hours < 0 ? "−" : "+") + Numbers.hours(Math.abs(hours));
    }
}
