package io.plumbline.streams.deployment;

import static io.plumbline.streams.deployment.DeploymentStory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.delivery.DeliveryRules;
import org.junit.jupiter.api.Test;

/** Which pull requests a deployment carries, why it was made, and what late news change. */
class DeploymentBookTest {

    private final InMemory book = new InMemory();

    /** Three merges, c1 to c3, and a deployment of the first and of the last. */
    private static DeploymentStory threeMerges() {
        return new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .squashed(10, 2, "c1", "c2")
                .squashed(20, 3, "c2", "c3")
                .deployed(5, "d1", "c1")
                .deployed(25, "d3", "c3");
    }

    @Test
    void aDeploymentCarriesWhatWasMergedSinceTheOneBefore() {
        book.receive(threeMerges());

        assertThat(book.carried("d1")).containsExactly("1*");
        assertThat(book.carried("d3")).containsExactly("2*", "3*");
        assertThat(book.how("d3")).containsOnly("merge_sha");
        assertThat(book.fact("d3").getPrevious()).isEqualTo("github:octo/shop/deployment/d1");
        assertThat(book.fact("d3").getFinishedAt()).isEqualTo(at(30));
        assertThat(book.fact("d3").getTrigger()).isEqualTo("planned");
        assertThat(book.fact("d3").getUnmatched()).isFalse();
    }

    @Test
    void aDeploymentThatArrivesTwoDaysLateTakesItsPullRequestsFromTheNextOne() {
        book.receive(threeMerges());

        book.receive(new DeploymentStory().deployed(12, "d2", "c2"));

        assertThat(book.carried("d1")).containsExactly("1*");
        assertThat(book.carried("d2")).containsExactly("2*");
        assertThat(book.carried("d3")).containsExactly("3*");
        assertThat(book.fact("d3").getPrevious()).endsWith("/d2");
        assertThat(book.computedAgain()).isEmpty();
    }

    @Test
    void aLateDeploymentCostsItsNeighboursNotTheHistory() {
        var story = new DeploymentStory();
        for (int i = 1; i <= 200; i++) {
            story.squashed(10 * i, i, "c" + (i - 1), "c" + i);
            if (i != 100) {
                story.deployed(10 * i + 2, "d" + i, "c" + i);
            }
        }
        book.receive(story);
        int before = book.records();

        book.receive(new DeploymentStory().deployed(1002, "d100", "c100"));

        assertThat(book.carried("d100")).containsExactly("100*");
        assertThat(book.carried("d101")).containsExactly("101*");
        assertThat(book.records() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void aSuccessThatIsToldBeforeTheCreationCountsOnce() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .state(9, "d1", "c1", "success", 5)
                .state(5, "d1", "c1", "created", 5)
                .state(6, "d1", "c1", "in_progress", 5));

        assertThat(book.fact("d1").getState()).isEqualTo("success");
        assertThat(book.fact("d1").getCreatedAt()).isEqualTo(at(5));
        assertThat(book.fact("d1").getStartedAt()).isEqualTo(at(6));
        assertThat(book.fact("d1").getFinishedAt()).isEqualTo(at(9));
        assertThat(book.carried("d1")).containsExactly("1*");
    }

    @Test
    void theSameDeploymentTwiceTellsNothingNew() {
        book.receive(threeMerges());
        int before = book.records();

        book.receive(threeMerges());

        assertThat(book.records()).isEqualTo(before);
    }

    @Test
    void aPullRequestThatBecomesKnownAfterItsDeploymentIsCarried() {
        book.receive(new DeploymentStory()
                .push(0, "main", "c0", "c1")
                .push(10, "main", "c1", "c2")
                .deployed(5, "d1", "c1")
                .deployed(15, "d2", "c2"));
        assertThat(book.carried("d2")).isEmpty();

        book.receive(new DeploymentStory().merged(10, 2, "c2"));

        assertThat(book.carried("d2")).containsExactly("2*");
    }

    @Test
    void commitsThatBecomeKnownAfterTheDeploymentReplaceTheGuessByTime() {
        var deployments = new DeploymentStory()
                .merged(0, 1, "c1")
                .merged(10, 2, "c2")
                .merged(20, 3, "c3")
                .deployed(5, "d1", "c1")
                // Deployed what was merged before the third one, although it was created after it.
                .deployed(25, "d2", "c2");
        book.receive(deployments);
        assertThat(book.fact("d2").getUnmatched()).isTrue();
        assertThat(book.carried("d2")).containsExactly("2*", "3*");
        assertThat(book.how("d2")).containsOnly("time");

        book.receive(new DeploymentStory()
                .push(0, "main", "c0", "c1")
                .push(10, "main", "c1", "c2")
                .push(20, "main", "c2", "c3"));

        assertThat(book.fact("d2").getUnmatched()).isFalse();
        assertThat(book.carried("d2")).containsExactly("2*");
        assertThat(book.computedAgain()).isEmpty();
    }

