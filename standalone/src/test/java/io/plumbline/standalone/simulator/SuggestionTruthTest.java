package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.junit.jupiter.api.Test;

/** From the simulator's deliveries through mapping and topologies to facts of review comments: difference 0 to the truth. */
class SuggestionTruthTest {

    private static final Recording RECORDING = PlayedReviews.DEMO.recording;
    private static final Map<String, SuggestionFact> FACTS = PlayedReviews.DEMO.suggestions;
    private static final Map<CounterKey, Counter> COUNTERS = PlayedReviews.DEMO.counters;

    @Test
    void findingsSuggestionsAndAppliedOnesOfEachPullRequestAreTheTruth() {
        var differences = new ArrayList<String>();
        int findings = 0;
        int applied = 0;
        for (var truth : RECORDING.pulls) {
            var ai = FACTS.values().stream()
                    .filter(fact -> fact.getRepo().equals(truth.repository()) && fact.getNumber() == truth.number())
                    .filter(fact -> fact.getReviewerKind().equals("ai"))
                    .toList();
            var stated = List.of(truth.findings(), truth.suggestions(), truth.suggestionsApplied());
            var seen =
                    List.of(ai.size(), count(ai, SuggestionFact::getSuggestionBlock), count(ai, fact -> fact.getTier()
                            .equals("A")));
            findings += truth.findings();
            applied += truth.suggestionsApplied();
            if (!seen.equals(stated)) {
                differences.add(truth.repository() + "#" + truth.number() + ": truth " + stated + ", seen " + seen);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d pull requests, %d AI findings, %d applied: %d pull requests differ from the truth%n",
                RECORDING.pulls.size(),
                findings,
                applied,
                differences.size());

        assertThat(applied).isPositive();
        assertThat(differences).isEmpty();
    }

    @Test
    void machinesAndPeopleAreMeasuredByTheSameRule() {
        var rows = new TreeMap<String, List<SuggestionFact>>();
        FACTS.values().stream().filter(fact -> fact.getExclusion() == null).forEach(fact -> rows.computeIfAbsent(
                        fact.getReviewerKind() + " " + (fact.getReviewerTool() == null ? "" : fact.getReviewerTool()),
                        name -> new ArrayList<>())
                .add(fact));
        System.out.printf(
                "%-22s %6s %5s %5s %5s %5s %5s %5s %12s%n",
                "reviewer", "n", "A", "B", "C", "D", "R", "X", "A+B/decided");
        rows.forEach((name, facts) -> {
            int decided = count(facts, SuggestionFact::getDecided);
            int accepted = count(facts, SuggestionFact::getAccepted);
            var bounds = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(decided, accepted, 0.05);
            System.out.printf(
                    Locale.ROOT,
                    "%-22s %6d %5d %5d %5d %5d %5d %5d %5d / %5d = %.1f %% [%.1f, %.1f]%n",
                    name,
                    facts.size(),
                    tier(facts, "A"),
                    tier(facts, "B"),
                    tier(facts, "C"),
                    tier(facts, "D"),
                    tier(facts, "R"),
                    facts.size() - decided,
                    accepted,
                    decided,
                    100.0 * accepted / decided,
                    100 * bounds.getLowerBound(),
                    100 * bounds.getUpperBound());
        });

        assertThat(rows.keySet()).contains("ai coderabbit", "ai cursor", "ai github-copilot", "human ");
    }

    @Test
    void countersAreTheSumsOfTheFacts() {
        var counted = FACTS.values().stream()
                .filter(fact -> fact.getExclusion() == null)
                .toList();
        var ai = counted.stream()
                .filter(fact -> fact.getReviewerKind().equals("ai"))
                .toList();
        var human = counted.stream()
                .filter(fact -> fact.getReviewerKind().equals("human"))
                .toList();

        assertThat(counter("suggestion_acceptance_AB", null))
                .isEqualTo(count(ai, SuggestionFact::getAccepted) + "/" + count(ai, SuggestionFact::getDecided));
        for (var dimension : List.of("reviewer=", "severity=", "category=")) {
            assertThat(counter("suggestion_acceptance_AB", dimension))
                    .as("%s adds up", dimension)
                    .isEqualTo(counter("suggestion_acceptance_AB", null));
        }
        assertThat(counter("review_comment_acceptance_human", null))
                .isEqualTo(count(human, SuggestionFact::getAccepted) + "/" + count(human, SuggestionFact::getDecided));
        assertThat(counter("suggestion_undecided_share", null))
                .isEqualTo(count(ai, fact -> !fact.getDecided()) + "/" + ai.size());
        var blocks = ai.stream().filter(SuggestionFact::getSuggestionBlock).toList();
        assertThat(counter("suggestion_block_acceptance", null))
                .isEqualTo(
                        count(blocks, SuggestionFact::getAccepted) + "/" + count(blocks, SuggestionFact::getDecided));
    }

    @Test
    void severityAndCategoryAreThoseThatTheSimulatedReviewersState() {
        var stated = new TreeMap<String, Long>();
        for (var finding : RECORDING.truth().findings()) {
            if (finding.reviewer().equals("coderabbit")) {
                stated.merge(finding.severity() + " " + finding.category(), finding.count(), Long::sum);
            }
        }
        var seen = new TreeMap<String, Long>();
        FACTS.values().stream()
                .filter(fact -> "coderabbit".equals(fact.getReviewerTool()))
                .forEach(fact -> seen.merge(
                        fact.getSeverity() + " " + (fact.getCategory() == null ? "unstated" : fact.getCategory()),
                        1L,
                        Long::sum));

        assertThat(seen).isEqualTo(stated);
    }

    private static int count(List<SuggestionFact> facts, Predicate<SuggestionFact> which) {
        return (int) facts.stream().filter(which).count();
    }

    private static int tier(List<SuggestionFact> facts, String tier) {
        return count(facts, fact -> fact.getDecided() && fact.getTier().equals(tier));
    }

    /** @param dimension null = the cells without one */
    private static String counter(String metric, String dimension) {
        long numerator = 0;
        long denominator = 0;
        for (var cell : COUNTERS.entrySet()) {
            var of = cell.getKey().getDimension();
            if (cell.getKey().getMetricId().equals(metric)
                    && (dimension == null ? of == null : of != null && of.startsWith(dimension))) {
                numerator += cell.getValue().getNumerator();
                denominator += cell.getValue().getDenominator();
            }
        }
        return numerator + "/" + denominator;
    }
}
