package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;

/**
 * How many times as high the first group is as the second, with its 95 % interval.
 *
 * @param value at least 0; 1 means no difference
 * @param interval on the scale of the ratio, both ends finite
 * @param method how the interval was made, to be named on the page
 */
public record Ratio(double value, Interval interval, Method method) {

    /** Methods of intervals for ratios. */
    public enum Method {
        LOG_WALD("log-Wald"),
        EXACT_CONDITIONAL("exact conditional"),
        QUASI_POISSON("quasi-Poisson"),
        MANTEL_HAENSZEL("Mantel-Haenszel, Greenland-Robins");

        private final String words;

        Method(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Whether the data tell the two groups apart. Says nothing about why they differ. */
    public boolean isDetectable() {
        return interval.lower() > 1 || interval.upper() < 1;
    }

    /** The ratio with the interval exp(ln value ± z·standardError). */
    static Ratio onLogScale(double value, double standardError, Method method) {
        double factor = Math.exp(Level.Z * standardError);
        return new Ratio(value, new Interval(value / factor, value * factor), method);
    }
}
