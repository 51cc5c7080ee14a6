package io.plumbline.streams.rework;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.LinesByAge;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Decisions;
import io.plumbline.streams.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** metrics.md M5.10: merged pull requests that a fix or revert follows. */
class CorrectionTest {

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

    private static Pull feature(int number, double day) {
        return Pull.number(number).touching("src/Parser.java").merged(day);
    }

    private static Pull fix(int number, double day) {
        return Pull.number(number)
                .titled("fix: handle null")
                .touching("src/Parser.java", "src/Lexer.java")
                .merged(day);
    }

    @Test
    void aFixOfTheSameFileWithinThirtyDaysCorrects() {
        pipeline.receive(feature(1, 1), fix(2, 10));

        assertThat(pipeline.corrections(1)).containsExactly("2 fix file");
        assertThat(pipeline.fact(1).getCorrections().get(0).getPaths()).containsExactly("src/Parser.java");
        assertThat(pipeline.fact(1).getCorrections().get(0).getAt()).isEqualTo(Pull.day(10));
        assertThat(pipeline.corrections(2)).isEmpty();
        assertThat(pipeline.counted("corrective_14d")).isEqualTo("1/2");
    }

    @Test
    void windowsOfFourteenAndTwentyOneDaysAreCountedApart() {
        pipeline.receive(feature(1, 1), fix(2, 18));

        assertThat(pipeline.counted("corrective_14d")).isEqualTo("0/2");
        assertThat(pipeline.counted("corrective_21d")).isEqualTo("1/2");
    }

    @Test
    void afterThirtyDaysNothingCorrects() {
        pipeline.receive(feature(1, 1), fix(2, 31.5), fix(3, 30.9));

        assertThat(pipeline.corrections(1)).containsExactly("3 fix file");
    }

