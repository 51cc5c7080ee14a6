package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Ratio of two groups compared like for like, within strata (task type, repository, repository × size); metrics.md 9.3,
 * vector in appendix B. The interval follows Greenland and Robins (1985) on the log scale and holds both for few large and
 * for many small strata.
 *
 * <p>Assumes units that are independent inside a stratum and a ratio that is about the same in all of them. Not for: ratios
 * that change direction between strata (look at the strata, Simpson), pull requests of the same author or repository that
 * share their fate inside a stratum ({@link ClusterBootstrap#mantelHaenszel} does not need that).
 *
 * @param ratio the common ratio, or why there is none
 * @param used strata that hold both groups and at least one event, sorted
 * @param leftOut strata that say nothing about the ratio, with the reason: to be listed, never dropped silently
 */
public record MantelHaenszel(Answer<Ratio> ratio, List<String> used, SortedMap<String, Reason> leftOut) {

    public MantelHaenszel {
        used = List.copyOf(used);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }

    /**
     * Of shares: RR = Σ a·n0/N ÷ Σ c·n1/N, variance of ln RR = Σ ((a+c)·n1·n0 - a·c·N)/N² ÷ (Σ a·n0/N · Σ c·n1/N), where a
     * of n1 and c of n0 are the two shares of a stratum and N = n1 + n0.
     */
    public static MantelHaenszel ofShares(Map<String, Arms> strata) {
        var sums = new Sums();
        for (var stratum : new TreeMap<>(strata).entrySet()) {
            var first = stratum.getValue().first();
            var second = stratum.getValue().second();
            double a = first.numerator();
            double c = second.numerator();
            double n1 = first.denominator();
            double n0 = second.denominator();
            double all = n1 + n0;
            if (sums.accepts(stratum.getKey(), n1, n0, a + c)) {
                sums.add(a * n0 / all, c * n1 / all, ((a + c) * n1 * n0 - a * c * all) / (all * all));
            }
        }
        return sums.result();
    }

    /**
     * Of rates: RR = Σ a·t0/T ÷ Σ c·t1/T, variance of ln RR = Σ (a+c)·t1·t0/T² ÷ (Σ a·t0/T · Σ c·t1/T), where a per t1 and c
     * per t0 are the two rates of a stratum and T = t1 + t0.
     */
    public static MantelHaenszel ofRates(Map<String, RateArms> strata) {
        var sums = new Sums();
        for (var stratum : new TreeMap<>(strata).entrySet()) {
            double a = stratum.getValue().first().events();
            double c = stratum.getValue().second().events();
            double t1 = stratum.getValue().first().exposure();
            double t0 = stratum.getValue().second().exposure();
            double all = t1 + t0;
            if (sums.accepts(stratum.getKey(), t1, t0, a + c)) {
                sums.add(a * t0 / all, c * t1 / all, (a + c) * t1 * t0 / (all * all));
            }
        }
        return sums.result();
    }

    /** The ratio without strata, to be shown beside the other two: one stratum, log interval with 1/a - 1/n1 + 1/c - 1/n0. */
    public static Answer<Ratio> crude(Share first, Share second) {
        if (!first.isKnown() || !second.isKnown()) {
            return Answer.unknown(Reason.NO_EXPOSURE);
        }
        if (first.numerator() + second.numerator() == 0) {
            return Answer.unknown(Reason.NO_EVENTS);
        }
        return ofShares(Map.of("all", new Arms(first, second))).ratio();
    }

    private static final class Sums {
        private final List<String> used = new ArrayList<>();
        private final SortedMap<String, Reason> leftOut = new TreeMap<>();
        private double first;
        private double second;
        private double spread;

        boolean accepts(String stratum, double firstSize, double secondSize, double events) {
            var obstacle = obstacle(firstSize, secondSize, events);
            obstacle.ifPresentOrElse(reason -> leftOut.put(stratum, reason), () -> used.add(stratum));
            return obstacle.isEmpty();
        }

        private static Optional<Reason> obstacle(double firstSize, double secondSize, double events) {
            if (firstSize == 0) {
                return Optional.of(secondSize == 0 ? Reason.NO_DATA : Reason.NO_FIRST_ARM);
            }
            if (secondSize == 0) {
                return Optional.of(Reason.NO_SECOND_ARM);
            }
            return events == 0 ? Optional.of(Reason.NO_EVENTS) : Optional.empty();
        }

        void add(double toFirst, double toSecond, double toSpread) {
            first += toFirst;
            second += toSecond;
            spread += toSpread;
        }

        MantelHaenszel result() {
            return new MantelHaenszel(ratio(), used, leftOut);
        }

        private Answer<Ratio> ratio() {
            if (used.isEmpty()) {
                return Answer.unknown(
                        leftOut.containsValue(Reason.NO_EVENTS) ? Reason.NO_EVENTS : Reason.NO_COMMON_STRATUM);
            }
            if (second == 0) {
                return Answer.unknown(Reason.NO_EVENTS_IN_SECOND);
            }
            if (first == 0) {
                return Answer.unknown(Reason.NO_EVENTS_IN_FIRST);
            }
            if (spread <= 0) {
                return Answer.unknown(Reason.NO_VARIATION);
            }
            double error = Math.sqrt(spread / (first * second));
            return Answer.of(Ratio.onLogScale(first / second, error, Ratio.Method.MANTEL_HAENSZEL));
        }
    }
}
