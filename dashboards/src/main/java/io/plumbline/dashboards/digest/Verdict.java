package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.stats.Interval;

/**
 * What the data say about one figure of the week beside the 12 weeks before.
 *
 * @param now of the week; NaN when it may not be shown
 * @param before of the 12 weeks together; NaN when there is none to show
 * @param interval of the change, 95 %, 0 = none: a difference of shares, or the logarithm of a ratio; null when not comparable
 * @param n units of the week
 * @param nBefore units of the 12 weeks
 */
record Verdict(Kind kind, double now, double before, Interval interval, long n, long nBefore) {

    /** Only the first two are a change. */
    enum Kind {
        UP,
        DOWN,
        /** The interval includes zero. */
        NONE,
        /** Fewer than ten units this week: counts only. */
        TOO_FEW,
        /** Shown without comparison: too little before. */
        NO_BASELINE,
        /** Nothing to measure. */
        NO_DATA
    }

    static Verdict noData(long nBefore) {
        return new Verdict(Kind.NO_DATA, Double.NaN, Double.NaN, null, 0, nBefore);
    }

    static Verdict tooFew(long n, long nBefore) {
        return new Verdict(Kind.TOO_FEW, Double.NaN, Double.NaN, null, n, nBefore);
    }

    static Verdict withoutBaseline(double now, long n, long nBefore) {
        return new Verdict(Kind.NO_BASELINE, now, Double.NaN, null, n, nBefore);
    }

    static Verdict compared(double now, double before, Interval interval, long n, long nBefore) {
        var kind = !interval.excludesZero() ? Kind.NONE : interval.lower() > 0 ? Kind.UP : Kind.DOWN;
        return new Verdict(kind, now, before, interval, n, nBefore);
    }

    boolean isChange() {
        return kind == Kind.UP || kind == Kind.DOWN;
    }

    boolean isShown() {
        return !Double.isNaN(now);
    }

    boolean hasBefore() {
        return !Double.isNaN(before);
    }
}
