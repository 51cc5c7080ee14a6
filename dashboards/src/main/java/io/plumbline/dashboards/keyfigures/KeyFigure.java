package io.plumbline.dashboards.keyfigures;

import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.Optional;

/** The eight measures that say how a part of the organisation is doing, in the order of the page. */
public enum KeyFigure {
    MERGED("merged", "Pull requests merged", Kind.COUNT, "", "context", Paths.FLOW, "merged"),
    CYCLE("cycle", "Cycle time, median", Kind.HOURS, "", "down", Paths.FLOW, "merged"),
    AI_SHARE("ai_pr_share", "AI share", Kind.SHARE, "ai_pr_share", "context", Paths.AI_IMPACT, "opened"),
    ACCEPTANCE(
            "merged_matured",
            "Merged within 14 days",
            Kind.SHARE,
            "merged_matured",
            "context",
            Paths.ACCEPTANCE,
            "opened"),
    REWORK("corrective_21d", "Corrected within 21 days", Kind.SHARE, "corrective_21d", "down", Paths.REWORK, "merged"),
    FINDINGS(
            "findings_per_100_prs",
            "AI findings per 100 PRs",
            Kind.RATE,
            "findings_per_100_prs",
            "down",
            Paths.DEFECTS,
            "closed"),
    FAILURES(
            "change_failure_rate_low",
            "Change failure rate",
            Kind.SHARE,
            "change_failure_rate_low",
            "down",
            Paths.DEFECTS,
            ""),
    RECOVERY("recovery", "Recovery, median", Kind.HOURS, "", "down", Paths.DEFECTS, "");

    /** How it is counted, and therefore compared. */
    public enum Kind {
        /** Things that happened, by week. */
        COUNT,
        /** A numerator of a denominator. */
        SHARE,
        /** Events per 100 units, several of which may be in one. */
        RATE,
        /** The median of durations. */
        HOURS
    }

    private final String id;
    private final String label;
    private final Kind kind;
    private final String metricId;
    private final String better;
    private final String page;
    private final String dated;

    KeyFigure(String id, String label, Kind kind, String metricId, String better, String page, String dated) {
        this.id = id;
        this.label = label;
        this.kind = kind;
        this.metricId = metricId;
        this.better = better;
        this.page = page;
        this.dated = dated;
    }

    public String id() {
        return id;
    }

    public String label() {
        return label;
    }

    public Kind kind() {
        return kind;
    }

    /** Up, down or context: neither is better by itself. */
    public String better() {
        return better;
    }

    /** Page that goes into it. */
    public String page() {
        return page;
    }

    /** Which day of a pull request it is counted on; empty when it does not count pull requests. */
    public String dated() {
        return dated;
    }

    /** Empty for counts and durations, which the registry does not hold. */
    public Optional<MetricDefinition> definition() {
        return MetricRegistry.standard().find(metricId);
    }

    /** What the registry does not say, in a sentence. */
    public String sentence() {
        return switch (this) {
            case MERGED ->
                "Pull requests by the day of their merge; the change compares weeks and knows how much they vary.";
            case CYCLE ->
                "Median of first commit to merge, wall clock. Pull requests of automation bots, and those of which no"
                        + " commit is known, are in no median.";
            case RECOVERY ->
                "Median of the end of the failed deployment to the resolution, for incidents that a deployment caused"
                        + " by tier L1 or L2, by the day they were triggered. Open ones are in no median.";
            default -> definition().map(MetricDefinition::formula).orElse("");
        };
    }
}
