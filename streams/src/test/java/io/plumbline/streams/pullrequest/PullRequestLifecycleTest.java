package io.plumbline.streams.pullrequest;

import static io.plumbline.streams.PullRequestStory.AUTHOR;
import static io.plumbline.streams.PullRequestStory.BOT;
import static io.plumbline.streams.PullRequestStory.REVIEWER;
import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Pipeline;
import io.plumbline.streams.PullRequestStory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullRequestLifecycleTest {

    private static final Account STALE_BOT = new Account("stale[bot]", 26384082L, "Bot");

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
    void anOpenedPullRequestIsOpenAndReadyFromTheStart() {
        var story = pullRequest().opened();

        var fact = fact(story);

        assertThat(fact.getId()).isEqualTo("github:octo/hello#1");
        assertThat(fact.getOutcome()).isEqualTo("open");
        assertThat(fact.getReadyAt()).isEqualTo(PullRequestStory.OPENED);
        assertThat(fact.getClosedAt()).isNull();
        assertThat(fact.getAccountableHuman()).isEqualTo(AUTHOR);
        assertThat(fact.getOrigin()).isEqualTo("unknown");
        assertThat(fact.getTeam()).isNull();
    }

    @Test
    void aMergedPullRequestKnowsWhenAndByWhom() {
        var story = pullRequest().opened().pushed(1).merged(2);

        var fact = fact(story);

        assertThat(fact.getOutcome()).isEqualTo("merged");
        assertThat(fact.getMergedAt()).isEqualTo(story.at(2));
        assertThat(fact.getClosedAt()).isEqualTo(story.at(2));
        assertThat(fact.getMergedBy()).isEqualTo(REVIEWER);
        assertThat(fact.getMergeCommitSha()).isEqualTo("c0ffee");
        assertThat(fact.getAdditions()).isEqualTo(15);
        assertThat(fact.getEvents()).isEqualTo(3);
    }

    @Test
    void aReopenedPullRequestIsOpenAgain() {
        var story = pullRequest().opened().closed(1, REVIEWER).reopened(2);

        var fact = fact(story);

        assertThat(fact.getOutcome()).isEqualTo("open");
        assertThat(fact.getClosedAt()).isNull();
        assertThat(fact.getClosedBy()).isNull();
        assertThat(fact.getReopenings()).isEqualTo(1);
    }

    @Test
    void aCloseThatArrivesBeforeTheOpeningIsNotLost() {
        var deliveries = pullRequest().opened().merged(5).deliveries();

        pipeline.receive(List.of(deliveries.get(1), deliveries.get(0)));

        assertThat(pipeline.facts().values()).singleElement().satisfies(fact -> {
            assertThat(fact.getOutcome()).isEqualTo("merged");
            assertThat(fact.getOpenedAt()).isEqualTo(PullRequestStory.OPENED);
        });
    }

    @Test
    void aPullRequestKnownOnlyByAReviewIsAFactAllTheSame() {
        var story = pullRequest().reviewed(3, REVIEWER, "approved");

        var fact = fact(story);

        assertThat(fact.getOpenedAt()).isEqualTo(PullRequestStory.OPENED);
        assertThat(fact.getApprovedAt()).isEqualTo(story.at(3));
    }

    @Test
    void aPullRequestThatNoEventShowsIsNoFactYet() {
        var story = pullRequest().commented(1, REVIEWER, "Nice.");

        pipeline.receive(story.deliveries());
        assertThat(pipeline.facts()).isEmpty();

        pipeline.receive(pullRequest().opened().deliveries());
        assertThat(pipeline.fact(story.key()).getEvents()).isEqualTo(2);
    }

    @Test
    void aDraftIsReadyWhenItIsFirstSaidToBe() {
        var story = pullRequest().openedAsDraft().ready(4).backToDraft(5).ready(6);

        var fact = fact(story);

        assertThat(fact.getReadyAt()).isEqualTo(story.at(4));
        assertThat(fact.getDraft()).isFalse();
    }

    @Test
    void aPullRequestTakenBackToDraftHadBeenReady() {
        var fact = fact(pullRequest().opened().backToDraft(1));

        assertThat(fact.getDraft()).isTrue();
        assertThat(fact.getReadyAt()).isEqualTo(PullRequestStory.OPENED);
    }

    @Test
    void aDraftThatWasNeverReadyHasNoReadyTime() {
        var fact = fact(pullRequest().openedAsDraft().closed(1, AUTHOR));

        assertThat(fact.getReadyAt()).isNull();
    }

    @Test
    void reviewsOfPersonsAndBotsAreKeptApartAndTheAuthorsOwnAreNone() {
        var story = pullRequest()
                .opened()
                .reviewed(1, AUTHOR, "commented")
                .reviewed(2, BOT, "commented")
                .reviewed(3, REVIEWER, "commented")
                .reviewed(4, REVIEWER, "approved");

        var fact = fact(story);

        assertThat(fact.getReviews()).isEqualTo(3);
        assertThat(fact.getHumanReviews()).isEqualTo(2);
        assertThat(fact.getFirstReviewAt()).isEqualTo(story.at(2));
        assertThat(fact.getFirstBotReviewAt()).isEqualTo(story.at(2));
        assertThat(fact.getFirstHumanReviewAt()).isEqualTo(story.at(3));
        assertThat(fact.getApprovedAt()).isEqualTo(story.at(4));
    }

    @Test
    void anAuthorWhoActsUnderTwoLoginsDoesNotReviewHimself() {
        var story = pullRequest()
                .by(new Account("copilot-swe-agent[bot]", 198982749L, "Bot"))
                .opened()
                .reviewed(1, new Account("Copilot", 198982749L, "Bot"), "commented");

        assertThat(fact(story).getReviews()).isZero();
    }

    @Test
    void aKnownReviewerIsAMachineEvenWhereTheSourceCallsItAUser() {
        var story = pullRequest().opened().reviewed(1, new Account("Copilot", 175728472L, "User"), "approved");

        var fact = fact(story);

        assertThat(fact.getHumanReviews()).isZero();
        assertThat(fact.getApprovedAt()).isNull();
        assertThat(fact.getFirstBotReviewAt()).isEqualTo(story.at(1));
    }

    @Test
    void aDismissedReviewIsStillOneReview() {
        var story = pullRequest().opened().reviewed(1, REVIEWER, "approved").dismissed();

        var fact = fact(story);

        assertThat(fact.getReviews()).isEqualTo(1);
        assertThat(fact.getApprovedAt()).isEqualTo(story.at(1));
    }

    @Test
    void aReviewRoundIsChangesRequestedThenAPushThenAReview() {
        var story = pullRequest()
                .opened()
                .pushed(0.5)
                .reviewed(1, REVIEWER, "changes_requested")
                .pushed(2)
                .pushed(2.5)
                .reviewed(3, REVIEWER, "changes_requested")
                .pushed(4)
                .reviewed(5, REVIEWER, "approved")
                .pushed(6);

        var fact = fact(story);

        assertThat(fact.getReviewRounds()).isEqualTo(2);
        assertThat(fact.getPushes()).isEqualTo(5);
        assertThat(fact.getPushesAfterFirstHumanReview()).isEqualTo(4);
    }

    @Test
    void pushesAfterABotsReviewAreNoHumanRework() {
        var fact = fact(pullRequest().opened().reviewed(1, BOT, "commented").pushed(2));

        assertThat(fact.getPushes()).isEqualTo(1);
        assertThat(fact.getPushesAfterFirstHumanReview()).isZero();
    }

    @Test
    void sizesAreThoseStatedLast() {
        var fact = fact(pullRequest().opened().pushed(1).withoutSizes().retitled(2, "Better title"));

        assertThat(fact.getTitle()).isEqualTo("Better title");
        assertThat(fact.getAdditions()).isEqualTo(15);
    }

    @Test
    void aBotThatSweepsUpIsNotARejection() {
        var fact = fact(pullRequest().opened().closed(700, STALE_BOT));

        assertThat(fact.getOutcome()).isEqualTo("auto_closed");
        assertThat(fact.getClosedBy()).isEqualTo(STALE_BOT);
    }

    @Test
    void anAgentThatClosesItsOwnPullRequestIsNotASweep() {
        var devin = new Account("devin-ai-integration[bot]", 158243242L, "Bot");

        assertThat(fact(pullRequest().by(devin).opened().closed(1, devin)).getOutcome())
                .isEqualTo("rejected_by_human");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Superseded by #12.",
                "Closing in favour of octo/hello#12",
                "closing in favor of PR #12",
                "Replaced by https://github.com/octo/hello/pull/12",
            })
    void aClosingCommentThatNamesTheSuccessorMeansSuperseded(String comment) {
        assertThat(fact(pullRequest().opened().commented(2, REVIEWER, comment).closed(2, REVIEWER))
                        .getOutcome())
                .isEqualTo("superseded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"> Superseded by #12.", "This supersedes #11.", "Should be replaced by something better."})
    void otherCommentsDoNot(String comment) {
        assertThat(fact(pullRequest().opened().commented(2, REVIEWER, comment).closed(2, REVIEWER))
                        .getOutcome())
                .isEqualTo("rejected_by_human");
    }

    @Test
    void aCommentLongBeforeTheClosingDoesNotSpeakOfIt() {
        assertThat(fact(pullRequest()
                                .opened()
                                .commented(1, REVIEWER, "Maybe drop it in favor of #12")
                                .closed(100, REVIEWER))
                        .getOutcome())
                .isEqualTo("rejected_by_human");
    }

    @Test
    void labelsPutOnCountEvenWhenTheSourceListsNone() {
        var fact = fact(pullRequest().opened().labeled(1, "codex"));

        assertThat(fact.getLabels()).containsExactly("codex");
        assertThat(fact.getTool()).isEqualTo("openai-codex");
    }

    @Test
    void commentsOnLinesAreCounted() {
        assertThat(fact(pullRequest().opened().reviewComment(1, REVIEWER).reviewComment(2, AUTHOR))
                        .getReviewComments())
                .isEqualTo(2);
    }

    @Test
    void aRedeliveryChangesNothing() {
        var deliveries = pullRequest()
                .opened()
                .reviewed(1, REVIEWER, "approved")
                .merged(2)
                .deliveries();
        pipeline.receive(deliveries);
        int facts = pipeline.factRecords();
        int counters = pipeline.counterRecords();

        pipeline.receive(deliveries).receive(deliveries);

        assertThat(pipeline.factRecords()).isEqualTo(facts);
        assertThat(pipeline.counterRecords()).isEqualTo(counters);
    }

    @Test
    void theEarliestObservationOfAnEventIsKept() {
        var story = pullRequest().opened();
        var event = (PullRequestEvent) story.deliveries().get(0).event();
        var later = PullRequestEvent.newBuilder(event).build();
        later = PullRequestEvent.newBuilder(later)
                .setMeta(io.plumbline.schema.event.EventMeta.newBuilder(event.getMeta())
                        .setObservedAt(event.getMeta().getObservedAt().plusSeconds(3600))
                        .setDeliveryId("imported again")
                        .build())
                .build();

        pipeline.receive(Topics.PULL_REQUEST, story.key(), later).receive(story.deliveries());

        assertThat(pipeline.fact(story.key()).getLastObservedAt())
                .isEqualTo(event.getMeta().getObservedAt());
    }

    @Test
    void anErasedPullRequestLeavesNeitherFactNorCount() {
        var story = pullRequest().opened().merged(1);
        pipeline.receive(story.deliveries());

        pipeline.receive(Topics.PULL_REQUEST, story.key(), null);

        assertThat(pipeline.facts()).isEmpty();
        assertThat(pipeline.counters()).isEmpty();
    }

    @Test
    void commentsOnPlainIssuesAndCommitsOfNoPullRequestAreIgnored() {
        var story = pullRequest().opened().commented(1, REVIEWER, "On an issue");
        var comment = (IssueCommentEvent) story.deliveries().get(1).event();
        var commit = CommitEvent.newBuilder()
                .setMeta(comment.getMeta())
                .setRepo("octo/hello")
                .setSha("abc")
                .setMessage("Fix")
                .build();

        pipeline.receive(story.deliveries().get(0));
        pipeline.receive(
                Topics.ISSUE_COMMENT,
                story.key(),
                IssueCommentEvent.newBuilder(comment).setOnPullRequest(false).build());
        pipeline.receive(Topics.COMMIT, "github:octo/hello", commit);

        assertThat(pipeline.facts()).hasSize(1);
        assertThat(pipeline.fact(story.key()).getEvents()).isEqualTo(1);
    }
}
