package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the address of the page asks for.
 *
 * @param tier how sure the origin of the AI-written ones must be; empty = any
 */
record ImpactRequest(PageRequest page, String tab, MetricDefinition metric, String tier) {

    static final List<String> KEYS = List.of("tab", "compared", "tier", "rollout");

    static final String GROUPS = "groups";
    static final String ROLL_OUT = "roll-out";
    static final String TREND = "trend";

    /** The measures of the last-mile map, in its order. */
    static final List<MetricDefinition> METRICS = Stream.of(
                    "merged_matured",
                    "pr_rework_after_human_review",
                    "findings_per_100_prs",
                    "corrective_21d",
                    "incidents_per_100_prs_low")
            .map(MetricRegistry.standard()::metric)
            .toList();

    static final List<String> TIERS = List.of("set", "strong", "likely", "weak");

    static ImpactRequest of(PageRequest request) {
        var tab = request.choice("tab", GROUPS, ROLL_OUT, TREND);
        var compared = request.choice(
                "compared", METRICS.stream().map(MetricDefinition::id).toArray(String[]::new));
        if (request.state().has("tier") && !TIERS.contains(request.state().get("tier"))) {
            throw new BadFilterException("\"tier\" is one of " + String.join(", ", TIERS) + ".");
        }
        if (request.state().has("rollout")) {
            try {
                LocalDate.parse(request.state().get("rollout"));
            } catch (DateTimeParseException e) {
                throw new BadFilterException("\"rollout\" is a date such as 2025-06-30.");
            }
        }
        return new ImpactRequest(
                request,
                tab,
                MetricRegistry.standard().metric(compared),
                request.state().get("tier"));
    }

    Map<String, Object> parameters() {
        var parameters = page.parameters();
        parameters.put("compared", metric.id());
        parameters.put("tier", tier);
        parameters.put("rollout", page.state().get("rollout"));
        return parameters;
    }

    boolean isShare() {
        return isShare(metric);
    }

    static boolean isShare(MetricDefinition metric) {
        return metric.unit().equals("share");
    }

    /** Short enough for the head of a column. */
    static String label(MetricDefinition metric) {
        return switch (metric.id()) {
            case "merged_matured" -> "Merged within 14 days";
            case "pr_rework_after_human_review" -> "Reworked after human review";
            case "findings_per_100_prs" -> "AI findings per 100 PRs";
            case "corrective_21d" -> "Corrected within 21 days";
            case "incidents_per_100_prs_low" -> "Incidents per 100 PRs";
            default -> metric.title();
        };
    }

    /** Which day of a pull request a metric counts on, as the list of pull requests calls it. */
    private static String dated(MetricDefinition metric) {
        return metric.cohort().replace("day ", "");
    }

    /**
     * The pull requests of one arm of a metric: exactly those that are counted.
     *
     * @param more state such as an area or a size
     */
    String arm(MetricDefinition ofMetric, boolean ai, Map<String, String> more) {
        var dated = dated(ofMetric);
        UrlState list =
                page.forList().with("cohort", ofMetric.id()).with("dated", dated.equals("opened") ? null : dated);
        if (ai) {
            list = list.with("origin", page.state().find("origin").orElse("ai")).with("tier", tier);
        } else {
            list = list.with("origin", "unknown").with("tool", null);
        }
        for (var entry : more.entrySet()) {
            list = list.with(entry.getKey(), entry.getValue());
        }
        return list.at(Paths.PULL_REQUESTS);
    }
}
