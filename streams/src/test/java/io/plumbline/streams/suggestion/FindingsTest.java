package io.plumbline.streams.suggestion;

import static io.plumbline.streams.suggestion.ReviewStory.AUTHOR;
import static io.plumbline.streams.suggestion.ReviewStory.CODERABBIT;
import static io.plumbline.streams.suggestion.ReviewStory.COPILOT;
import static io.plumbline.streams.suggestion.ReviewStory.COPILOT_AGENT;
import static io.plumbline.streams.suggestion.ReviewStory.GRACE;
import static io.plumbline.streams.suggestion.ReviewStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.FindingCount;
import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.streams.Decisions;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.counter.FindingsCounters;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.review.ReviewRules;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a finding, who has looked, and what is counted. */
class FindingsTest {

    private static final Knowledge KNOWLEDGE = new Knowledge(
            Attribution.standard(),
            Directory.EMPTY,
            path -> path.startsWith("gen/"),
            Mailboxes.UNKNOWN,
            ReviewRules.standard());
    private static final String CRITICAL = "_🔒 Security & Privacy_ | _🔴 Critical_\n\n**Escape it.**";

    @TempDir
    Path directory;

    @Test
    void findingsAreCountedByDetectorSeverityAndCategory() {
        var fact = found(pullRequest()
                .comment(1, 1, CODERABBIT, CRITICAL)
                .comment(1, 2, CODERABBIT, CRITICAL)
                .comment(1, 3, COPILOT, "[nitpick] Name.")
                .comment(1, 4, COPILOT, "Handle null.")
                .comment(1, 5, GRACE, "Why?")
                .merged(60));

        assertThat(fact.getCounts())
                .containsExactly(
                        new FindingCount("coderabbit", "critical", "SECURITY_AND_PRIVACY", 2),
                        new FindingCount("github-copilot", "trivial", null, 1),
                        new FindingCount("github-copilot", null, null, 1),
                        new FindingCount("people", null, null, 1));
        assertThat(fact.getAiFindings()).isEqualTo(4);
        assertThat(fact.getPeopleFindings()).isEqualTo(1);
        assertThat(fact.getReviewedByPeople()).isTrue();
    }

    @Test
    void repliesSummariesFoldedNitpicksDeletedAndGeneratedOnesAreNoFindings() {
        var fact = found(pullRequest()
                .comment(1, 1, CODERABBIT, "## Walkthrough\n\nIt.")
                .comment(1, 2, CODERABBIT, "<details>\n<summary>🧹 Nitpick comments (3)</summary>\n..</details>")
                .comment(1, 3, CODERABBIT, "gen/C.java", CRITICAL)
                .comment(1, 4, CODERABBIT, CRITICAL)
                .deleted(2, 4)
                .comment(1, 5, AUTHOR, "Note to self.")
                .reply(3, 6, 1, GRACE, "Thanks.")
                .merged(60));

        assertThat(fact.getCounts()).isEmpty();
        assertThat(fact.getAiDetectors()).as("it looked all the same").containsExactly("coderabbit");
    }

    @Test
    void aFindingWhoseLineAForcePushTookAwayWasFoundAllTheSame() {
        var story = pullRequest()
                .comment(10, 1, CODERABBIT, CRITICAL)
                .synchronised(20, "ff00000", true)
                .resolved(30, 1, AUTHOR, true)
                .merged(60);

        var comment = SuggestionFacts.of(TierTest.history(story), KNOWLEDGE).get(1L);
        assertThat(comment.getExclusion()).isIn(null, "superseded_by_force_push");
        assertThat(found(story).getAiFindings()).isEqualTo(1);
    }

    @Test
    void aReviewerThatFoundNothingHasLookedToo() {
        var fact = found(pullRequest()
                .reviewedBy(1, "coderabbitai[bot]", "github-actions[bot]", "Copilot")
                .merged(60));

        assertThat(fact.getAiDetectors()).containsExactly("coderabbit", "github-copilot");
        assertThat(fact.getReviewedByPeople()).isTrue();
        assertThat(fact.getAiFindings()).isZero();
    }

    @Test
    void theAuthorsAgentIsNoDetectorOfItsOwnPullRequest() {
        var fact = found(pullRequest()
                .by(COPILOT_AGENT, "ai_agent", "github-copilot")
                .reviewedBy(0, "copilot-pull-request-reviewer[bot]", "coderabbitai[bot]")
                .comment(1, 1, COPILOT, "Handle null.")
                .merged(60));

        assertThat(fact.getAiDetectors()).containsExactly("coderabbit");
        assertThat(fact.getAiFindings()).isZero();
    }

    @Test
    void generatedFilesAreTakenFromTheSizeWhereTheirSizesAreKnown() {
        var story = pullRequest().sized(1_000).file("gen/Lock.java", 900).file("src/A.java", 90);

        assertThat(found(story).getChangedLines()).isEqualTo(100);
        assertThat(found(pullRequest().sized(1_000)).getChangedLines()).isEqualTo(1_000);
        assertThat(found(pullRequest().file("gen/Lock.java", 9).file("src/A.java", 90))
                        .getChangedLines())
                .isEqualTo(90);
        assertThat(found(pullRequest()).getChangedLines())
                .as("unknown is not 0")
                .isNull();
        assertThat(found(pullRequest().sized(5).file("gen/Lock.java", 9)).getChangedLines())
                .as("a list newer than the size")
                .isZero();
    }

