package io.plumbline.dashboards.stats;

/** How a share may be shown, by the size of its denominator (metrics.md 9.4). */
public enum SampleGuard {
    /** Below 10: counts only, a share would be noise. */
    HIDDEN,
    /** 10 to 29: share and interval, greyed. */
    WEAK,
    /** 30 and more. */
    SHOWN;

    static final int WEAK_FROM = 10;
    static final int SHOWN_FROM = 30;

    public static SampleGuard of(long n) {
        if (n < WEAK_FROM) {
            return HIDDEN;
        }
        return n < SHOWN_FROM ? WEAK : SHOWN;
    }
}
