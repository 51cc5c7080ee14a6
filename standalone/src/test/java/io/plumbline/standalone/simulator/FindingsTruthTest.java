package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.SuggestionFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Findings and their rates from the simulator's deliveries beside what the simulator did: difference 0. */
class FindingsTruthTest {

    private static final PlayedReviews PLAYED = PlayedReviews.DEMO;
    private static final Map<String, String> TOOLS =
            Map.of("coderabbit", "coderabbit", "copilot", "github-copilot", "bugbot", "cursor");

    /** What the reviewers' own words mean, stated here and nowhere taken from the rules. */
    private static final Map<String, String> SEVERITIES = Map.of(
            "coderabbit critical", "critical",
            "coderabbit major", "major",
            "coderabbit minor", "minor",
            "coderabbit trivial", "trivial",
            "coderabbit info", "info",
            "copilot nitpick", "trivial",
            "bugbot high", "major",
            "bugbot medium", "minor",
            "bugbot low", "trivial");

    @Test
    void findingsByRepositoryOriginReviewerSeverityAndCategoryAreTheTruth() {
        var expected = new TreeMap<String, String>();
        long total = 0;
        for (var truth : PLAYED.recording.truth().findings()) {
            if (!isOwn(truth.origin(), truth.tool(), truth.reviewer())) {
                var severity = SEVERITIES.getOrDefault(truth.reviewer() + " " + truth.severity(), "unstated");
                var cell = cell(truth.repository(), truth.origin(), truth.tool(), TOOLS.get(truth.reviewer())) + " "
                        + severity + " " + truth.category();
                add(expected, cell, truth.count(), truth.suggestions());
                total += truth.count();
            }
        }
        var computed = new TreeMap<String, String>();
        for (var fact : PLAYED.findings.values()) {
            for (var one : fact.getCounts()) {
                if (!one.getDetector().equals("people")) {
                    var cell = cell(fact.getRepo(), fact.getOrigin(), fact.getTool(), one.getDetector()) + " "
                            + word(one.getSeverity()) + " " + word(one.getCategory());
                    add(computed, cell, one.getFindings(), 0);
                }
            }
        }
        PLAYED.suggestions.values().stream()
                .filter(FindingsTruthTest::isFinding)
                .filter(SuggestionFact::getSuggestionBlock)
                .forEach(one -> add(
                        computed,
                        cell(one.getRepo(), one.getOrigin(), one.getTool(), one.getReviewerTool()) + " "
                                + word(one.getSeverity()) + " " + word(one.getCategory()),
                        0,
                        1));

        int differences = print("findings/suggestions", expected, computed);
        System.out.printf(
                Locale.ROOT, "%d findings in %d cells: %d cells differ%n", total, expected.size(), differences);

        assertThat(total).isPositive();
        assertThat(computed).isEqualTo(expected);
    }

    @Test
    void ratesHaveTheDenominatorsOfWhatWasLookedAt() {
        var expected = new TreeMap<String, String>();
        // Per reviewer, because the truth of "any" cannot leave out an agent's own reviewer.
        for (var truth : PLAYED.recording.truth().looks()) {
            boolean people = truth.reviewer().equals("people");
            boolean machine = TOOLS.containsKey(truth.reviewer());
            var cell = cell(truth.repository(), truth.origin(), truth.tool(), TOOLS.getOrDefault(truth.reviewer(), ""));
            if (people) {
                add(expected, "human_findings_per_100_prs " + cell, truth.comments(), truth.pullRequests());
            } else if (machine && !isOwn(truth.origin(), truth.tool(), truth.reviewer())) {
                add(expected, "findings_per_100_prs " + cell, truth.comments(), truth.pullRequests());
                add(expected, "findings_per_kloc " + cell, truth.comments(), truth.lines());
            }
        }
        var computed = new TreeMap<String, String>();
        PLAYED.counters.forEach((cell, counter) -> {
            var reviewer =
                    cell.getDimension() == null ? "" : cell.getDimension().replace("reviewer=", "");
            boolean wanted = cell.getMetricId().equals("human_findings_per_100_prs")
                    ? cell.getDimension() == null
                    : cell.getMetricId().startsWith("findings_per_")
                            && cell.getDimension() != null
                            && cell.getDimension().startsWith("reviewer=");
            if (wanted) {
                add(
                        computed,
                        cell.getMetricId() + " " + cell(cell.getRepo(), cell.getOrigin(), cell.getTool(), reviewer),
                        counter.getNumerator(),
                        counter.getDenominator());
            }
        });

        int differences = print("rates by reviewer", expected, computed);
        System.out.printf(Locale.ROOT, "%d rates: %d differ%n", expected.size(), differences);

        assertThat(computed).isEqualTo(expected);
    }

    @Test
    void countersOfSeveritiesAndCategoriesAreThoseOfTheFacts() {
        var differences = new ArrayList<String>();
        for (var dimension : List.of("severity=", "category=")) {
            long parts = 0;
            long whole = 0;
            for (var one : PLAYED.counters.entrySet()) {
                if (one.getKey().getMetricId().equals("findings_per_100_prs")) {
                    var of = one.getKey().getDimension();
                    parts += of != null && of.startsWith(dimension)
                            ? one.getValue().getNumerator()
                            : 0;
                    whole += of == null ? one.getValue().getNumerator() : 0;
                }
            }
            if (parts != whole) {
                differences.add(dimension + " " + parts + " of " + whole);
            }
        }

        assertThat(differences).isEmpty();
    }

    /** An agent's pull request is no evidence about the reviewer of the same vendor. */
    private static boolean isOwn(String origin, String tool, String reviewer) {
        return origin.equals("ai_agent") && TOOLS.get(reviewer).equals(tool);
    }

    private static boolean isFinding(SuggestionFact fact) {
        return fact.getReviewerKind().equals("ai")
                && (fact.getExclusion() == null || fact.getExclusion().equals("superseded_by_force_push"));
    }

    /** Automation bots are one origin without tools to us. */
    private static String cell(String repo, String origin, String tool, String detector) {
        boolean none = tool == null || tool.equals("none") || origin.equals("automation_bot");
        return (repo + " " + origin + " " + (none ? "-" : tool) + " " + detector).strip();
    }

    private static String word(String value) {
        return value == null ? "unstated" : value;
    }

    private static void add(Map<String, String> cells, String cell, long findings, long suggestions) {
        cells.merge(cell, findings + "/" + suggestions, (left, right) -> {
            var one = left.split("/");
            var two = right.split("/");
            return (Long.parseLong(one[0]) + Long.parseLong(two[0])) + "/"
                    + (Long.parseLong(one[1]) + Long.parseLong(two[1]));
        });
    }

    private static int print(String what, Map<String, String> expected, Map<String, String> computed) {
        var all = new TreeMap<>(expected);
        all.putAll(computed);
        int differences = 0;
        System.out.printf("%-110s %15s %15s%n", what, "expected", "computed");
        for (var cell : all.keySet()) {
            boolean same = String.valueOf(expected.get(cell)).equals(computed.get(cell));
            differences += same ? 0 : 1;
            System.out.printf(
                    "%-110s %15s %15s%s%n",
                    cell, expected.getOrDefault(cell, "-"), computed.getOrDefault(cell, "-"), same ? "" : "  <<<");
        }
        return differences;
    }
}
