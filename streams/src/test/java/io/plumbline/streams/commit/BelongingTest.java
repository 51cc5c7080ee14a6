package io.plumbline.streams.commit;

import static io.plumbline.streams.commit.RepositoryStory.ZEROS;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.fact.ChangedFile;
import org.junit.jupiter.api.Test;

/** Which commits belong to which pull request. */
class BelongingTest {

    @Test
    void allPushesThatLedToAHeadBelongFromTheBirthOfTheBranch() {
        var story = new RepositoryStory()
                .push(0, "main", "m0", "m1", "m1")
                .push(1, "feature", ZEROS, "a2", "a1", "a2")
                .push(2, "feature", "a2", "a3", "a3")
                .opened(3, 1, "feature", "a3")
                .push(4, "feature", "a3", "a4", "a4")
                .synchronize(4, 1, "feature", "a3", "a4");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a1", "a2", "a3", "a4");
    }

    @Test
    void aPushWithoutThePullRequestsHeadDoesNotBelong() {
        var story = new RepositoryStory()
                .push(1, "feature", ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .closed(3, 1, "feature", "a1")
                .push(4, "feature", "a1", "a2", "a2");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a1");
    }

    @Test
    void theSameHashOnABranchOfAnotherNameIsNotAPushToThePullRequest() {
        var story = new RepositoryStory()
                .push(1, "deploy", "d0", "a1", "d1", "a1")
                .push(2, "feature", ZEROS, "a1", "a1")
                .opened(3, 1, "feature", "a1");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a1");
    }

    @Test
    void squashAndMergeCommitsOnTheBaseBranchDoNotBelong() {
        var story = new RepositoryStory()
                .push(1, "feature", ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .push(3, "main", "m0", "m1", "~a1", "m1")
                .closed(3, 1, "feature", "a1");

        var known = InMemory.of(story);

        assertThat(known.commits(1)).containsExactly("a1");
        // The push to the base names the same commit; when it was pushed is told by the push to the branch.
        assertThat(known.told().get(1).getCommits().get(0).getAt()).isEqualTo(RepositoryStory.at(1));
    }

    @Test
    void whatCameFromTheBaseByAMergeOrRebaseDoesNotBelong() {
        var story = new RepositoryStory()
                .push(1, "feature", ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .push(3, "main", "m0", "m2", "m1", "m2")
                .push(4, "feature", "a1", "a2", "~m1", "~m2", "a2")
                .synchronize(4, 1, "feature", "a1", "a2");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a1", "a2");
    }

    @Test
    void afterAForcePushTheCommitsFromBeforeItStillBelong() {
        var story = new RepositoryStory()
                .push(1, "feature", ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .push(3, "feature", "a1", "b1", "b1")
                .synchronize(3, 1, "feature", "a1", "b1");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a1", "b1");
    }

    @Test
    void aSecondPullRequestFromARecreatedBranchHasOnlyItsOwn() {
        var story = new RepositoryStory()
                .push(1, "feature", ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .closed(3, 1, "feature", "a1")
                .push(4, "feature", ZEROS, "b1", "b1")
                .opened(5, 2, "feature", "b1");

        var known = InMemory.of(story);

        assertThat(known.commits(1)).containsExactly("a1");
        assertThat(known.commits(2)).containsExactly("b1");
    }

    @Test
    void aBranchThatIsMergedAgainAndAgainBeginsWhereItsBaseHadIt() {
        var story = new RepositoryStory()
                .push(1, "develop", ZEROS, "d1", "d1")
                .opened(2, 1, "develop", "d1")
                .push(3, "main", "m0", "m1", "~d1", "m1")
                .closed(3, 1, "develop", "d1")
                .push(4, "develop", "d1", "d2", "d2")
                .push(5, "develop", "d2", "d3", "d3")
                .opened(6, 2, "develop", "d3")
                .push(7, "main", "m1", "m2", "~d2", "~d3", "m2")
                .closed(7, 2, "develop", "d3");

        var known = InMemory.of(story);

        assertThat(known.commits(1)).containsExactly("d1");
        assertThat(known.commits(2)).containsExactly("d2", "d3");
    }

    @Test
    void aBranchOfAForkIsNotTheBranchOfThatNameHere() {
        var story = new RepositoryStory()
                .push(1, "patch-1", ZEROS, "a1", "a1")
                .openedFromFork(2, 1, "patch-1", "a1")
                .listed(2, 1, "f1");

        assertThat(InMemory.of(story).commits(1)).containsExactly("f1");
    }

    @Test
    void aPushOfOldRecordsBelongsByItsHead() {
        var story = new RepositoryStory()
                .oldPush(1, "feature", "a1", "a2")
                .oldPush(2, "feature", "a3")
                .opened(3, 1, "feature", "a2");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a1", "a2");
    }

    @Test
    void aStackedPullRequestHasItsOwnPushesAndNotThoseOfItsBase() {
        var story = new RepositoryStory()
                .push(1, "one", ZEROS, "a1", "a1")
                .opened(1, 1, "one", "a1")
                .push(2, "two", ZEROS, "b1", "~a1", "b1")
                .opened(3, 2, "two", "one", "b1");

        var known = InMemory.of(story);

        assertThat(known.commits(1)).containsExactly("a1");
        assertThat(known.commits(2)).containsExactly("b1");
    }

    @Test
    void aHeadBelongsEvenWhenItHadBeenPushedElsewhereBefore() {
        var story = new RepositoryStory()
                .push(1, "draft", ZEROS, "a2", "a1", "a2")
                .push(2, "feature", ZEROS, "a2", "~a1", "~a2")
                .opened(3, 1, "feature", "a2");

        assertThat(InMemory.of(story).commits(1)).containsExactly("a2");
    }

    @Test
    void listsAndPushesOfOneCommitSayMoreTogether() {
        var story = new RepositoryStory()
                .push(5, "feature", ZEROS, "a1", "a1")
                .opened(6, 1, "feature", "a1")
                .listed(1, 1, "a1");

        var commit = InMemory.of(story).told().get(1).getCommits().get(0);

        assertThat(commit.getAt()).isEqualTo(RepositoryStory.at(5));
        assertThat(commit.getAuthorName()).isEqualTo("Ada");
        assertThat(commit.getAuthorEmail()).isEqualTo("ada@example.org");
        assertThat(commit.getAuthorLogin()).isEqualTo("ada");
        assertThat(commit.getAuthorId()).isEqualTo(1L);
        assertThat(commit.getMessage()).isEqualTo("Commit a1");
    }

    @Test
    void theNewestListOfFilesCounts() {
        var story = new RepositoryStory()
                .opened(1, 1, "feature", "a1")
                .files(3, 1, "b.txt", "a.txt")
                .files(2, 1, "old.txt");

        assertThat(InMemory.of(story).told().get(1).getFiles())
                .containsExactly(
                        new ChangedFile("a.txt", "modified", 3, 1), new ChangedFile("b.txt", "modified", 3, 1));
    }

    @Test
    void ofTheNotesOfACommitTheNewestCountsAndTraceRecordsStandBesideIt() {
        var story = new RepositoryStory()
                .note(9, "a1", "cursor", 7)
                .push(1, "feature", ZEROS, "a1", "a1")
                .opened(2, 1, "feature", "a1")
                .note(8, "a1", "claude", 5)
                .trace(3, "a1", "r1", "amp", 2)
                .trace(4, "a1", "r2", "codex", 1)
                .note(3, "other", "claude", 5);

        assertThat(InMemory.of(story).told().get(1).getCommits().get(0).getSessions())
                .extracting(LineSession::getTool, LineSession::getLines)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("amp", 2),
                        org.assertj.core.groups.Tuple.tuple("codex", 1),
                        org.assertj.core.groups.Tuple.tuple("cursor", 7));
    }

    @Test
    void nothingKnownIsNoRecord() {
        var story = new RepositoryStory().opened(1, 1, "feature", "a1").push(2, "other", ZEROS, "b1", "b1");

        assertThat(InMemory.of(story).told()).isEmpty();
    }

    @Test
    void aLongMessageKeepsItsTrailers() {
        var message = "Title\n\n" + "x".repeat(40_000) + "\n\nCo-authored-by: Claude <noreply@anthropic.com>";

        var cut = Texts.cut(message);

        assertThat(cut).hasSize(Limits.MESSAGE).startsWith("Title\n").endsWith("Claude <noreply@anthropic.com>");
    }
}
