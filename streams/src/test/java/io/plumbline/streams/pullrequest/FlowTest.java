package io.plumbline.streams.pullrequest;

import static io.plumbline.streams.PullRequestStory.BOT;
import static io.plumbline.streams.PullRequestStory.REVIEWER;
import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.streams.Decisions;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.PullRequestStory;
import io.plumbline.streams.PullRequestStory.Change;
import io.plumbline.streams.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the time went, and what was changed after somebody had looked. Stories begin on a Monday at 9:00 UTC. */
class FlowTest {

    private static final long HOUR = 3_600_000;
    private static final Account OTHER = new Account("barbara", 3L, "User");

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

    private PullRequestFact fact(PullRequestStory story) {
        return pipeline.receive(story.deliveries()).fact(story.key());
    }

    @Test
    void phasesAreInWorkingTime() {
        var fact = fact(pullRequest()
                .changed(new Change(-66, -65, 3, "a"), new Change(-2, -1, 3, "b"))
                .opened()
                .reviewed(1, BOT, "commented")
                .reviewed(3, REVIEWER, "commented")
                .reviewed(30, OTHER, "approved")
                .merged(30.5));

        assertThat(fact.getFirstCommitAt()).as("Friday, 15:00").isEqualTo("2026-02-27T15:00:00Z");
        assertThat(fact.getCodingWorkMillis()).isEqualTo(2 * HOUR);
        assertThat(fact.getPickupWorkMillis()).as("the bot is nobody").isEqualTo(3 * HOUR);
        assertThat(fact.getReviewWorkMillis()).isEqualTo(11 * HOUR);
        assertThat(fact.getMergeWorkMillis()).isEqualTo(HOUR / 2);
        assertThat(fact.getClockSkews()).isZero();
        assertThat(fact.getWorkZone()).as("UTC").isNull();
    }

    @Test
    void workingTimeIsThatOfTheTeamsZone() {
        pipeline.receive(
                Decisions.entry(Settings.DIRECTORY, "main", 0, Decisions.directory("core", "Europe/Berlin"), false));
        pipeline.settle();

        // Nobody's membership is known for this author, so the owners of the repository count, who work in Tokyo.
        var fact = fact(pullRequest().by(OTHER).opened().reviewed(16, REVIEWER, "commented"));

        assertThat(fact.getTeam()).isEqualTo("owners");
        assertThat(fact.getWorkZone()).isEqualTo("Asia/Tokyo");
        assertThat(fact.getPickupWorkMillis()).as("18:00 to 10:00 there").isEqualTo(HOUR);
    }

    @Test
    void aForcePushAfterAReviewIsRework() {
        var story = pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "changes_requested")
                .forcePushed(2)
                .reviewed(3, REVIEWER, "approved")
                .merged(4);

        var fact = fact(story);

