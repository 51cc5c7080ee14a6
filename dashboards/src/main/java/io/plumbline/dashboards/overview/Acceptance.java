package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.chart.Forest;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.Tools;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Acceptance by tool: one line a tool, one cell a denominator; below them, for comparison, what no tool is known for.
 *
 * @param tools most pull requests first
 * @param comparison origins without a tool
 */
record Acceptance(List<Line> tools, List<Line> comparison) {

    /** One row of acceptance.sql. Bounds are in the query for its readers; pages compute them from the counts. */
    record Row(
            String tool,
            String originWithoutTool,
            String metricId,
            long numeratorCount,
            long denominatorCount,
            long provisionalCount) {}

    /**
     * One tool, or one origin without a tool.
     *
     * @param id of the tool; empty for an origin without one
     */
    record Line(String id, String label, String style, Map<String, Cell> cells) {

        Cell cell(MetricDefinition metric) {
            return cells.getOrDefault(metric.id(), Cell.NONE);
        }

        long opened() {
            return cells.getOrDefault("merged_all", Cell.NONE).share().denominator();
        }
    }

    /**
     * One share.
     *
     * @param provisional pull requests whose window is still open; they are not in the share
     * @param href the pull requests behind it
     */
    record Cell(Share share, long provisional, String href) {

        static final Cell NONE = new Cell(new Share(0, 0), 0, "");

        boolean isHidden() {
            return share.guard() == SampleGuard.HIDDEN;
        }

        boolean isWeak() {
            return share.guard() == SampleGuard.WEAK;
        }

        Forest forest() {
            return Forest.of(share);
        }

        String counts() {
            return Numbers.count(share.numerator()) + " / " + Numbers.count(share.denominator());
        }

        String exact() {
            return Numbers.exactPercent(share) + ", 95 % interval " + Numbers.exactInterval(share);
        }
    }

    static Acceptance of(List<Row> rows, OverviewRequest request) {
        var tools = new LinkedHashMap<String, Map<String, Cell>>();
        var others = new LinkedHashMap<String, Map<String, Cell>>();
        for (var row : rows) {
            boolean hasTool = row.tool() != null;
            (hasTool ? tools : others)
                    .computeIfAbsent(hasTool ? row.tool() : row.originWithoutTool(), key -> new LinkedHashMap<>())
                    .put(row.metricId(), cell(row, request));
        }
        var toolLines = new ArrayList<Line>();
        tools.forEach((id, cells) -> toolLines.add(new Line(id, Tools.label(id), "", cells)));
        var otherLines = new ArrayList<Line>();
        others.forEach((id, cells) -> otherLines.add(new Line("", withoutTool(id), Labels.originClass(id), cells)));
        var byOpened = Comparator.comparingLong(Line::opened).reversed().thenComparing(Line::label);
        toolLines.sort(byOpened);
        otherLines.sort(byOpened);
        return new Acceptance(List.copyOf(toolLines), List.copyOf(otherLines));
    }

    private static String withoutTool(String origin) {
        return switch (origin) {
            case "automation_bot" -> "Automation bots";
            case "unknown" -> "Origin unknown";
            default -> Labels.origin(origin) + ", tool not known";
        };
    }

    private static Cell cell(Row row, OverviewRequest request) {
        var list = request.forList(Scope.LIST_KEYS)
                .with("tool", row.tool() == null ? "-" : row.tool())
                .with("dated", row.metricId().equals("merged_closed") ? "closed" : null);
        if (row.tool() == null) {
            list = list.with("origin", row.originWithoutTool());
        }
        return new Cell(
                new Share(row.numeratorCount(), row.denominatorCount()),
                row.provisionalCount(),
                list.at(Paths.PULL_REQUESTS));
    }

    boolean isEmpty() {
        return tools.isEmpty() && comparison.isEmpty();
    }

    List<Line> all() {
        var all = new ArrayList<>(tools);
        all.addAll(comparison);
        return all;
    }
}
