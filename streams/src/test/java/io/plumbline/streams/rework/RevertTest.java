package io.plumbline.streams.rework;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.LinesByAge;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** metrics.md M6.5: merged pull requests that are taken back. */
class RevertTest {

    @TempDir
    Path directory;

    private ReworkPipeline pipeline;

    @BeforeEach
    void open() {
        pipeline = ReworkPipeline.in(directory);
    }

    @AfterEach
    void close() {
        pipeline.close();
    }

    private static Pull pull(int number, double day) {
        return Pull.number(number)
                .titled("feat: thing " + number)
                .touching("src/T" + number + ".java")
                .merged(day);
    }

    private static Pull revert(int number, double day, String title) {
        return Pull.number(number)
                .titled("Revert \"" + title + "\"")
                .touching("src/R" + number + ".java")
                .merged(day);
    }

    @Test
    void gitHubsRevertNamesTheNumber() {
        pipeline.receive(pull(1, 1), revert(2, 3, "another title").saying("Reverts octo/hello#1"));

        assertThat(pipeline.reverts(1)).containsExactly("2 mention");
        assertThat(pipeline.corrections(1)).containsExactly("2 revert stated");
        assertThat(pipeline.counted("revert_rate_30d")).isEqualTo("1/2");
    }

    @Test
    void aCommitMessageNamesTheMergeTheHeadOrACommit() {
        var one = pull(1, 1);
        var two = Pull.number(2).commit(Pull.sha("abc1", 2), 0.5, "Work").merged(1);
        pipeline.receive(
                one,
                two,
                pull(3, 3).commit("b".repeat(40), 2, "Undo\n\nThis reverts commit " + one.mergeSha() + "."),
                pull(4, 4).saying("This reverts commit abc1000002."));

        assertThat(pipeline.reverts(1)).containsExactly("3 body_sha");
        assertThat(pipeline.reverts(2)).containsExactly("4 body_sha");
    }

    @Test
    void withoutHashOrNumberTheLatestOfTheSameTitleIsMeant() {
        pipeline.receive(
                pull(1, 1).titled("Add it (#1)"),
                pull(2, 2).titled("Add it"),
                pull(4, 4).titled("Add it"),
                revert(3, 3, "Add it (#77)"));

        assertThat(pipeline.reverts(2)).containsExactly("3 title");
        assertThat(pipeline.reverts(1)).isEmpty();
        assertThat(pipeline.reverts(4)).isEmpty();
    }

    @Test
    void titlesOfOtherFormsAreRead() {
        var forms = List.of(
                "Revert \"feat: thing %s\" (#900)",
                "revert: feat: thing %s",
                "Revert feat: thing %s",
                "fix: revert \"feat: thing %s\"",
                "[release] Revert “feat: thing %s”",
                "Back out \"feat: thing %s\"",
                "Rollback 'feat: thing %s'",
                "Revert #%s",
                "Revert PR #%s because it broke",
                "Restore the old default (revert https://github.com/octo/hello/pull/%s)",
                "Revert \"Merge pull request #%s from octo/topic\"");
        for (int i = 0; i < forms.size(); i++) {
            int number = 10 + i;
            pipeline.receive(
                    pull(number, 1),
                    Pull.number(100 + i).titled(forms.get(i).formatted(number)).merged(2));

            assertThat(pipeline.reverts(number)).as(forms.get(i)).hasSize(1);
        }
    }

    @Test
    void textsOfOtherFormsAreReadAndOthersAreNot() {
        var reverting = List.of(
                "Reverts #%s",
                "- Reverts octo/hello#%s and more words",
                "Reverts https://github.com/octo/hello/pull/%s",
                "This reverts merge request !%s",
                "This PR reverts #%s because it broke.",
                "Reverts the following pull requests:\n- #%s the thing",
                "This rolls back #%s.");
        var others = List.of(
                "> Reverts #%s",
                "```\nReverts #%s\n```",
                "This does not revert #%s.",
                "Reverts other/repo#%s",
                "Fixes #%s",
                "We could revert this in case #%s fails");
        int number = 0;
        for (var text : reverting) {
            number++;
            pipeline.receive(
                    pull(number, 1),
                    Pull.number(100 + number).saying(text.formatted(number)).merged(2));
            assertThat(pipeline.reverts(number)).as(text).hasSize(1);
        }
        for (var text : others) {
            number++;
            pipeline.receive(
                    pull(number, 1),
                    Pull.number(100 + number).saying(text.formatted(number)).merged(2));
            assertThat(pipeline.reverts(number)).as(text).isEmpty();
        }
    }