    @Test
    void anErasedPullRequestIsCarriedByNobody() {
        book.receive(threeMerges());

        book.receive(new DeploymentStory().erased(2));

        assertThat(book.carried("d3")).containsExactly("3*");
        assertThat(book.computedAgain()).isEmpty();
    }

    @Test
    void whatAFailedDeploymentTriedWaitsForTheNext() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .deployed(2, "d1", "c1")
                .squashed(10, 2, "c1", "c2")
                .failed(12, "d2", "c2")
                .squashed(20, 3, "c2", "c3")
                .deployed(22, "d3", "c3"));

        assertThat(book.fact("d2").getState()).isEqualTo("failure");
        assertThat(book.carried("d2")).as("tried, not brought").containsExactly("2");
        assertThat(book.carried("d3")).containsExactly("2*", "3*");
    }

    @Test
    void aRetriedDeploymentIsASuccessInTheEnd() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .failed(2, "d1", "c1")
                .state(8, "d1", "c1", "in_progress", 2)
                .state(9, "d1", "c1", "success", 2)
                .state(60, "d1", "c1", "inactive", 2));

        assertThat(book.fact("d1").getState()).isEqualTo("success");
        assertThat(book.fact("d1").getFinishedAt()).isEqualTo(at(9));
        assertThat(book.carried("d1")).containsExactly("1*");
    }

    @Test
    void aRollbackIsKnownByItsCommitAndBringsNothing() {
        book.receive(threeMerges().deployed(40, "back", "c1").deployed(60, "forth", "c3"));

        assertThat(book.fact("back").getTrigger()).isEqualTo("rollback");
        assertThat(book.fact("back").getTriggerReason()).isEqualTo("It puts back the commit of deployment d1.");
        assertThat(book.fact("back").getRollsBackTo()).endsWith("/d1");
        assertThat(book.carried("back")).isEmpty();
        assertThat(book.fact("forth").getTrigger())
                .as("to what was there last is no rollback")
                .isEqualTo("planned");
        assertThat(book.carried("forth")).as("brought before the rollback").containsExactly("2", "3");
    }

    @Test
    void aRedeploymentOfWhatIsThereIsPlannedAndBringsNothing() {
        book.receive(threeMerges().deployed(40, "again", "c3"));

        assertThat(book.fact("again").getTrigger()).isEqualTo("planned");
        assertThat(book.carried("again")).isEmpty();
    }

    @Test
    void aHotfixIsKnownByTheBranchOfWhatWasMergedLast() {
        book.receive(threeMerges()
                .saying(40, "main", "c3", "c4", "Stop the bleeding (#4)")
                .merged(40, 4, "c4", "h4", "main", "hotfix/checkout")
                .deployed(42, "d4", "c4"));

        assertThat(book.fact("d4").getTrigger()).isEqualTo("hotfix");
        assertThat(book.fact("d4").getTriggerReason())
                .isEqualTo("Pull request #4, merged last of those in it, matches \"hotfix/*\" (rule hotfix-branch).");
    }

    @Test
    void whatTheSourceStatesWins() {
        book.receive(threeMerges().state(40, "d4", "c1", "success", 39, event -> event.setTrigger("planned")
                .setTask("deploy:rollback")));

        assertThat(book.fact("d4").getTrigger()).isEqualTo("planned");
    }

    @Test
    void anIncidentInTheDescriptionMakesItUnplanned() {
        book.receive(
                threeMerges().state(40, "d4", "c3", "success", 39, event -> event.setDescription("for incident 12")));

        assertThat(book.fact("d4").getIncidentId()).isEqualTo("12");
        assertThat(book.fact("d4").getTrigger()).isEqualTo("unplanned");
    }

    @Test
    void aMergeCommitBringsTheCommitsOfItsBranch() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .deployed(2, "d1", "c1")
                .push(5, "feature/2", DeploymentStory.ZEROS, "f1", "f2")
                .push(10, "main", "c1", "f1", "f2", "m2")
                .merged(10, 2, "m2", "f2", "main", "feature/2")
                .deployed(12, "d2", "m2"));

        assertThat(book.carried("d2")).containsExactly("2*");
        assertThat(book.how("d2")).containsExactly("merge_sha");
    }

    @Test
    void aRebasedPullRequestIsKnownByItsLastCommit() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .deployed(2, "d1", "c1")
                .push(10, "main", "c1", "f1", "f2")
                // The forge does not say which commit merged it.
                .merged(10, 2, null, "f2", "main", "feature/2")
                .deployed(12, "d2", "f2"));

        assertThat(book.how("d2")).containsExactly("commit_sha");
    }

    @Test
    void onAReleaseBranchCherryPicksAreCarriedAndNothingElseOfMain() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .push(1, "release/1", DeploymentStory.ZEROS, "r0")
                .deployed(2, "d1", "r0")
                .squashed(10, 2, "c1", "c2")
                .squashed(11, 3, "c2", "c3")
                .saying(12, "release/1", "r0", "r1", "Change\n\n(cherry picked from commit c0ffee3)")
                .merged(9, 4, "c0ffee3", "h4", "main", "feature/4")
                .saying(13, "release/1", "r1", "r2", "Change something (#3)")
                .deployed(14, "d2", "r2"));

        assertThat(book.carried("d2")).containsExactly("4*", "3*");
        assertThat(book.how("d2")).containsOnly("cherry_pick");
    }

    @Test
    void aRevertNamesItsOwnNumberNotThatOfWhatItReverts() {
        book.receive(threeMerges()
                .saying(40, "main", "c3", "c4", "Revert \"Change something (#2)\" (#4)")
                .merged(40, 4, "c4")
                .deployed(42, "d4", "c4"));

        assertThat(book.carried("d4")).containsExactly("4*");
    }

    @Test
    void whatAForcedPushTookBackIsNotCarried() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .deployed(2, "d1", "c1")
                .squashed(10, 2, "c1", "c2")
                .squashed(20, 3, "c2", "c3")
                .forced(30, "main", "c3", "c4")
                .merged(30, 4, "c4")
                .deployed(32, "d2", "c4"));

        assertThat(book.carried("d2")).as("3 was taken back").containsExactly("2*", "4*");
    }

    @Test
    void aPullRequestWhoseMergeCommitIsUnknownIsPlacedByTheChain() {
        book.receive(
                threeMerges().merged(15, 7, null).merged(35, 8, null).merged(16, 9, null, "h9", "other", "feature/9"));

        assertThat(book.carried("d1")).containsExactly("1*");
        assertThat(book.carried("d3")).containsExactly("2*", "7*", "3*");
        assertThat(book.how("d3")).containsExactly("merge_sha", "chain", "merge_sha");
    }

    @Test
    void theFirstDeploymentCarriesAsMuchAsTheRulesSay() {
        var story = new DeploymentStory()
                .squashed(-60 * 24 * 40, 1, "c0", "c1")
                .squashed(-60 * 24 * 20, 2, "c1", "c2")
                .deployed(0, "d1", "c2");
        var everything = new InMemory(DeliveryRules.standardWith("{version: a, first: {policy: everything}}"));
        var nothing = new InMemory(DeliveryRules.standardWith("{version: b, first: {policy: nothing}}"));

        assertThat(book.receive(story).carried("d1")).containsExactly("2*");
        assertThat(everything.receive(story).carried("d1")).containsExactly("1*", "2*");
        assertThat(nothing.receive(story).carried("d1")).isEmpty();
    }

    @Test
    void environmentsAndServicesDoNotMix() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .state(2, "s1", "c1", "success", 1, event -> event.setEnvironment("staging"))
                .state(3, "p1", "c1", "success", 2)
                .state(4, "w1", "c1", "success", 3, event -> event.setService("worker"))
                .state(5, "r1", "c1", "success", 4, event -> event.setEnvironment("pr-12")));

        assertThat(book.carried("s1")).containsExactly("1*");
        assertThat(book.fact("s1").getProduction()).isFalse();
        assertThat(book.carried("p1")).containsExactly("1*");
        assertThat(book.fact("p1").getProduction()).isTrue();
        assertThat(book.carried("w1")).containsExactly("1*");
        assertThat(book.carried("r1")).as("made for one pull request").isEmpty();
    }

    @Test
    void whatFinishedFirstBroughtIt() {
        book.receive(new DeploymentStory()
                .squashed(0, 1, "c0", "c1")
                .deployed(1, "d1", "c1")
                .squashed(10, 2, "c1", "c2")
                .squashed(11, 3, "c2", "c3")
                .state(12, "slow", "c2", "created", 12)
                .deployed(13, "fast", "c3")
                .state(40, "slow", "c2", "success", 12));

        assertThat(book.carried("fast")).containsExactly("2*", "3*");
        assertThat(book.carried("slow")).isEmpty();
        assertThat(book.fact("slow").getPrevious()).endsWith("/fast");
    }

    @Test
    void statedPullRequestsAreCarriedWhateverTheCommitsSay() {
        book.receive(threeMerges()
                .state(40, "d4", "unknown", "success", 39, event -> event.setPullRequests(java.util.List.of(3, 99))));

        assertThat(book.carried("d4")).containsExactly("3");
        assertThat(book.how("d4")).containsExactly("stated");
        assertThat(book.fact("d4").getUnmatched()).isTrue();
    }
}
