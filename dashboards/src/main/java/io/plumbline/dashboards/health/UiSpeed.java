package io.plumbline.dashboards.health;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What browsers measured of these pages: the newest thousand values of each measure and page, in memory. A restart begins
 * anew, because another version may be faster or slower.
 */
final class UiSpeed {

    private static final int KEPT = 1000;
    private static final double LONGEST_MILLIS = 600_000;

    /** What is measured. Limits are those of the budget, judged at the 75th percentile, and of the buckets. */
    enum Measure {
        SHELL("shell", "Page without cards, first byte", "ms", 100, new double[] {100, 200, 1000}),
        LCP("lcp", "Largest contentful paint", "ms", 1200, new double[] {200, 1200, 2500}),
        INP("inp", "Interaction to next paint", "ms", 150, new double[] {150, 200, 500}),
        CLS("cls", "Layout shift", "", 0.05, new double[] {0.05, 0.1, 0.25}),
        CARD("card", "Card, asked until shown", "ms", 500, new double[] {200, 500, 1000}),
        CHART("chart", "Chart, asked until drawn", "ms", 800, new double[] {200, 800, 1000});

        final String id;
        final String label;
        final String unit;
        final double budget;
        final double[] buckets;

        Measure(String id, String label, String unit, double budget, double[] buckets) {
            this.id = id;
            this.label = label;
            this.unit = unit;
            this.budget = budget;
            this.buckets = buckets;
        }

        static Optional<Measure> of(String id) {
            return Arrays.stream(values())
                    .filter(measure -> measure.id.equals(id))
                    .findFirst();
        }

        /** {@code 812 ms}, {@code 0.03}. */
        String shown(double value) {
            return unit.isEmpty() ? String.format(Locale.ROOT, "%.2f", value) : Math.round(value) + " " + unit;
        }
    }

    private record Key(Measure measure, String section) {}

    /**
     * One measure on one page.
     *
     * @param shares of values up to each bucket's limit; the last one is beyond all of them
     */
    record Line(Measure measure, String section, int n, double p75, double[] shares) {

        boolean isOverBudget() {
            return p75 > measure.budget;
        }
    }

    private static final class Ring {
        private final double[] values = new double[KEPT];
        private long seen;

        synchronized void add(double value) {
            values[(int) (seen++ % KEPT)] = value;
        }

        synchronized double[] sorted() {
            var copy = Arrays.copyOf(values, (int) Math.min(seen, KEPT));
            Arrays.sort(copy);
            return copy;
        }
    }

    private final Map<Key, Ring> rings = new ConcurrentHashMap<>();

    /** @return false for a value that no browser measures */
    boolean add(Measure measure, String section, double value) {
        if (!(value >= 0 && value <= LONGEST_MILLIS)) {
            return false;
        }
        rings.computeIfAbsent(new Key(measure, section), key -> new Ring()).add(value);
        return true;
    }

    List<Line> lines() {
        return rings.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue().sorted()))
                .sorted(Comparator.comparing((Line line) -> line.measure()).thenComparing(Line::section))
                .toList();
    }

    private static Line line(Key key, double[] sorted) {
        var limits = key.measure().buckets;
        var shares = new double[limits.length + 1];
        for (double value : sorted) {
            int bucket = 0;
            while (bucket < limits.length && value > limits[bucket]) {
                bucket++;
            }
            shares[bucket] += 1.0 / sorted.length;
        }
        // The smallest value that three quarters do not exceed.
        return new Line(
                key.measure(), key.section(), sorted.length, sorted[(int) Math.ceil(sorted.length * 0.75) - 1], shares);
    }
}