        assertThat(fact.getPushesAfterFirstHumanReview()).isEqualTo(1);
        assertThat(fact.getChangedAfterSubmission()).isTrue();
        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("1/1");
        assertThat(pipeline.counted("review_rounds_per_100_prs")).isEqualTo("1/1");
        assertThat(pipeline.counted("merged_unmodified_share")).isEqualTo("0/1");
        assertThat(pipeline.counted("pr_rework_after_bot_review")).isEqualTo("0/0");
    }

    @Test
    void aForcePushThatArrivesAfterTheMergeMovesWhatWasCounted() {
        var deliveries = new ArrayList<>(pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "approved")
                .forcePushed(2)
                .merged(4)
                .deliveries());
        var late = deliveries.remove(2);
        pipeline.receive(deliveries);
        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("0/1");
        assertThat(pipeline.counted("merged_unmodified_share")).isEqualTo("1/1");

        pipeline.receive(late);

        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("1/1");
        assertThat(pipeline.counted("merged_unmodified_share")).isEqualTo("0/1");
    }

    @Test
    void whatMachinesAndWhatPeopleAskedForIsKeptApart() {
        fact(pullRequest()
                .opened()
                .reviewed(1, BOT, "commented")
                .pushed(2)
                .reviewed(3, REVIEWER, "approved")
                .merged(4));

        assertThat(pipeline.counted("pr_rework_after_bot_review")).isEqualTo("1/1");
        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("0/1");
    }

    @Test
    void anOpenPullRequestIsNoReworkYet() {
        fact(pullRequest().opened().reviewed(1, REVIEWER, "changes_requested").pushed(2));

        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("0/0");
        assertThat(pipeline.counted("clock_skew_share")).isEqualTo("0/1");
    }

    @Test
    void aPullRequestReopenedAfterItsMergeWasRefusedCountsOnTheDayOfItsMerge() {
        var story = pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "changes_requested")
                .closed(2, REVIEWER);
        pipeline.receive(story.deliveries());
        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("0/1");

        var fact = fact(
                story.reopened(20).pushed(21).reviewed(40, REVIEWER, "approved").merged(41));

        assertThat(fact.getOutcome()).isEqualTo("merged");
        assertThat(fact.getReviewState()).isEqualTo("approved");
        assertThat(fact.getReviewWorkMillis())
                .as("10:00 to 17:00, 9:00 to 17:00")
                .isEqualTo(15 * HOUR);
        assertThat(pipeline.counted("pr_rework_after_human_review")).isEqualTo("1/1");
        assertThat(pipeline.counters().keySet())
                .filteredOn(cell -> cell.getMetricId().equals("pr_rework_after_human_review"))
                .allSatisfy(cell -> assertThat(cell.getDay()).isEqualTo("2026-03-04"));
    }

    @Test
    void allSpellsAsADraftAddUp() {
        var fact = fact(pullRequest()
                .opened()
                .backToDraft(2)
                .ready(5)
                .backToDraft(6)
                .ready(8)
                .merged(9));

        assertThat(fact.getReadyAt()).isEqualTo(PullRequestStory.OPENED);
        assertThat(fact.getDraftMillis()).isEqualTo(5 * HOUR);
        assertThat(fact.getDraftSince()).isNull();
    }

    @Test
    void anOpenDraftIsADraftSinceItsNewestSpellBegan() {
        var still = pullRequest().openedAsDraft().ready(4).backToDraft(6);
        var story = pullRequest("octo/hello", 2, PullRequestStory.OPENED)
                .openedAsDraft()
                .closed(5, REVIEWER)
                .reopened(7);

        assertThat(fact(still).getDraftMillis()).isEqualTo(4 * HOUR);
        assertThat(fact(still).getDraftSince()).isEqualTo(still.at(6));
        assertThat(fact(story).getDraftMillis())
                .as("closed drafts wait for nobody")
                .isEqualTo(5 * HOUR);
        assertThat(fact(story).getDraftSince()).isEqualTo(story.at(7));
    }

    @Test
    void aReviewBeforeReadyIsNoPickUpAndNoSkew() {
        var fact = fact(pullRequest()
                .openedAsDraft()
                .reviewed(1, REVIEWER, "commented")
                .ready(3)
                .reviewed(4, REVIEWER, "approved")
                .merged(5));

        assertThat(fact.getPickupWorkMillis()).isNull();
        assertThat(fact.getReviewWorkMillis()).isEqualTo(3 * HOUR);
        assertThat(fact.getMergeWorkMillis()).isEqualTo(HOUR);
        assertThat(fact.getClockSkews()).isZero();
    }

    @Test
    void commitsDatedInTheFutureAreCountedAsSkewAndHaveNoCodingTime() {
        var fact = fact(pullRequest().changed(new Change(5, 0, 1, "a")).opened().merged(6));

        assertThat(fact.getCodingWorkMillis()).isNull();
        assertThat(fact.getClockSkews()).isEqualTo(1);
        assertThat(pipeline.counted("clock_skew_share")).isEqualTo("1/1");
    }

    @Test
    void aReviewBeforeTheOpeningIsSkew() {
        var fact = fact(pullRequest().opened().reviewed(-1, REVIEWER, "commented"));

        assertThat(fact.getPickupWorkMillis()).isNull();
        assertThat(fact.getClockSkews()).isEqualTo(1);
    }

    @Test
    void duplicatesInAnyOrderChangeNothing() {
        var story = pullRequest()
                .changed(new Change(-1, -1, 3, "a"))
                .openedAsDraft()
                .ready(1)
                .reviewed(2, REVIEWER, "changes_requested")
                .forcePushed(3)
                .reviewed(4, REVIEWER, "approved")
                .merged(5);
        fact(story);
        var before = pipeline.bytes();
        int facts = pipeline.factRecords();
        var again = new ArrayList<>(story.deliveries());
        Collections.reverse(again);

        pipeline.receive(again).receive(story.deliveries());

        assertThat(pipeline.bytes()).isEqualTo(before);
        assertThat(pipeline.factRecords()).isEqualTo(facts);
    }

    @Test
    void anApprovalAfterTheMergeEndsNoPhase() {
        var fact = fact(pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "commented")
                .merged(2)
                .reviewed(3, REVIEWER, "approved"));

        assertThat(fact.getReviewWorkMillis()).isNull();
        assertThat(fact.getMergeWorkMillis()).isNull();
        assertThat(fact.getLastApprovedAt()).isNull();
    }

    @Test
    void theLastApprovalBeforeTheMergeIsKeptBesideTheFirst() {
        var story = pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "approved")
                .pushed(2)
                .reviewed(3, OTHER, "approved")
                .merged(4);

        var fact = fact(story);

        assertThat(fact.getApprovedAt()).isEqualTo(story.at(1));
        assertThat(fact.getLastApprovedAt()).isEqualTo(story.at(3));
        assertThat(fact.getReviewsByPersons())
                .extracting(review -> review.getPerson() + " " + review.getAt())
                .containsExactly("github:2 2026-03-02T10:00:00Z", "github:3 2026-03-02T12:00:00Z");
    }

    @Test
    void pushesToADraftAreNoChangeAfterSubmission() {
        var fact = fact(pullRequest().openedAsDraft().pushed(1).ready(2).merged(3));

        assertThat(fact.getChangedAfterSubmission()).isFalse();
        assertThat(pipeline.counted("merged_unmodified_share")).isEqualTo("1/1");
    }

    @Test
    void whatNeverWasReadyWasNotSubmittedUnlessItWasMerged() {
        var open = fact(pullRequest().openedAsDraft().pushed(1));
        var merged = fact(pullRequest("octo/hello", 2, PullRequestStory.OPENED)
                .openedAsDraft()
                .pushed(1)
                .merged(2));

        assertThat(open.getChangedAfterSubmission()).isFalse();
        assertThat(merged.getReadyAt()).isNull();
        assertThat(merged.getChangedAfterSubmission()).isTrue();
    }

    @Test
    void everyReviewersNewestDecisionCounts() {
        var states = Map.of(
                "none", pullRequest().opened().reviewed(1, BOT, "changes_requested"),
                "commented", pullRequest().opened().reviewed(1, REVIEWER, "commented"),
                "changes_requested",
                        pullRequest()
                                .opened()
                                .reviewed(1, REVIEWER, "changes_requested")
                                .reviewed(2, OTHER, "approved"),
                "answered",
                        pullRequest()
                                .opened()
                                .reviewed(1, REVIEWER, "changes_requested")
                                .pushed(2),
                "approved",
                        pullRequest().opened().reviewed(1, REVIEWER, "approved").reviewed(2, REVIEWER, "commented"));

        states.forEach((state, story) -> {
            try (var one = Pipeline.in(directory.resolve(state))) {
                assertThat(one.receive(story.deliveries()).fact(story.key()).getReviewState())
                        .isEqualTo(state);
            }
        });
    }

    @Test
    void aDismissedRequestDecidesNothing() {
        var fact = fact(pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "changes_requested")
                .dismissed());

        assertThat(fact.getReviewState()).isEqualTo("commented");
    }

    @Test
    void generatedFilesAreLeftOutOfTheSize() {
        var fact = fact(pullRequest()
                .changed(new Change(-1, -1, 4, "src/a.java"), new Change(-1, -1, 900, "package-lock.json"))
                .opened());

        assertThat(fact.getWrittenFiles()).isEqualTo(1);
        assertThat(fact.getWrittenAdditions()).isEqualTo(4);
        assertThat(fact.getWrittenDeletions()).isZero();
    }

    @Test
    void whereNothingIsGeneratedTheForgesOwnSizeCounts() {
        var fact = fact(pullRequest()
                .changed(new Change(-1, -1, null, "src/a.java"), new Change(-1, -1, null, "src/b.java"))
                .opened());

        assertThat(fact.getWrittenFiles()).isEqualTo(2);
        assertThat(fact.getWrittenAdditions()).isEqualTo(10);
        assertThat(fact.getWrittenDeletions()).isEqualTo(3);
    }

    @Test
    void aSizeWithFilesThatNobodyListedIsUnknown() {
        var fact =
                fact(pullRequest().changed(new Change(-1, -1, 4, "src/a.java")).opened());

        assertThat(fact.getChangedFiles()).isEqualTo(2);
        assertThat(fact.getWrittenFiles()).isNull();
        assertThat(fact.getWrittenAdditions()).isNull();
    }

    @Test
    void linesAfterTheFirstHumanReviewAreThoseOfLaterCommits() {
        var story = pullRequest()
                .changed(new Change(-1, -1, 100, "a"), new Change(1.5, 2, 7, "b"), new Change(2, 3, 5, "a"))
                .opened()
                .reviewed(1, REVIEWER, "changes_requested");
        var unknown = pullRequest("octo/hello", 2, PullRequestStory.OPENED)
                .changed(new Change(1, 2, null, "a"))
                .opened()
                .reviewed(1, REVIEWER, "changes_requested");

        assertThat(fact(story).getLinesAfterFirstHumanReview()).isEqualTo(12);
        assertThat(fact(unknown).getLinesAfterFirstHumanReview()).isNull();
    }
}