    @Test
    void everySeverityAndCategoryHasAllPullRequestsAsItsDenominator() {
        var cells = cells(pullRequest()
                .sized(500)
                .work("fix", "api")
                .comment(1, 1, CODERABBIT, CRITICAL)
                .comment(1, 2, CODERABBIT, "Plain.")
                .comment(1, 3, GRACE, "Why?")
                .merged(60));

        assertThat(cells)
                .containsEntry("findings_per_100_prs ", "2/1")
                .containsEntry("findings_per_100_prs severity=critical", "1/1")
                .containsEntry("findings_per_100_prs severity=minor", "0/1")
                .containsEntry("findings_per_100_prs severity=unstated", "1/1")
                .containsEntry("findings_per_100_prs category=SECURITY_AND_PRIVACY", "1/1")
                .containsEntry("findings_per_100_prs category=unstated", "1/1")
                .containsEntry("findings_per_100_prs reviewer=coderabbit", "2/1")
                .containsEntry("findings_per_100_prs task_type=fix", "2/1")
                .containsEntry("findings_per_100_prs area=api", "2/1")
                .containsEntry("findings_per_kloc ", "2/500")
                .containsEntry("findings_per_kloc severity=critical", "1/500")
                .containsEntry("human_findings_per_100_prs ", "1/1")
                .hasSize(1 + 6 + 7 + 1 + 1 + 1 + 1 + 6 + 7 + 1 + 3);
    }

    @Test
    void openOnesThoseThatNobodyLookedAtAndUnknownSizesAddNothing() {
        assertThat(cells(pullRequest().sized(500).comment(1, 1, CODERABBIT, CRITICAL)))
                .isEmpty();
        assertThat(cells(pullRequest().sized(500).merged(60))).isEmpty();
        assertThat(cells(pullRequest().comment(1, 1, CODERABBIT, CRITICAL).closed(60)))
                .containsEntry("findings_per_100_prs ", "1/1")
                .doesNotContainKey("findings_per_kloc ");
        assertThat(cells(pullRequest()
                        .sized(0)
                        .comment(1, 1, CODERABBIT, CRITICAL)
                        .closed(60)))
                .as("no lines to divide by")
                .doesNotContainKey("findings_per_kloc ");
    }

    @Test
    void aFindingThatArrivesAfterTheMergeRestatesTheCounters() {
        var story = pullRequest().sized(200).comment(1, 1, CODERABBIT, CRITICAL).merged(60);
        try (var pipeline = SuggestionPipeline.in(directory)) {
            pipeline.receive(story.deliveries());
            assertThat(sum(pipeline.counters(), "findings_per_100_prs")).isEqualTo("1/1");

            pipeline.receive(
                    story.comment(90, 2, CODERABBIT, CRITICAL).deleted(95, 1).events());

            assertThat(sum(pipeline.counters(), "findings_per_100_prs")).isEqualTo("1/1");
            assertThat(pipeline.findings().get(story.key()).getCounts())
                    .containsExactly(new FindingCount("coderabbit", "critical", "SECURITY_AND_PRIVACY", 1));
            pipeline.receive(story.comment(97, 3, COPILOT, "Handle null.").events());
            assertThat(sum(pipeline.counters(), "findings_per_100_prs")).isEqualTo("2/1");
            assertThat(sum(pipeline.counters(), "findings_per_kloc")).isEqualTo("2/200");
        }
    }

    @Test
    void publishedRulesReadPastCommentsAgainAndRetractedOnesLeaveNoTrace() {
        var story = pullRequest()
                .comment(1, 1, COPILOT, "[must] Handle null.")
                .comment(1, 2, new io.plumbline.schema.event.Account("acme-review[bot]", 77L, "Bot"), "[must] Too.")
                .merged(60);
        try (var pipeline = SuggestionPipeline.in(directory)) {
            pipeline.receive(story.deliveries());
            var standard = pipeline.text();
            assertThat(pipeline.fact(1).getSeverity()).isNull();
            assertThat(pipeline.fact(2).getReviewerKind()).isEqualTo("automation");

            pipeline.decide(
                    Decisions.entry("review-rules", "main", 1, """
                            version: acme-1
                            reviewers: [{tool: acme-review, logins: ['acme-review[bot]']}]
                            formats:
                              - {tool: acme-review, severities: [{severity: critical, match: '^\\[must\\]'}]}
                              - {tool: github-copilot, severities: [{severity: major, match: '^\\[must\\]'}]}
                            """, false).event());

            assertThat(pipeline.findings().get(story.key()).getCounts())
                    .containsExactly(
                            new FindingCount("acme-review", "critical", null, 1),
                            new FindingCount("github-copilot", "major", null, 1));

            pipeline.decide(Decisions.entry("review-rules", "main", 2, "", true).event());
            assertThat(pipeline.text()).isEqualTo(standard);
        }
    }

    private static FindingsFact found(ReviewStory story) {
        var history = TierTest.history(story);
        return FindingsFacts.of(history, SuggestionFacts.of(history, KNOWLEDGE).values(), KNOWLEDGE);
    }

    /** By metric and dimension. */
    private static Map<String, String> cells(ReviewStory story) {
        var cells = new TreeMap<String, String>();
        for (var one : FindingsCounters.contributions(found(story), ZoneOffset.UTC)) {
            var dimension = one.cell().getDimension() == null ? "" : one.cell().getDimension();
            cells.put(one.cell().getMetricId() + " " + dimension, one.numerator() + "/" + one.denominator());
        }
        return cells;
    }

    private static String sum(Map<CounterKey, Counter> counters, String metricId) {
        return List.copyOf(counters.entrySet()).stream()
                .filter(cell -> cell.getKey().getMetricId().equals(metricId)
                        && cell.getKey().getDimension() == null)
                .map(cell ->
                        cell.getValue().getNumerator() + "/" + cell.getValue().getDenominator())
                .reduce("", (left, right) -> left + right);
    }
}
