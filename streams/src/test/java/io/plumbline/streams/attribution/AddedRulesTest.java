package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.metric.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddedRulesTest {

    private static final Account PERSON = new Account("ada", 7L, "User");
    private static final String RULES = """
            version: acme-3
            disable: [codex-label, claude-quoted-commit]
            rules:
              - {id: acme-branch, tool: acme-coder, origin: ai_agent, signal: branch, weight: 0.7, values: ['acme/']}
            reviewers:
              - {login: acme-review, tool: acme-coder}
            machines:
              - {login: acme-ci}
            requesters: [ordered by]
            """;

    private final Attribution attribution = Attribution.standardWith(RULES);

    @Test
    void aUsersRuleIsInForceBesideTheStandardOnes() {
        assertThat(attribution.of(PERSON, "acme/x", null, List.of()).tool()).isEqualTo("acme-coder");
        assertThat(attribution.of(PERSON, "codex/x", null, List.of()).tool()).isEqualTo("openai-codex");
        assertThat(attribution.rules())
                .filteredOn(RuleSummary::added)
                .extracting(RuleSummary::id)
                .containsExactly("acme-branch");
    }

    @Test
    void aDisabledRuleFindsNothingEvenInBodiesReadBefore() {
        var body = Attribution.standard()
                .read("Squash to:\n```\nfix: x\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n```\n");

        assertThat(body.findings()).isNotEmpty();
        assertThat(attribution.ofRead(PERSON, null, body, List.of("codex")).origin())
                .isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void aUsersReviewersMachinesAndRequestersAreKnown() {
        assertThat(attribution.appliedSuggestionBy("Co-authored-by: Review <12+acme-review@users.noreply.github.com>"))
                .hasValue(new KnownReviewer("acme-review", null, "acme-coder"));
        assertThat(attribution.isPerson(new Account("acme-ci", null, "User"))).isFalse();
        assertThat(attribution.read("Ordered by: @ada").requestedBy()).isEqualTo("ada");
    }

    @Test
    void theVersionIsTheStandardOneAndTheUsers() {
        var standard = Attribution.standard().ruleVersion();

        assertThat(attribution.ruleVersion()).isEqualTo(standard + "+acme-3");
        assertThat(Attribution.standardWith("disable: [codex-label]").ruleVersion())
                .startsWith(standard + "+yours-")
                .isNotEqualTo(Attribution.standardWith("disable: [amp-label]").ruleVersion());
    }

    @Test
    void theExampleOfTheDocumentsCanBeUsed() throws IOException {
        var document = Files.readString(
                Path.of(System.getProperty("plumbline.root", "..")).resolve("docs/attribution.md"));
        int begin = document.indexOf("```yaml") + "```yaml".length();

        var documented = Attribution.standardWith(document.substring(begin, document.indexOf("```", begin)));

        assertThat(documented.rules()).filteredOn(RuleSummary::added).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "# nothing yet\n"})
    void nothingAddedIsTheStandard(String yaml) {
        assertThat(Attribution.standardWith(yaml).rules())
                .isEqualTo(Attribution.standard().rules());
        assertThat(Attribution.standardWith(null).ruleVersion())
                .isEqualTo(Attribution.standard().ruleVersion());
    }

    @Test
    void aStandardRuleIsReplacedByDisablingItAndGivingItsIdAgain() {
        var replaced = Attribution.standardWith("""
                version: '1'
                disable: [codex-label]
                rules: [{id: codex-label, tool: openai-codex, origin: ai_assisted, signal: label, weight: 0.5, values: [made-by-codex]}]
                """);

        assertThat(replaced.of(PERSON, null, null, List.of("codex")).tool()).isNull();
        assertThat(replaced.of(PERSON, null, null, List.of("made-by-codex")).confidence())
                .isEqualTo(0.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "disable: [no-such-rule] | no-such-rule",
                "rules: [{id: codex-label, tool: x, origin: ai_agent, signal: label, weight: 0.5, values: [x]}] | codex-label",
                "rules: [{tool: x, origin: ai_agent, signal: label, weight: 0.5, values: [x]}] | Rule number 1 has no id",
                "rules: [{id: a, origin: ai_agent, signal: label, weight: 0.5, values: [x]}] | Rule a: tool is missing",
                "rules: [{id: a, tool: x, origin: ai_agent, signal: branch, weight: 0.5, values: ['']}] | Rule a: signal branch",
                "rules: [{id: a, tool: x, origin: ai_agent, signal: account, weight: 0.5}] | Rule a: signal account",
                "rules: [{id: a, tool: x, origin: ai_agent, signal: account, weight: 1, accounts: [{}]}] | Rule a: accounts",
                "rules: [{id: a, tool: x, origin: ai_agent, signal: trailer, weight: 0.5, key: co-authored-by}] | Rule a",
                "rules: [{id: a, tool: x, origin: ai_agent, signal: trailer, weight: 0.5, key: k, mail: '('}] | Rule a",
                "rules: [{id: a, tool: x, origin: ai, signal: label, weight: 0.5, values: [x]}] | Rule a: origin ai is not one of",
                "reviewers: [{}] | reviewers",
                "rulez: [] | rulez",
                "'rules: [' | Cannot read attribution rules",
            })
    void additionsThatCannotBeUsedAreRefusedWithTheRulesName(String yaml, String message) {
        assertThatThrownBy(() -> Attribution.standardWith(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
