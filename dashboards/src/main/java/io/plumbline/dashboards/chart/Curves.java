package io.plumbline.dashboards.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines with bands over a few named places, from 0 to 100 %.
 *
 * @param ticks along the bottom
 * @param text the same in words
 */
public record Curves(List<Tick> ticks, List<Curve> curves, String text) {

    /** A place on the axis; x is a percentage. */
    public record Tick(String label, String x) {}

    /**
     * One line.
     *
     * @param style class that colours it
     * @param line points for a 100 x 100 view box
     * @param band outline of the interval
     */
    public record Curve(String label, String style, String line, String band) {}

    /**
     * What is known at one place.
     *
     * @param at index of the place
     */
    public record Point(int at, double share, double lower, double upper) {}

    /** A line before it is drawn. */
    public record Series(String label, String style, List<Point> points) {}

    /** Begins at 100 % left of the first place. */
    public static Curves of(List<String> places, List<Series> series, String text) {
        var ticks = new ArrayList<Tick>();
        for (int i = 0; i < places.size(); i++) {
            ticks.add(new Tick(places.get(i), Positions.percent(x(i, places.size()) / 100)));
        }
        var curves = new ArrayList<Curve>();
        for (var one : series) {
            var line = one.points().stream()
                    .map(point -> place(x(point.at(), places.size()), point.share()))
                    .collect(Collectors.joining(" "));
            var upper = one.points().stream()
                    .map(point -> place(x(point.at(), places.size()), point.upper()))
                    .toList();
            var lower = new ArrayList<>(one.points().stream()
                    .map(point -> place(x(point.at(), places.size()), point.lower()))
                    .toList());
            java.util.Collections.reverse(lower);
            curves.add(new Curve(
                    one.label(),
                    one.style(),
                    place(0, 1) + " " + line,
                    (place(0, 1) + " " + String.join(" ", upper) + " " + String.join(" ", lower)).strip()));
        }
        return new Curves(List.copyOf(ticks), List.copyOf(curves), text);
    }

    private static double x(int at, int places) {
        return (at + 1) * 100.0 / (places + 0.35);
    }

    private static String place(double x, double share) {
        return String.format(Locale.ROOT, "%.2f,%.2f", x, 100 - share * 100);
    }
}
