package io.plumbline.dashboards.chart;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of counts by week, without axes; the number beside it carries the information.
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
        if (counts.size() < 2) {
            return new Spark("", "");
        }
        double highest =
                Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
        double step = WIDTH / (counts.size() - 1);
        var points = IntStream.range(0, counts.size())
                .mapToObj(i -> Positions.number(i * step) + ","
                        + Positions.number(HEIGHT - MARGIN - counts.get(i) / highest * (HEIGHT - 2 * MARGIN)))
                .collect(Collectors.joining(" "));
        return new Spark(points, "0," + HEIGHT + " " + points + " " + WIDTH + "," + HEIGHT);
    }

    public boolean isEmpty() {
        return points.isEmpty();
    }
}
