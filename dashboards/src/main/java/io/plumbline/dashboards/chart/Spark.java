package io.plumbline.dashboards.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of values by week, without axes; the number beside it carries the information.
 *
 * @param points for a 100 x 24 view box
 * @param area the same, closed at the bottom
 */
public record Spark(String points, String area) {

    private static final double WIDTH = 100;
    private static final double HEIGHT = 24;
    private static final double MARGIN = 2;

    /** Fewer than two weeks give an empty line. */
    public static Spark of(List<Long> counts) {
        double highest =
                Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
        return drawn(counts.stream().map(Long::doubleValue).toList(), highest);
    }

    /**
     * Of shares, rates or durations.
     *
     * @param values one a week, from 0 on; NaN where there is none: the line goes straight to the next one
     */
    public static Spark ofValues(List<Double> values) {
        double highest = values.stream()
                .filter(value -> !value.isNaN())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return drawn(values, highest > 0 ? highest : 1);
    }

    private static Spark drawn(List<Double> values, double highest) {
        var known = IntStream.range(0, values.size())
                .filter(i -> !values.get(i).isNaN())
                .toArray();
        if (known.length < 2) {
            return new Spark("", "");
        }
        double step = WIDTH / (values.size() - 1);
        var points = Arrays.stream(known)
                .mapToObj(i -> Positions.number(i * step) + ","
                        + Positions.number(HEIGHT - MARGIN - values.get(i) / highest * (HEIGHT - 2 * MARGIN)))
                .collect(Collectors.joining(" "));
        return new Spark(
                points,
                Positions.edge(known[0] * step) + "," + HEIGHT + " " + points + " "
                        + Positions.edge(known[known.length - 1] * step) + "," + HEIGHT);
    }

    public boolean isEmpty() {
        return points.isEmpty();
    }
}
