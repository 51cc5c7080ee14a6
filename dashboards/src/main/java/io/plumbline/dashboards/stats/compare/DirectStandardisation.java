package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.stats.Share;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The share a group would have if its work were mixed like a reference: p = Σ w·p over the strata, with w the reference's
 * weights; metrics.md 9.3. The interval combines the strata's Wilson bounds, p - √Σ w²(p-l)² to p + √Σ w²(u-p)² (Zou and
 * Donner's variance recovery, as in Newcombe's difference), so that strata at 0 % or 100 % keep their uncertainty.
 *
 * <p>Assumes independent units inside a stratum and a stratum's share that would not change with the mix. Strata too small
 * to have a share of their own are left out, the other weights rescaled; two standardised shares are comparable only if
 * they {@linkplain #strata() use the same strata}. Not for rates, and not when most of the reference is left out: show
 * {@link #covered()} with it.
 *
 * @param share in [0, 1]
 * @param interval 95 %
 * @param standardError √Σ w²·p(1-p)/n, for tables; it is 0 where all shares are 0 or 1, the interval is not
 * @param covered part of the reference mix that the used strata make up, in (0, 1]
 * @param strata the strata used, sorted
 * @param leftOut the others, with the reason
 */
public record DirectStandardisation(
        double share,
        Interval interval,
        double standardError,
        double covered,
        List<String> strata,
        SortedMap<String, Reason> leftOut) {

    /** As in the published tables behind the vector, which drop cells with fewer than five pull requests. */
    public static final long MINIMUM_PER_STRATUM = 5;

    public DirectStandardisation {
        strata = List.copyOf(strata);
        leftOut = Collections.unmodifiableSortedMap(new TreeMap<>(leftOut));
    }

    /**
     * @param shares by stratum
     * @param reference units by stratum of the reference group (its mix), at least 0
     */
    public static Answer<DirectStandardisation> of(Map<String, Share> shares, Map<String, Long> reference) {
        return of(shares, reference, MINIMUM_PER_STRATUM);
    }

    /** As above with another minimum of units per stratum, at least 1. */
    public static Answer<DirectStandardisation> of(
            Map<String, Share> shares, Map<String, Long> reference, long minimumPerStratum) {
        if (minimumPerStratum < 1) {
            throw new IllegalArgumentException("A stratum needs at least one unit, not " + minimumPerStratum);
        }
        var strata = new ArrayList<String>();
        var leftOut = new TreeMap<String, Reason>();
        double all = 0;
        double covered = 0;
        for (var weight : new TreeMap<>(reference).entrySet()) {
            if (weight.getValue() < 0) {
                throw new IllegalArgumentException("Weight of " + weight.getKey() + ": " + weight.getValue());
            }
            all += weight.getValue();
            var share = shares.getOrDefault(weight.getKey(), new Share(0, 0));
            if (weight.getValue() == 0) {
                continue;
            }
            if (share.denominator() < minimumPerStratum) {
                leftOut.put(weight.getKey(), share.isKnown() ? Reason.TOO_FEW_PER_STRATUM : Reason.NO_DATA);
            } else {
                strata.add(weight.getKey());
                covered += weight.getValue();
            }
        }
        for (var share : shares.entrySet()) {
            if (share.getValue().isKnown() && reference.getOrDefault(share.getKey(), 0L) == 0) {
                leftOut.put(share.getKey(), Reason.NOT_IN_REFERENCE);
            }
        }
        return strata.isEmpty()
                ? Answer.unknown(Reason.NO_COMMON_STRATUM)
                : Answer.of(combine(shares, reference, strata, leftOut, covered, covered / all));
    }

    private static DirectStandardisation combine(
            Map<String, Share> shares,
            Map<String, Long> reference,
            List<String> strata,
            SortedMap<String, Reason> leftOut,
            double weights,
            double covered) {
        double value = 0;
        double variance = 0;
        double down = 0;
        double up = 0;
        for (var stratum : strata) {
            var share = shares.get(stratum);
            var bounds = share.interval().orElseThrow();
            double w = reference.get(stratum) / weights;
            double p = share.ratio();
            value += w * p;
            variance += w * w * p * (1 - p) / share.denominator();
            down += square(w * (p - bounds.lower()));
            up += square(w * (bounds.upper() - p));
        }
        var interval = new Interval(Math.max(0, value - Math.sqrt(down)), Math.min(1, value + Math.sqrt(up)));
        return new DirectStandardisation(value, interval, Math.sqrt(variance), covered, strata, leftOut);
    }

    private static double square(double x) {
        return x * x;
    }
}