    @Test
    void oneMayTakeBackSeveral() {
        var one = pull(1, 1);
        var two = pull(2, 1);
        pipeline.receive(
                one,
                two,
                pull(3, 1),
                pull(4, 1),
                pull(9, 3)
                        .saying("This reverts commits " + one.mergeSha() + " and " + two.mergeSha()
                                + ".\n\nReverts #3, #4"));

        for (int number = 1; number <= 4; number++) {
            assertThat(pipeline.reverts(number)).hasSize(1);
        }
    }

    @Test
    void whatAMergeBroughtInIsNotWhatIsTakenBack() {
        var one = pull(1, 1);
        var two = pull(2, 1);
        pipeline.receive(
                one,
                two,
                pull(3, 3)
                        .saying("This reverts commit " + one.mergeSha() + ", reversing\nchanges made to "
                                + two.mergeSha() + "."));

        assertThat(pipeline.reverts(1)).hasSize(1);
        assertThat(pipeline.reverts(2)).isEmpty();
    }

    @Test
    void aRevertThatIsNotMergedCountsNothing() {
        pipeline.receive(
                pull(1, 1), Pull.number(2).titled("Revert \"feat: thing 1\"").saying("Reverts #1"));

        assertThat(pipeline.reverts(1)).isEmpty();
    }

    @Test
    void aRevertOfARevertUndoesItAtAnyDepth() {
        pipeline.receive(pull(1, 1), revert(2, 2, "feat: thing 1"), revert(3, 3, "Revert \"feat: thing 1\""));
        assertThat(pipeline.reverts(1)).containsExactly("2 title, undone by 3");
        assertThat(pipeline.corrections(1))
                .as("what brings it back is no correction")
                .containsExactly("2 revert stated");
        assertThat(pipeline.counted("revert_rate_30d"))
                .as("2 was reverted, 1 is back")
                .isEqualTo("1/3");

        pipeline.receive(revert(4, 4, "Revert \"Revert \"feat: thing 1\"\""));
        assertThat(pipeline.reverts(1)).containsExactly("2 title");
        assertThat(pipeline.reverts(2)).containsExactly("3 title, undone by 4");

        pipeline.receive(Pull.number(5)
                .titled("Reapply \"Revert \"Revert \"feat: thing 1\"\"\"")
                .merged(5));
        assertThat(pipeline.reverts(3)).containsExactly("4 title, undone by 5");
        assertThat(pipeline.reverts(1)).containsExactly("2 title, undone by 3");
    }

    @Test
    void aReapplicationUndoesARevert() {
        pipeline.receive(
                pull(1, 1),
                revert(2, 2, "feat: thing 1 (#1)"),
                Pull.number(3).titled("Reapply \"feat: thing 1\"").merged(3));

        assertThat(pipeline.reverts(1)).containsExactly("2 mention, undone by 3");
    }

    @Test
    void undoneAfterTheWindowItWasRevertedWithinIt() {
        pipeline.receive(pull(1, 1), revert(2, 2, "feat: thing 1"), revert(3, 40, "Revert \"feat: thing 1\""));

        assertThat(pipeline.reverts(1)).containsExactly("2 title, undone by 3");
        assertThat(pipeline.counted("revert_rate_30d")).isEqualTo("1/3");
    }

    @Test
    void aCommitPushedStraightToTheBranchTakesBackToo() {
        var sha = Pull.sha("beef", 1);
        var one = pull(1, 1);
        pipeline.receive(one)
                .receive(Pull.pushed(
                        sha, "main", 2, sha, "Revert \"x\"\n\nThis reverts commit " + one.mergeSha() + "."));
        assertThat(pipeline.reverts(1)).containsExactly(sha + " body_sha");
        assertThat(pipeline.corrections(1)).as("no pull request corrects it").isEmpty();

        var again = Pull.sha("beef", 2);
        pipeline.receive(Pull.pushed(again, "main", 3, again, "Reapply \"x\"\n\nThis reverts commit " + sha + "."));
        assertThat(pipeline.reverts(1)).containsExactly(sha + " body_sha, undone by " + again);
    }

    @Test
    void aCommitOnAnotherBranchTakesNothingBack() {
        var one = pull(1, 1);
        var sha = Pull.sha("beef", 1);
        var message = "Revert \"x\"\n\nThis reverts commit " + one.mergeSha() + ".";
        pipeline.receive(one).receive(Pull.pushed(sha, "topic", 2, sha, message));
        assertThat(pipeline.reverts(1)).isEmpty();

        pipeline.receive(Pull.pushed(sha, "main", 3, sha, message));

        assertThat(pipeline.reverts(1)).hasSize(1);
        assertThat(pipeline.fact(1).getReverts().get(0).getAt()).isEqualTo(Pull.day(3));
    }

