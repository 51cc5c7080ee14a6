package io.plumbline.streams.counter;

import io.plumbline.schema.fact.FindingCount;
import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.metric.CounterKey;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Findings of reviewers (metrics.md 2, M2.1), on the day the pull request ended. One that is open adds nothing, because its
 * reviews are not over.
 *
 * <ul>
 *   <li>{@code findings_per_100_prs}: findings of AI reviewers / pull requests that an AI reviewer looked at; once more in a
 *       cell for each severity and category, for each reviewer that looked, for its task type and for its areas
 *   <li>{@code findings_per_kloc}: the same / changed lines, where the size is known; by severity, category and reviewer
 *   <li>{@code human_findings_per_100_prs}: findings of people / pull requests that a person reviewed; by task type and area
 * </ul>
 *
 * A pull request adds its denominator to every severity and every category, also to those of which nothing was found, so that
 * each cell is a rate by itself; the denominators of severities therefore never add up to that of the whole, the numerators
 * do. A pull request that two reviewers looked at is in both reviewers' cells. Team, origin and tool are the pull request's.
 */
public final class FindingsCounters {

    /** Neither minor nor anything else: the reviewer does not say. */
    public static final String UNSTATED = "unstated";

    /** From the worst. */
    public static final List<String> SEVERITIES = List.of("critical", "major", "minor", "trivial", "info", UNSTATED);

    public static final List<String> CATEGORIES = List.of(
            "FUNCTIONAL_CORRECTNESS",
            "SECURITY_AND_PRIVACY",
            "PERFORMANCE_AND_SCALABILITY",
            "MAINTAINABILITY_AND_CODE_QUALITY",
            "DATA_INTEGRITY_AND_INTEGRATION",
            "STABILITY_AND_AVAILABILITY",
            UNSTATED);

    private static final String PEOPLE = "people";
    private static final String PER_100 = "findings_per_100_prs";
    private static final String PER_KLOC = "findings_per_kloc";
    private static final String HUMAN = "human_findings_per_100_prs";

    private final FindingsFact fact;
    private final LocalDate day;
    private final List<Contribution> contributions = new ArrayList<>();

    private FindingsCounters(FindingsFact fact, LocalDate day) {
        this.fact = fact;
        this.day = day;
    }

    /** @param zone for facts that name none */
    public static List<Contribution> contributions(FindingsFact fact, ZoneId zone) {
        var ended = fact.getMergedAt() == null ? fact.getClosedAt() : fact.getMergedAt();
        if (ended == null) {
            return List.of();
        }
        var day = LocalDate.ofInstant(ended, fact.getZone() == null ? zone : ZoneId.of(fact.getZone()));
        var counters = new FindingsCounters(fact, day);
        counters.ofMachines();
        counters.ofPeople();
        return counters.contributions;
    }

    private void ofMachines() {
        if (fact.getAiDetectors().isEmpty()) {
            return;
        }
        sorts(PER_100, 1);
        byWork(PER_100, fact.getAiFindings());
        var lines = fact.getChangedLines();
        if (lines != null && lines > 0) {
            sorts(PER_KLOC, lines);
        }
    }

    private void ofPeople() {
        if (fact.getReviewedByPeople()) {
            add(HUMAN, null, fact.getPeopleFindings(), 1);
            byWork(HUMAN, fact.getPeopleFindings());
        }
    }

    private void sorts(String metricId, long denominator) {
        add(metricId, null, fact.getAiFindings(), denominator);
        for (var severity : SEVERITIES) {
            add(metricId, "severity=" + severity, sum(one -> is(severity, one.getSeverity())), denominator);
        }
        for (var category : CATEGORIES) {
            add(metricId, "category=" + category, sum(one -> is(category, one.getCategory())), denominator);
        }
        for (var detector : fact.getAiDetectors()) {
            add(metricId, "reviewer=" + detector, sum(one -> one.getDetector().equals(detector)), denominator);
        }
    }

    private void byWork(String metricId, long numerator) {
        if (fact.getTaskType() != null) {
            add(metricId, "task_type=" + fact.getTaskType(), numerator, 1);
        }
        fact.getAreas().stream().distinct().forEach(area -> add(metricId, "area=" + area, numerator, 1));
    }

    private long sum(Predicate<FindingCount> which) {
        return fact.getCounts().stream()
                .filter(one -> !one.getDetector().equals(PEOPLE))
                .filter(which)
                .mapToLong(FindingCount::getFindings)
                .sum();
    }

    private static boolean is(String sort, String stated) {
        return sort.equals(stated == null ? UNSTATED : stated);
    }

    private void add(String metricId, String dimension, long numerator, long denominator) {
        var cell = new CounterKey(
                metricId, day, fact.getTeam(), fact.getRepo(), fact.getOrigin(), fact.getTool(), dimension);
        contributions.add(new Contribution(cell, numerator, denominator));
    }
}
