package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.metric.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountableHumanTest extends CommitStory {

    @ParameterizedTest
    @CsvSource({"codex/fix, openai-codex", "cursor/fix, cursor"})
    void aHumanLoginOnAnAgentsPullRequestIsTheRequester(String branch, String tool) {
        var authorship = of(PERSON, branch, null, byAda("Change"));

        assertThat(authorship.tool()).isEqualTo(tool);
        assertThat(authorship.origin()).isEqualTo(Origin.AI_AGENT);
        assertThat(authorship.accountableHuman()).isEqualTo(PERSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Requested by: @grace-h",
                "**Requested by:** @grace-h",
                "Requested by: Grace Hopper (@grace-h)",
                "- Requested by [@grace-h](https://github.com/grace-h)",
                "Assigned to: @grace-h",
                "*PR created automatically by Jules for task [1](https://x/1) started by @grace-h*",
            })
    void theBodyOfAnAgentsPullRequestNamesWhoAskedForIt(String line) {
        assertThat(of(DEVIN, null, "Change\n\n" + line).accountableHuman())
                .isEqualTo(new Account("grace-h", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"> Requested by: @grace-h", "As requested by many, cc @grace-h", "Thanks @grace-h"})
    void aMentionIsNoRequest(String line) {
        assertThat(of(DEVIN, null, "Change\n\n" + line).accountableHuman()).isNull();
    }

    @Test
    void theHumanCoAuthorAnswersForAnAgentsPullRequestWhereNothingElseNamesOne() {
        var grace = "Co-authored-by: Grace <9+grace-h@users.noreply.github.com>";
        var commits = new PullRequestCommit[] {
            commit("One\n\n" + grace + "\n" + COPILOT_REVIEW).build(),
            commit("Two\n\n" + grace + "\n" + TRAILER).build(),
            commit("Three\n\nCo-authored-by: Ada <ada@example.com>").build(),
            byAda("Four"),
        };

        var unnamed = of(DEVIN, null, null, commits);
        var named = of(DEVIN, null, "Requested by: @linus", commits);

        assertThat(unnamed.accountableHuman()).isEqualTo(new Account("grace-h", 9L, "User"));
        assertThat(unnamed.evidence())
                .last()
                .isEqualTo(new Evidence(
                        "human-co-author", "accountable-human", "2 of 4 commits: Co-authored-by: grace-h", 0.2));
        assertThat(named.accountableHuman()).isEqualTo(new Account("linus", null, null));
        assertThat(named.evidence()).extracting(Evidence::getRule).doesNotContain("human-co-author");
    }

    @Test
    void aCoAuthorKnownByMailAloneIsFoundByTheCommitsOfThatMail() {
        var authorship = of(
                DEVIN,
                null,
                null,
                commit("A\n\nCo-authored-by: Ada <ADA@example.com>").build(),
                byAda("B"));

        assertThat(authorship.accountableHuman()).isEqualTo(new Account("ada", 7L, null));
    }
}
