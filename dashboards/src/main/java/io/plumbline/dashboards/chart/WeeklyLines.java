package io.plumbline.dashboards.chart;

import io.plumbline.dashboards.format.Times;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines by ISO week with their intervals, as {@code trend.js} draws them: one panel a line, all on the same scale.
 *
 * @param unit of the values, such as {@code h}; null = percent, from 0 to 100
 * @param weeks Mondays without gaps
 */
public record WeeklyLines(String title, String unit, List<LocalDate> weeks, List<Line> lines) {

    /**
     * One line.
     *
     * @param style class of its colour, such as {@code origin-ai-agent}
     * @param points one a week; null where there is nothing
     */
    public record Line(String id, String label, String style, List<Point> points) {}

    /**
     * One week of one line, in the chart's unit.
     *
     * @param value null when too few to draw
     * @param text what the tooltip says: value, interval and counts
     * @param n how many are behind it
     */
    public record Point(
            Double value, double lower, double upper, long n, String text, boolean weak, boolean provisional) {}

    /** Mondays from the week of the first day to the week of the last. */
    public static List<LocalDate> mondays(LocalDate first, LocalDate last) {
        var mondays = new ArrayList<LocalDate>();
        for (var monday = monday(first); !monday.isAfter(last); monday = monday.plusWeeks(1)) {
            mondays.add(monday);
        }
        return List.copyOf(mondays);
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    public boolean hasPoints() {
        return lines.stream()
                .flatMap(line -> line.points().stream())
                .anyMatch(point -> point != null && point.value() != null);
    }

    /**
     * @param finding sentence that the chart's description ends with
     * @param today in the organisation's zone: its week is still running
     */
    public Map<String, Object> json(String finding, LocalDate today) {
        var json = new LinkedHashMap<String, Object>();
        json.put("title", title);
        json.put("finding", finding);
        json.put("split", "origin");
        if (unit != null) {
            json.put("unit", unit);
        }
        json.put("weeks", weeks.stream().map(LocalDate::toString).toList());
        json.put("labels", weeks.stream().map(Times::day).toList());
        json.put(
                "running",
                weeks.stream().map(monday -> !monday.isBefore(monday(today))).toList());
        json.put(
                "series",
                lines.stream()
                        .map(line -> Map.of(
                                "id", line.id(),
                                "label", line.label(),
                                "style", line.style(),
                                "points",
                                        line.points().stream()
                                                .map(WeeklyLines::json)
                                                .toList()))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(Point point) {
        var json = new LinkedHashMap<String, Object>();
        if (point != null) {
            json.put("n", point.n());
            json.put("text", point.text());
            json.put("weak", point.weak());
            json.put("provisional", point.provisional());
            if (point.value() != null) {
                json.put("share", point.value());
                json.put("lower", point.lower());
                json.put("upper", point.upper());
            }
        }
        return json;
    }
}