    @Test
    void commitsThatCameWithAPullRequestAreItNotMore() {
        var one = pull(1, 1);
        var text = "\n\nThis reverts commit " + one.mergeSha() + ".";
        var squash = Pull.sha("beef", 1);
        var rebased = Pull.sha("beef", 2);
        var last = Pull.sha("beef", 3);
        var named = Pull.sha("beef", 4);
        pipeline.receive(Pull.pushed(squash, "main", 2, squash, "Revert it (#2)" + text))
                .receive(Pull.pushed(rebased, "main", 3, last, "Revert it" + text))
                .receive(Pull.pushed(named, "main", 4, "other", "Revert it (#2)" + text));
        pipeline.receive(one);
        assertThat(pipeline.reverts(1)).hasSize(3);

        pipeline.receive(
                revert(2, 2, "x").mergedBy(squash).saying("Reverts #1"),
                revert(3, 3, "x").mergedBy(last).saying("Reverts #1"));

        assertThat(pipeline.reverts(1)).containsExactly("2 mention", "3 mention");
    }

    @Test
    void aCherryPickIsNoRevertAndItsRevertTakesOnlyItBack() {
        var one = pull(1, 1);
        pipeline.receive(
                one,
                pull(2, 2)
                        .titled("feat: thing 1")
                        .onto("release-1")
                        .commit(
                                Pull.sha("ab", 2),
                                1,
                                "feat: thing 1\n\n(cherry picked from commit " + one.mergeSha() + ")"),
                revert(3, 3, "feat: thing 1").onto("release-1").saying("Reverts #1"));

        assertThat(pipeline.reverts(1)).isEmpty();
        assertThat(pipeline.reverts(2)).containsExactly("3 title");
    }

    @Test
    void whatABranchTookBackOfItselfIsNothing() {
        var own = Pull.sha("aa11", 1);
        var one = pull(1, 1);
        var back = Pull.sha("aa22", 2);
        pipeline.receive(
                one,
                Pull.number(2)
                        .commit(own, 1.1, "Try")
                        .commit(Pull.sha("aa12", 1), 1.2, "Revert \"Try\"\n\nThis reverts commit " + own + ".")
                        .commit(back, 1.3, "Revert \"x\"\n\nThis reverts commit " + one.mergeSha() + ".")
                        .commit(Pull.sha("aa23", 2), 1.4, "Reapply \"x\"\n\nThis reverts commit " + back + ".")
                        .merged(2));

        assertThat(pipeline.reverts(1)).isEmpty();
        assertThat(pipeline.reverts(2)).isEmpty();
    }

    @Test
    void aSquashedMessageThatBringsBackWhatItTookBackTakesNothingBack() {
        var one = pull(1, 1);
        pipeline.receive(
                one,
                pull(2, 2)
                        .commit(
                                Pull.sha("cc", 2),
                                1.5,
                                "Rework it\n\n* Revert \"feat: thing 1\"\n\nThis reverts commit " + one.mergeSha()
                                        + ".\n\n* Revert \"Revert \"feat: thing 1\"\"\n\nThis reverts commit "
                                        + Pull.sha("dd", 9)
                                        + ".\n"));

        assertThat(pipeline.reverts(1)).isEmpty();
    }

    @Test
    void aRevertBeforeItsPullRequestIsKnownIsFoundWhenItIs() {
        pipeline.receive(revert(2, 3, "feat: thing 1").saying("Reverts #1"));
        assertThat(pipeline.facts()).hasSize(1);

        pipeline.receive(pull(1, 1));

        assertThat(pipeline.reverts(1)).containsExactly("2 mention");
    }

    @Test
    void anErasedRevertIsTakenAway() {
        pipeline.receive(pull(1, 1), revert(2, 2, "feat: thing 1"), revert(3, 3, "Revert \"feat: thing 1\""));

        pipeline.receive(revert(3, 3, "").erased());
        assertThat(pipeline.reverts(1)).containsExactly("2 title");

        pipeline.receive(revert(2, 2, "").erased());
        assertThat(pipeline.reverts(1)).isEmpty();
        assertThat(pipeline.counted("revert_rate_30d")).isEqualTo("0/1");
    }

    @Test
    void aRevertByHandIsToldByTheLines() {
        var feature = Pull.number(1).touching("src/T.java").merged(1);
        var byHand =
                Pull.number(2).titled("chore: simplify").touching("src/T.java").merged(6);
        pipeline.receive(feature, byHand)
                .receive(byHand.lines(6, 1, List.of(), List.of(new LinesByAge(5, 50, 0)), 30))
                .receive(feature.lines(1, 40, List.of(new LinesByAge(5, 38, 0)), List.of(), 30));

        assertThat(pipeline.reverts(1)).containsExactly("2 lines");
        assertThat(pipeline.corrections(1)).containsExactly("2 revert line");
    }
}
