package io.plumbline.streams;

import static io.plumbline.streams.PullRequestStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.config.ConfigApplied;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision restates history: no reset, no replay, and the counters follow. */
class RestatingTest {

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

    @Test
    void aNewRuleAttributesPullRequestsThatAreLongClosed() {
        var story = pullRequest().onBranch("house/x").opened().merged(5);
        pipeline.receive(story.deliveries());
        assertThat(pipeline.fact(story.key()).getOrigin()).isEqualTo("unknown");

        pipeline.receive(Decisions.rules(1, Decisions.rulesForBranch("house/"), false))
                .settle();

        assertThat(pipeline.fact(story.key()).getTool()).isEqualTo("aider");
        assertThat(pipeline.counters().keySet())
                .allSatisfy(cell -> assertThat(cell.getTool()).isEqualTo("aider"));
        assertThat(pipeline.counted("merged_all")).isEqualTo("1/1");
    }

    @Test
    void aRuleThatReadsBodiesFindsThoseOfThePast() {
        var story = pullRequest().saying("Made by the house elf.").opened();
        pipeline.receive(story.deliveries());

        pipeline.receive(Decisions.rules(1, """
                        version: "elf"
                        rules:
                          - {id: elf, tool: aider, origin: ai_assisted, signal: body, weight: 0.8, values: ["house elf"]}
                        reviewers: []
                        """, false)).settle();

        assertThat(pipeline.fact(story.key()).getEvidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.getValue()).isEqualTo("Made by the house elf."));
    }

    @Test
    void takingTheRuleBackTakesItsEffectBack() {
        var story = pullRequest().onBranch("house/x").opened();
        var before = pipeline.receive(story.deliveries()).settle().bytes();

        pipeline.receive(Decisions.rules(1, Decisions.rulesForBranch("house/"), false))
                .settle();
        pipeline.receive(Decisions.rules(2, "", true)).settle();

        assertThat(pipeline.bytes()).isEqualTo(before);
    }

    @Test
    void rulesThatCannotBeReadLeaveTheOnesBeforeInForce() {
        var story = pullRequest().onBranch("house/x").opened();
        pipeline.receive(story.deliveries());
        pipeline.receive(Decisions.rules(1, Decisions.rulesForBranch("house/"), false))
                .settle();

        pipeline.receive(Decisions.rules(2, "rules: [", false)).settle();

        assertThat(pipeline.fact(story.key()).getTool()).isEqualTo("aider");
    }

    @Test
    void everyTaskSaysWhichVersionItsFactsAreComplete() {
        pipeline.receive(pullRequest().opened().deliveries()).settle();
        var standard = pipeline.applied();
        pipeline.receive(Decisions.rules(1, Decisions.rulesForBranch("feature/"), false))
                .settle();

        var changed = pipeline.applied();

        assertThat(standard).singleElement().satisfies(applied -> assertThat(applied.getChanged())
                .isZero());
        assertThat(changed).singleElement().satisfies(applied -> {
            assertThat(applied.getApplication()).isEqualTo(PullRequestApplication.ID);
            assertThat(applied.getFacts()).isEqualTo(1);
            assertThat(applied.getChanged()).isEqualTo(1);
        });
        assertThat(changed)
                .extracting(ConfigApplied::getVersion)
                .isNotEqualTo(standard.get(0).getVersion());
    }

    @Test
    void nothingIsToldAgainWhenNothingChanges() {
        pipeline.receive(pullRequest().opened().merged(1).deliveries()).settle();
        int told = pipeline.factRecords();

        pipeline.receive(Decisions.entry("work-rules", "main", 1, "version: x", true))
                .settle();

        assertThat(pipeline.factRecords()).isEqualTo(told);
    }

    @Test
    void aStatementOfAPersonBeatsTheRulesAndKeepsWhatTheyFound() {
        var story = pullRequest().onBranch("codex/x").opened().stated(1, "ai_assisted", "cursor");

        var fact = pipeline.receive(story.deliveries()).fact(story.key());

        assertThat(fact.getOrigin()).isEqualTo("ai_assisted");
        assertThat(fact.getTool()).isEqualTo("cursor");
        assertThat(fact.getOverriddenBy()).isEqualTo("lead@example.org");
        assertThat(fact.getOverrideReason()).isEqualTo("asked the author");
        assertThat(fact.getEvidence()).extracting(one -> one.getRule()).contains("override", "codex-branch");
    }

    @Test
    void aStatementCanBeTakenBack() {
        var story = pullRequest()
                .onBranch("codex/x")
                .opened()
                .stated(1, "unknown", null)
                .unstated(2);

        var fact = pipeline.receive(story.deliveries()).fact(story.key());

        assertThat(fact.getTool()).isEqualTo("openai-codex");
        assertThat(fact.getOverriddenBy()).isNull();
    }

    @Test
    void aStatementThatComesBeforeThePullRequestWaitsForIt() {
        var story = pullRequest().stated(24, "ai_agent", "devin").opened();

        var fact = pipeline.receive(story.deliveries()).fact(story.key());

        assertThat(fact.getTool()).isEqualTo("devin");
    }

    @Test
    void commitsTellWhichPathsAreChanged() {
        var story = pullRequest().opened().committed("Explain it", "docs/a.md", "README.md");

        var fact = pipeline.receive(story.deliveries()).fact(story.key());

        assertThat(fact.getKnownCommits()).isEqualTo(1);
        assertThat(fact.getKnownPaths()).isEqualTo(2);
    }
}