    @Test
    void whatIsNoFixDoesNotCorrect() {
        pipeline.receive(feature(1, 1), feature(2, 2), feature(3, 3).titled("refactor: move it"));

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void aHotfixIsToldByItsBranchOrLabel() {
        pipeline.receive(
                feature(1, 1),
                feature(2, 2).from("hotfix/queue"),
                feature(3, 3).from("team/hot-fix-9"),
                feature(4, 4).labelled("Hotfix"),
                feature(5, 5).from("hotfixture"));

        assertThat(pipeline.corrections(1)).containsExactly("2 fix file", "3 fix file", "4 fix file");
    }

    @Test
    void aBumpByADependencyBotIsNoCorrection() {
        pipeline.receive(
                Pull.number(1).touching("package.json").merged(1),
                Pull.number(2)
                        .titled("fix(deps): update dependency left-pad to v2")
                        .by("automation_bot", "renovate")
                        .touching("package.json")
                        .merged(2));

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void lockFilesGeneratedFilesAndChangelogsDoNotLink() {
        var paths = new String[] {
            "package-lock.json", "dist/app.js", "src/api.pb.go", "CHANGELOG.md", "vendor/x.go", ".changeset/a.md"
        };
        pipeline.receive(
                Pull.number(1).touching(paths).merged(1),
                Pull.number(2).titled("fix: x").touching(paths).merged(2));

        assertThat(pipeline.corrections(1)).isEmpty();
        assertThat(pipeline.fact(1).getPathsKnown()).isTrue();
        assertThat(pipeline.counted("corrective_14d")).isEqualTo("0/2");
    }

    @Test
    void aFixOfDocumentsDoesNotCorrectCode() {
        pipeline.receive(
                feature(1, 1),
                Pull.number(2).titled("fix: typo").touching("docs/parser.md").merged(2));

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void aFixOnAnotherBranchOrInAnotherRepositoryDoesNotLink() {
        pipeline.receive(feature(1, 1), fix(2, 2).onto("release-1.0"), fix(3, 3).in("octo/other"));

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void aFixMayStateWhatItMendsWithoutSharingAFile() {
        pipeline.receive(
                feature(1, 1),
                feature(2, 2),
                feature(3, 3),
                feature(4, 4),
                Pull.number(9)
                        .titled("fix: crash")
                        .saying("Fixes a regression introduced by #1.\n\nFollow-up to octo/hello#2, caused by "
                                + "https://github.com/octo/hello/pull/3. See #4. Follow-up to other/repo#4.")
                        .touching("docs/x.md")
                        .merged(5));

        assertThat(pipeline.corrections(1)).containsExactly("9 fix stated");
        assertThat(pipeline.corrections(2)).containsExactly("9 fix stated");
        assertThat(pipeline.corrections(3)).containsExactly("9 fix stated");
        assertThat(pipeline.corrections(4)).isEmpty();
    }

    @Test
    void aPlannedFollowUpThatIsNoFixIsNoCorrection() {
        pipeline.receive(
                feature(1, 1),
                Pull.number(2).titled("feat: more").saying("Follow-up to #1").merged(2));

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void withoutKnownPathsOnlyWhatIsStatedCorrectsAndTheMetricLeavesItOut() {
        pipeline.receive(
                Pull.number(1).merged(1),
                Pull.number(2).titled("fix: x").saying("Broken by #1").merged(2));

        assertThat(pipeline.corrections(1)).containsExactly("2 fix stated");
        assertThat(pipeline.counted("corrective_14d")).isEqualTo("0/0");
        assertThat(pipeline.counted("revert_rate_30d")).isEqualTo("0/2");
    }

    @Test
    void linesThatEndedTogetherMakeAFileALine() {
        var feature = feature(1, 1);
        var fix = fix(2, 10);
        pipeline.receive(feature, fix)
                .receive(feature.lines(1, 40, List.of(lines(9, 4), lines(25, 6)), List.of(), 40))
                .receive(fix.lines(10, 5, List.of(), List.of(lines(9, 3)), 40));

        assertThat(pipeline.corrections(1)).containsExactly("2 fix line");
        assertThat(pipeline.fact(1).getLinesBorn()).isEqualTo(40);
        assertThat(pipeline.fact(1).getLinesAliveAfter21Days()).isEqualTo(36);
        assertThat(pipeline.reverts(1)).isEmpty();
    }

    @Test
    void linesOfAnotherAgeAreThoseOfSomebodyElse() {
        var feature = feature(1, 1);
        var fix = fix(2, 10);
        pipeline.receive(fix.lines(10, 5, List.of(), List.of(lines(30, 3)), 12))
                .receive(feature.lines(1, 40, List.of(lines(2, 4)), List.of(), 12))
                .receive(feature, fix);

        assertThat(pipeline.corrections(1)).containsExactly("2 fix file");
        assertThat(pipeline.fact(1).getLinesAliveAfter21Days()).isNull();
    }

    private static LinesByAge lines(int age, int lines) {
        return new LinesByAge(age, lines, 0);
    }

    @Test
    void aLateOlderPullRequestStillFindsItsCorrections() {
        pipeline.receive(fix(2, 10)).receive(feature(1, 1));

        assertThat(pipeline.corrections(1)).containsExactly("2 fix file");
    }

    @Test
    void afterAForcePushTheOldPathsNoLongerLink() {
        var old = Pull.sha("a1", 1);
        var rewritten = Pull.sha("a2", 1);
        var pull = Pull.number(1)
                .commit(old, 0.1, "Add it", "src/Parser.java")
                .commit(rewritten, 0.2, "Add it", "src/Scanner.java")
                .merged(1);
        pipeline.receive(pull, fix(2, 2));
        assertThat(pipeline.corrections(1)).hasSize(1);

        pipeline.receive(pull.forcePushed(0.2, rewritten));

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void aRefusedMergeThatIsReopenedAndMergedCountsFromThen() {
        var pull = feature(1, 1);
        var open = Pull.number(1).touching("src/Parser.java");
        pipeline.receive(open, fix(2, 10));
        assertThat(pipeline.facts()).doesNotContainKey(Pull.id(1));

        pipeline.receive(pull);

        assertThat(pipeline.corrections(1)).containsExactly("2 fix file");
    }

    @Test
    void anErasedPullRequestTakesItsFactItsCountersAndItsCorrectionsAway() {
        pipeline.receive(feature(1, 1), fix(2, 10), fix(3, 20));

        pipeline.receive(fix(2, 10).erased());

        assertThat(pipeline.facts()).doesNotContainKey(Pull.id(2));
        assertThat(pipeline.corrections(1)).containsExactly("3 fix file");
        assertThat(pipeline.counted("corrective_14d")).isEqualTo("0/2");
    }

    @Test
    void anotherTaskTypeRestatesTheCorrections() {
        pipeline.receive(feature(1, 1), fix(2, 10).ofType("feat"));
        assertThat(pipeline.corrections(1)).isEmpty();

        pipeline.receive(fix(2, 10));

        assertThat(pipeline.corrections(1)).containsExactly("2 fix file");
    }

    @Test
    void ownRulesForGeneratedFilesRestateHistory() {
        pipeline.receive(feature(1, 1), fix(2, 10));

        var yaml = "version: acme\nrules:\n"
                + "  - {id: path-parser, signal: path, areas: [generated], files: [Parser.java]}";
        var rules = Decisions.entry(Settings.WORK_RULES, "main", 1, yaml, false);
        pipeline.pipe(Topics.CONFIG_ENTRY, rules.key(), rules.event());
        pipeline.settle();

        assertThat(pipeline.corrections(1)).isEmpty();
    }

    @Test
    void onlyTheNextOnAHotPathCanCorrect() {
        pipeline.receive(feature(1, 1));
        for (int i = 0; i < Rework.NEXT - 1; i++) {
            pipeline.receive(feature(100 + i, 2 + i / 1000.0));
        }
        pipeline.receive(fix(2, 10));
        assertThat(pipeline.corrections(1)).as("the last of the next").containsExactly("2 fix file");

        pipeline.receive(feature(99, 3));

        assertThat(pipeline.corrections(1)).isEmpty();
        assertThat(pipeline.corrections(100)).containsExactly("2 fix file");
    }

    @Test
    void theSameNewsAgainTellsNothing() {
        var deliveries = new ArrayList<Pull.Delivery<?>>(feature(1, 1).deliveries());
        deliveries.addAll(fix(2, 10).deliveries());
        pipeline.receive(deliveries);
        int told = pipeline.records();

        pipeline.receive(deliveries);

        assertThat(pipeline.records()).isEqualTo(told);
    }
}
