package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.card.Frame;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.List;

/** What the templates of the overview's cards show. */
final class OverviewCards {

    private OverviewCards() {}

    /** How many were opened and merged, by whom, and what waits. */
    record Work(Frame frame, Tiles tiles) {}

    /** Which pull requests get merged, by tool. */
    record ByTool(Frame frame, OverviewRequest request, Acceptance acceptance) {

        List<MetricDefinition> metrics() {
            return OverviewRequest.ACCEPTANCE;
        }

        int registryVersion() {
            return MetricRegistry.standard().version();
        }
    }

    /** Acceptance by week. */
    record ByWeek(Frame frame, OverviewRequest request, Trend trend, List<String> findings, String chartHref) {

        List<MetricDefinition> metrics() {
            return OverviewRequest.ACCEPTANCE;
        }
    }

    /** What AI reviewers find. */
    record Found(Frame frame, ReviewFindings findings) {

        /** Per pull request, then per changed line. */
        List<ReviewFindings.Cell> cells(ReviewFindings.Line line) {
            return List.of(line.perPullRequest(), line.perKloc());
        }
    }
}
