package io.plumbline.streams.counter;

import static io.plumbline.streams.PullRequestStory.REVIEWER;
import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.metric.MetricRegistry;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.PullRequestStory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullRequestCountersTest {

    @TempDir
    Path directory;

    private Pipeline pipeline;

    @BeforeEach
    void start() {
        pipeline = Pipeline.in(directory);
    }

    @AfterEach
    void stop() {
        pipeline.close();
    }

    private List<String> counted() {
        return List.of("merged_all", "merged_closed", "merged_ready", "merged_matured").stream()
                .map(pipeline::counted)
                .toList();
    }

    @Test
    void anOpenPullRequestCountsAsNotAccepted() {
        pipeline.receive(pullRequest().opened().deliveries());

        assertThat(counted()).containsExactly("0/1", "0/0", "0/1", "0/1");
    }

    @Test
    void aMergedPullRequestCountsEverywhere() {
        pipeline.receive(pullRequest().opened().merged(1).deliveries());

        assertThat(counted()).containsExactly("1/1", "1/1", "1/1", "1/1");
    }

    @Test
    void aRejectedPullRequestIsInTheDenominatorOfTheClosed() {
        pipeline.receive(pullRequest().opened().closed(1, REVIEWER).deliveries());

        assertThat(counted()).containsExactly("0/1", "0/1", "0/1", "0/1");
    }

    @Test
    void aDraftThatWasNeverReadyIsNotAmongTheReady() {
        pipeline.receive(pullRequest().openedAsDraft().closed(1, REVIEWER).deliveries());

        assertThat(counted()).containsExactly("0/1", "0/1", "0/0", "0/1");
    }

    @Test
    void aMergeAfterTheWindowIsAMergeButNotAMaturedOne() {
        var justInTime =
                pullRequest("octo/a", 1, PullRequestStory.OPENED).opened().merged(14 * 24);
        var tooLate = pullRequest("octo/a", 2, PullRequestStory.OPENED).opened().merged(14 * 24 + 0.001);

        pipeline.receive(justInTime.deliveries()).receive(tooLate.deliveries());

        assertThat(pipeline.counted("merged_all")).isEqualTo("2/2");
        assertThat(pipeline.counted("merged_matured")).isEqualTo("1/2");
    }

    @Test
    void aReopenedPullRequestLeavesTheCellOfTheDayItWasClosedOn() {
        var story = pullRequest().opened().closed(1, REVIEWER);
        pipeline.receive(story.deliveries());

        pipeline.receive(pullRequest().opened().closed(1, REVIEWER).reopened(30).deliveries());

        assertThat(pipeline.counters().keySet())
                .extracting(CounterKey::getMetricId)
                .doesNotContain("merged_closed");
    }

    @Test
    void evidenceThatArrivesLateMovesThePullRequestToItsTool() {
        pipeline.receive(pullRequest().opened().deliveries());
        pipeline.receive(pullRequest().opened().labeled(1, "codex").deliveries());

        assertThat(pipeline.counters().keySet())
                .allSatisfy(cell -> assertThat(cell.getTool()).isEqualTo("openai-codex"));
        assertThat(counted()).containsExactly("0/1", "0/0", "0/1", "0/1");
    }

    @Test
    void pullRequestsOfOneDayRepositoryOriginAndToolShareACell() {
        for (int number = 1; number <= 3; number++) {
            pipeline.receive(pullRequest("octo/a", number, PullRequestStory.OPENED)
                    .onBranch("codex/x")
                    .opened()
                    .deliveries());
        }

        var plain = pipeline.counters().entrySet().stream()
                .filter(cell -> cell.getKey().getDimension() == null)
                .filter(cell -> !cell.getKey().getMetricId().equals("ai_line_share"))
                .toList();
        assertThat(plain)
                .hasSize(7)
                .allSatisfy(cell -> assertThat(cell.getValue().getDenominator()).isEqualTo(3));
    }

    @Test
    void aCellMaturesAfterItsWindowAndGrace() {
        pipeline.receive(pullRequest().opened().deliveries());

        assertThat(pipeline.counters()).allSatisfy((cell, counter) -> assertThat(counter.getMaturesOn())
                .isEqualTo(
                        cell.getMetricId().endsWith("_matured")
                                ? LocalDate.of(2026, 3, 17)
                                : LocalDate.of(2026, 3, 2)));
    }

    @Test
    void aSweepOfInactivePullRequestsIsNoDecision() {
        pipeline.receive(pullRequest("octo/a", 1, PullRequestStory.OPENED)
                .opened()
                .closed(1, PullRequestStory.BOT)
                .deliveries());
        pipeline.receive(pullRequest("octo/a", 2, PullRequestStory.OPENED)
                .opened()
                .closed(1, REVIEWER)
                .deliveries());

        assertThat(pipeline.counted("merged_closed")).isEqualTo("0/2");
        assertThat(pipeline.counted("pr_acceptance_closed")).isEqualTo("0/1");
    }

    @Test
    void aMergeThatOnlyTheAuthorAndABotHaveReviewedIsUnreviewed() {
        pipeline.receive(pullRequest("octo/a", 1, PullRequestStory.OPENED)
                .opened()
                .reviewed(1, PullRequestStory.AUTHOR, "commented")
                .reviewed(1, PullRequestStory.BOT, "approved")
                .merged(2)
                .deliveries());
        pipeline.receive(pullRequest("octo/a", 2, PullRequestStory.OPENED)
                .opened()
                .reviewed(1, REVIEWER, "approved")
                .merged(2)
                .deliveries());

        assertThat(pipeline.counted("unreviewed_merge_share")).isEqualTo("1/2");
    }

    @Test
    void aMergeWithinAMinuteOfBeingReadyIsARubberStamp() {
        pipeline.receive(pullRequest("octo/a", 1, PullRequestStory.OPENED)
                .openedAsDraft()
                .ready(5)
                .merged(5 + 59 / 3600.0)
                .deliveries());
        pipeline.receive(pullRequest("octo/a", 2, PullRequestStory.OPENED)
                .opened()
                .merged(60 / 3600.0)
                .deliveries());

        assertThat(pipeline.counted("rubber_stamp_share")).isEqualTo("1/2");
    }

    @Test
    void automationBotsAreNeitherAiNorTheRest() {
        pipeline.receive(pullRequest("octo/a", 1, PullRequestStory.OPENED)
                .by(new Account("dependabot[bot]", 49699333L, "Bot"))
                .opened()
                .deliveries());
        pipeline.receive(pullRequest("octo/a", 2, PullRequestStory.OPENED)
                .onBranch("codex/x")
                .opened()
                .deliveries());
        pipeline.receive(pullRequest("octo/a", 3, PullRequestStory.OPENED)
                .opened()
                .pushed(1)
                .deliveries());

        assertThat(pipeline.counted("ai_pr_share")).isEqualTo("1/2");
        assertThat(pipeline.counted("ai_line_share")).isEqualTo("10/25");
        assertThat(pipeline.counted("unknown_origin_share")).isEqualTo("1/3");
    }

    @Test
    void everyMetricIsCountedAgainByTaskType() {
        pipeline.receive(pullRequest().opened().merged(1).deliveries());

        var dimensions = pipeline.counters().keySet().stream()
                .filter(cell -> cell.getMetricId().equals("merged_all"))
                .map(CounterKey::getDimension)
                .toList();
        assertThat(dimensions).hasSize(2).contains((String) null).anySatisfy(dimension -> assertThat(dimension)
                .startsWith("task_type="));
    }

    @Test
    void theCohortDayIsADayOfTheOrganisationsTimeZone() {
        var story =
                pullRequest("octo/a", 1, Instant.parse("2026-03-29T22:30:00Z")).opened();
        var fact = pipeline.receive(story.deliveries()).fact(story.key());

        var inBerlin = PullRequestCounters.contributions(fact, ZoneId.of("Europe/Berlin"), MetricRegistry.standard());

        assertThat(inBerlin).extracting(one -> one.cell().getDay()).containsOnly(LocalDate.of(2026, 3, 30));
    }
}
