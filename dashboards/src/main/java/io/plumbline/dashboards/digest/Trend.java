package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.compare.Percentiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Cycle time of 13 weeks: what the picture draws and its text says.
 *
 * @param points oldest first; null where a week has fewer than ten
 */
record Trend(List<IsoWeek> weeks, List<Point> points, NumberStyle style) {

    static final Trend NONE = new Trend(List.of(), List.of(), NumberStyle.EN);

    private static final int LEAST_POINTS = 3;

    /** Hours: the median and its 95 % interval. */
    record Point(double median, double lower, double upper) {}

    static Trend of(Figures figures, Terms terms) {
        var weeks = new ArrayList<IsoWeek>();
        var points = new ArrayList<Point>();
        for (int i = 0; i < Figures.WEEKS; i++) {
            weeks.add(figures.week().minus(Figures.WEEKS - 1L - i));
            points.add(point(figures.cycleHours().get(i)));
        }
        return points.stream().filter(Objects::nonNull).count() < LEAST_POINTS
                ? NONE
                : new Trend(List.copyOf(weeks), points, terms.style());
    }

    private static Point point(double[] hours) {
        if (SampleGuard.of(hours.length) == SampleGuard.HIDDEN) {
            return null;
        }
        var median = Percentiles.median(hours).orElseThrow();
        var bounds = median.bounds().interval().orElseThrow();
        return new Point(median.value(), bounds.lower(), bounds.upper());
    }

    boolean isEmpty() {
        return points.isEmpty();
    }

    /** For readers who do not see the picture: every number in it. */
    String text() {
        var numbers = new ArrayList<String>();
        for (int i = 0; i < weeks.size(); i++) {
            numbers.add("wk " + weeks.get(i).number() + " "
                    + (points.get(i) == null
                            ? "too few"
                            : style.write(Numbers.hours(points.get(i).median()))));
        }
        return numbers.stream().collect(Collectors.joining(", ", "Median cycle time by week: ", "."));
    }
}
