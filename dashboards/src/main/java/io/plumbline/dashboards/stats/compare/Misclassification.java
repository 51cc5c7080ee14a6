package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Share;
import java.util.OptionalDouble;

/**
 * What a comparison of "AI" with "no sign of AI" would be if some labels were wrong (metrics.md 10.6): some of the unknown
 * were written with AI, some of the labelled were not.
 *
 * <p>With precision v (share of the labelled that is AI) and x (share of the unknown that is AI), the observed rates are
 * mixtures, r1 = v·a + (1-v)·h and r0 = x·a + (1-x)·h. Solved for the true rates (the step Rogan and Gladen took for a
 * prevalence): a = ((1-x)·r1 - (1-v)·r0) / (v-x), h = (v·r0 - x·r1) / (v-x), and a/h depends on r1/r0 alone: RR = ((1-x)·R -
 * (1-v)) / (v - x·R). It grows with R, so an interval of R maps end by end.
 *
 * <p>Assumes that AI work among the unknown is like labelled AI work; {@link #extremes} drops that. The interval carries
 * the sampling error of R only; x and v are assumptions to be varied on the page, not estimates. Not for x ≥ v, where the
 * label says nothing.
 */
public final class Misclassification {

    private Misclassification() {}

    /**
     * A ratio under an assumption.
     *
     * @param unknownThatIsAi the assumed x
     * @param ratio AI over not AI
     * @param bounds 95 % of the observed ratio carried over, or the extremes; an end is open when nothing limits it
     */
    public record Adjusted(double unknownThatIsAi, double ratio, Bounds bounds) {}

    /** With a label that is always right: only x of the unknown is AI. */
    public static Answer<Adjusted> adjust(Ratio labelledOverUnknown, double unknownThatIsAi) {
        return adjust(labelledOverUnknown, 1, unknownThatIsAi);
    }

    /**
     * @param labelledOverUnknown observed ratio of rates or shares
     * @param precision v, in (0, 1]
     * @param unknownThatIsAi x, in [0, 1)
     */
    public static Answer<Adjusted> adjust(Ratio labelledOverUnknown, double precision, double unknownThatIsAi) {
        requireShare(precision);
        requireShare(unknownThatIsAi);
        if (unknownThatIsAi >= precision) {
            return Answer.unknown(Reason.LABELS_UNINFORMATIVE);
        }
        var ratio = carryOver(labelledOverUnknown.value(), precision, unknownThatIsAi);
        if (ratio.isEmpty()) {
            return Answer.unknown(Reason.IMPOSSIBLE_UNDER_ASSUMPTION);
        }
        var lower = carryOver(labelledOverUnknown.interval().lower(), precision, unknownThatIsAi);
        var upper = carryOver(labelledOverUnknown.interval().upper(), precision, unknownThatIsAi);
        // Below the feasible range the true AI rate would be negative: the ratio is then limited by 0 alone.
        var bounds = new Bounds(lower.isPresent() ? lower : OptionalDouble.of(0), upper);
        return Answer.of(new Adjusted(unknownThatIsAi, ratio.getAsDouble(), bounds));
    }

    /** As above for shares, and unknown when a true share would have to leave [0, 1]. */
    public static Answer<Adjusted> adjust(Share labelled, Share unknown, double precision, double unknownThatIsAi) {
        requireShare(precision);
        requireShare(unknownThatIsAi);
        if (unknownThatIsAi >= precision) {
            return Answer.unknown(Reason.LABELS_UNINFORMATIVE);
        }
        var observed = MantelHaenszel.crude(labelled, unknown);
        if (observed.value().isEmpty()) {
            return Answer.unknown(observed.reason().orElseThrow());
        }
        double r1 = labelled.ratio();
        double r0 = unknown.ratio();
        double ai = ((1 - unknownThatIsAi) * r1 - (1 - precision) * r0) / (precision - unknownThatIsAi);
        double other = (precision * r0 - unknownThatIsAi * r1) / (precision - unknownThatIsAi);
        if (ai > 1 || other > 1) {
            return Answer.unknown(Reason.IMPOSSIBLE_UNDER_ASSUMPTION);
        }
        return adjust(observed.orElseThrow(), precision, unknownThatIsAi);
    }

    /**
     * The ratio if x of the unknown units were AI and nothing is known about which: the middle moves them with the unknown's
     * own share, the bounds move those without and those with an event first. No sampling error in it.
     */
    public static Answer<Adjusted> extremes(Share labelled, Share unknown, double unknownThatIsAi) {
        requireShare(unknownThatIsAi);
        if (!labelled.isKnown() || !unknown.isKnown()) {
            return Answer.unknown(Reason.NO_EXPOSURE);
        }
        if (unknown.numerator() == 0) {
            return Answer.unknown(labelled.numerator() == 0 ? Reason.NO_EVENTS : Reason.NO_EVENTS_IN_SECOND);
        }
        if (unknownThatIsAi == 1) {
            return Answer.unknown(Reason.NO_SECOND_ARM);
        }
        double moved = unknownThatIsAi * unknown.denominator();
        double events = unknown.numerator();
        double without = unknown.denominator() - events;
        var few = moved(labelled, unknown, moved, Math.max(0, moved - without));
        var many = moved(labelled, unknown, moved, Math.min(moved, events));
        double middle =
                moved(labelled, unknown, moved, unknownThatIsAi * events).orElseThrow();
        return Answer.of(new Adjusted(unknownThatIsAi, middle, new Bounds(few, many)));
    }

    /** Empty when no unknown unit with an event would be left to compare with. */
    private static OptionalDouble moved(Share labelled, Share unknown, double units, double events) {
        double left = unknown.numerator() - events;
        if (left <= 0) {
            return OptionalDouble.empty();
        }
        double ai = (labelled.numerator() + events) / (labelled.denominator() + units);
        return OptionalDouble.of(ai / (left / (unknown.denominator() - units)));
    }

    /** Empty when one of the true rates would be negative, or the second one zero. */
    private static OptionalDouble carryOver(double observed, double precision, double x) {
        double ai = (1 - x) * observed - (1 - precision);
        double other = precision - x * observed;
        return ai < 0 || other <= 0 ? OptionalDouble.empty() : OptionalDouble.of(ai / other);
    }

    private static void requireShare(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("Not a share: " + value);
        }
    }
}
