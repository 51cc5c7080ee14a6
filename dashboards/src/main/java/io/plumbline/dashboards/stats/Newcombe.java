package io.plumbline.dashboards.stats;

/**
 * Difference of two independent shares with Newcombe's hybrid score interval, 95 %: d - √((p1-l1)² + (u2-p2)²) to d +
 * √((u1-p1)² + (p2-l2)²), where l and u are the Wilson bounds. Source: metrics.md 9.1.
 *
 * @param difference first share minus second share, in [-1, 1]
 * @param interval its 95 % interval
 */
public record Newcombe(double difference, Interval interval) {

    /** @throws IllegalArgumentException when one of the shares has no denominator */
    public static Newcombe between(Share first, Share second) {
        var one = first.interval().orElseThrow(() -> new IllegalArgumentException("The first share has n = 0"));
        var two = second.interval().orElseThrow(() -> new IllegalArgumentException("The second share has n = 0"));
        double p1 = first.ratio();
        double p2 = second.ratio();
        double d = p1 - p2;
        double down = Math.hypot(p1 - one.lower(), two.upper() - p2);
        double up = Math.hypot(one.upper() - p1, p2 - two.lower());
        return new Newcombe(d, new Interval(Math.max(-1, d - down), Math.min(1, d + up)));
    }

    /** Whether the data tell the two shares apart. Says nothing about why they differ. */
    public boolean isDetectable() {
        return interval.excludesZero();
    }
}
