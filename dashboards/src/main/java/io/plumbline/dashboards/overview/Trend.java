package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One metric by ISO week and by tool or origin.
 *
 * @param weeks Mondays without gaps, from the first to the last week with data
 * @param series most pull requests first; the chart draws up to {@link #DRAWN}
 */
record Trend(List<Week> weeks, List<Series> series) {

    static final int DRAWN = 6;

    /** One row of trend.sql. */
    record Row(
            LocalDate week,
            String series,
            long numeratorCount,
            long denominatorCount,
            long finalNumeratorCount,
            long finalDenominatorCount) {}

    /**
     * One week.
     *
     * @param running has not ended: its numbers still grow
     */
    record Week(LocalDate monday, boolean running) {

        String label() {
            return Times.day(monday);
        }
    }

    /**
     * One line.
     *
     * @param points one a week; null for a week without pull requests
     * @param settled sum over cohorts that no longer change by the passing of time
     */
    record Series(String id, String label, String style, List<Point> points, Share settled) {

        long n() {
            return points.stream()
                    .filter(Objects::nonNull)
                    .mapToLong(point -> point.share().denominator())
                    .sum();
        }
    }

    /**
     * One week of one series.
     *
     * @param provisional some cohorts of the week are still inside their window
     */
    record Point(Share share, boolean provisional, String href) {

        boolean isHidden() {
            return share.guard() == SampleGuard.HIDDEN;
        }

        boolean isWeak() {
            return share.guard() == SampleGuard.WEAK;
        }
    }

    /** @param today in the organisation's zone */
    static Trend of(List<Row> rows, OverviewRequest request, LocalDate today) {
        var weeks = weeks(rows, today);
        var index = new HashMap<LocalDate, Integer>();
        weeks.forEach(week -> index.put(week.monday(), index.size()));
        var points = new LinkedHashMap<String, Point[]>();
        var settled = new HashMap<String, Share>();
        for (var row : rows) {
            var share = new Share(row.numeratorCount(), row.denominatorCount());
            var finals = new Share(row.finalNumeratorCount(), row.finalDenominatorCount());
            points.computeIfAbsent(row.series(), id -> new Point[weeks.size()])[index.get(row.week())] =
                    new Point(share, finals.denominator() < share.denominator(), href(row, request));
            settled.merge(row.series(), finals, Share::plus);
        }
        var series = new ArrayList<Series>();
        points.forEach((id, line) -> series.add(new Series(
                id, label(id, request), Labels.originClass(id), java.util.Arrays.asList(line), settled.get(id))));
        series.sort(Comparator.comparingLong(Series::n).reversed().thenComparing(Series::label));
        return new Trend(weeks, List.copyOf(series));
    }

    private static List<Week> weeks(List<Row> rows, LocalDate today) {
        var weeks = new ArrayList<Week>();
        if (!rows.isEmpty()) {
            var last = rows.get(rows.size() - 1).week();
            var running = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            for (var monday = rows.get(0).week(); !monday.isAfter(last); monday = monday.plusWeeks(1)) {
                weeks.add(new Week(monday, !monday.isBefore(running)));
            }
        }
        return List.copyOf(weeks);
    }

    private static String label(String id, OverviewRequest request) {
        return request.split().equals(OverviewRequest.BY_ORIGIN) ? Labels.origin(id) : Tools.label(id);
    }

    private static String href(Row row, OverviewRequest request) {
        var first = later(row.week(), request.period().from());
        var last = earlier(row.week().plusDays(6), request.period().to());
        UrlState list = request.state()
                .toKeys(Scope.LIST_KEYS)
                .without("period")
                .with("from", first.toString())
                .with("to", last.toString())
                .with(request.split(), row.series())
                .with("dated", request.metric().id().equals("merged_closed") ? "closed" : null);
        return list.at(Paths.PULL_REQUESTS);
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    boolean isEmpty() {
        return series.isEmpty();
    }

    /** Lines with at least one week that can be shown as a share. */
    List<Series> drawn() {
        return series.stream()
                .filter(line -> line.points().stream().anyMatch(point -> point != null && !point.isHidden()))
                .limit(DRAWN)
                .toList();
    }

    boolean hasProvisional() {
        return series.stream()
                .flatMap(line -> line.points().stream())
                .anyMatch(point -> point != null && point.provisional());
    }

    boolean hasRunningWeek() {
        return weeks.stream().anyMatch(Week::running);
    }

    /**
     * For the chart in the browser; shares in percent, absent where there is nothing to draw. Weeks at either end in which
     * no line has a point are left out: the table has them.
     */
    Map<String, Object> json(OverviewRequest request, String finding) {
        int first = 0;
        int last = weeks.size();
        while (first < last && !isDrawn(first)) {
            first++;
        }
        while (last > first && !isDrawn(last - 1)) {
            last--;
        }
        var shown = weeks.subList(first, last);
        var lines = new ArrayList<Map<String, Object>>();
        for (var line : drawn()) {
            lines.add(Map.of(
                    "id", line.id(),
                    "label", line.label(),
                    "style", line.style(),
                    "points",
                            line.points().subList(first, last).stream()
                                    .map(Trend::json)
                                    .toList()));
        }
        return Map.of(
                "title", request.metric().title(),
                "finding", finding,
                "split", request.split(),
                "weeks", shown.stream().map(week -> week.monday().toString()).toList(),
                "labels", shown.stream().map(Week::label).toList(),
                "running", shown.stream().map(Week::running).toList(),
                "series", lines);
    }

    private boolean isDrawn(int week) {
        return drawn().stream()
                .map(line -> line.points().get(week))
                .anyMatch(point -> point != null && !point.isHidden());
    }

    /** Whether any week of any drawn line has the ten pull requests that a point needs. */
    boolean hasPoints() {
        return !drawn().isEmpty();
    }

    private static Map<String, Object> json(Point point) {
        var json = new LinkedHashMap<String, Object>();
        if (point != null) {
            json.put("x", point.share().numerator());
            json.put("n", point.share().denominator());
            json.put("provisional", point.provisional());
            json.put("weak", point.isWeak());
            if (!point.isHidden()) {
                var bounds = point.share().interval().orElseThrow();
                json.put("share", point.share().ratio() * 100);
                json.put("lower", bounds.lower() * 100);
                json.put("upper", bounds.upper() * 100);
            }
        }
        return json;
    }
}
