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
        SHELL("shell", "Page without cards, first byte", "ms", 100, 100.0, 200.0, 1000.0),
        LCP("lcp", "Largest contentful paint", "ms", 1200, 200.0, 1200.0, 2500.0),
        INP("inp", "Interaction to next paint", "ms", 150, 150.0, 200.0, 500.0),
        CLS("cls", "Layout shift", "", 0.05, 0.05, 0.1, 0.25),
        CARD("card", "Card, asked until shown", "ms", 500, 200.0, 500.0, 1000.0),
        CHART("chart", "Chart, asked until drawn", "ms", 800, 200.0, 800.0, 1000.0);

        final String id;
        final String label;
        final String unit;
        final double budget;
        private final double instant;
        private final double fast;
        private final double slow;

        Measure(String id, String label, String unit, double budget, double instant, double fast, double slow) {
            this.id = id;
            this.label = label;
            this.unit = unit;
            this.budget = budget;
            this.instant = instant;
            this.fast = fast;
            this.slow = slow;
        }

        /** Upper limits, ascending. */
        List<Double> buckets() {
            return List.of(instant, fast, slow);
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
    record Line(Measure measure, String section, int n, double p75, List<Double> shares) {

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
        var limits = key.measure().buckets();
        var shares = new double[limits.size() + 1];
        for (double value : sorted) {
            int bucket = 0;
            while (bucket < limits.size() && value > limits.get(bucket)) {
                bucket++;
            }
            shares[bucket] += 1.0 / sorted.length;
        }
        // The smallest value that three quarters do not exceed.
        return new Line(
                key.measure(),
                key.section(),
                sorted.length,
                sorted[(int) Math.ceil(sorted.length * 0.75) - 1],
                Arrays.stream(shares).boxed().toList());
    }
}
