package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Tools;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionTest {

    private static final Account PERSON = new Account("ada", 7L, "User");
    private static final String TRAILER = "Co-Authored-By: Claude <noreply@anthropic.com>";

    private final Attribution attribution = Attribution.standard();

    private Authorship ofBody(String body) {
        return attribution.of(PERSON, "feature/x", body, List.of());
    }

    @Test
    void withoutEvidenceTheOriginIsUnknownAndNeverHuman() {
        var authorship = ofBody("I wrote this myself, by hand.");

        assertThat(authorship.origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(authorship.tool()).isNull();
        assertThat(authorship.confidence()).isZero();
        assertThat(authorship.evidence()).isEmpty();
        assertThat(authorship.accountableHuman()).isEqualTo(PERSON);
        assertThat(authorship.ruleVersion()).isEqualTo(attribution.ruleVersion());
    }

    @Test
    void aMentionOfAToolIsNotEvidence() {
        assertThat(ofBody("Claude, Copilot, Codex and Cursor all suggested this; see cursor.com and claude.ai/code.")
                        .origin())
                .isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claude[bot] | 209825114 | claude-code | AI_AGENT",
                "renamed-by-its-owner | 209825114 | claude-code | AI_AGENT",
                "Copilot | 198982749 | github-copilot | AI_AGENT",
                "copilot-swe-agent[bot] | | github-copilot | AI_AGENT",
                "copilot[bot] | 167198135 | github-copilot | AI_ASSISTED",
                "openai-codex[bot] | 215057067 | openai-codex | AI_AGENT",
                "cursor[bot] | 206951365 | cursor | AI_AGENT",
                "devin-ai-integration[bot] | 158243242 | devin | AI_AGENT",
                "google-labs-jules[bot] | 161369871 | google-jules | AI_AGENT",
                "dependabot[bot] | 49699333 | | AUTOMATION_BOT",
                "renovate[bot] | | | AUTOMATION_BOT",
                "github-actions[bot] | | | AUTOMATION_BOT",
                "coderabbitai[bot] | 136622811 | | UNKNOWN",
                "Copilot | 175728472 | | UNKNOWN",
                "chatgpt-codex-connector[bot] | 199175422 | | UNKNOWN",
            })
    void theAccountIsKnownByItsNumberAndThenByItsLogin(String login, Long id, String tool, Origin origin) {
        var authorship = attribution.of(new Account(login, id, "Bot"), "fix-1", null, List.of());

        assertThat(authorship.origin()).isEqualTo(origin);
        assertThat(authorship.tool()).isEqualTo(tool);
        assertThat(authorship.accountableHuman()).isNull();
    }

    @Test
    void aUserWhoCallsHimselfCodexIsNotTheAgent() {
        assertThat(attribution
                        .of(new Account("codex", 4711L, "User"), null, null, List.of())
                        .origin())
                .isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "codex/fix-login, openai-codex, AI_AGENT",
        "cursor/add-tests-1a2b, cursor, AI_AGENT",
        "claude/issue-12, claude-code, AI_AGENT",
        "copilot/fix-7, github-copilot, AI_AGENT",
        "devin/1718-fix, devin, AI_AGENT",
        "coderabbit/unit-tests, coderabbit, AI_AGENT",
    })
    void theHeadBranchBeginsWithTheToolsPrefix(String headRef, String tool, Origin origin) {
        var authorship = attribution.of(PERSON, headRef, null, List.of());

        assertThat(authorship.tool()).isEqualTo(tool);
        assertThat(authorship.origin()).isEqualTo(origin);
        assertThat(authorship.confidence()).isEqualTo(0.7);
        assertThat(authorship.accountableHuman()).isEqualTo(PERSON);
        assertThat(authorship.evidence()).extracting(Evidence::getSignal).containsExactly("branch");
    }

    @Test
    void aPrefixInTheMiddleOfABranchNameIsNotThePrefix() {
        assertThat(attribution.of(PERSON, "ada/codex/fix", null, List.of()).origin())
                .isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRAILER,
                "    " + TRAILER,
                "*" + TRAILER + "*",
                "co-authored-by: Claude",
                "Co-authored-by: claude-sonnet:3.7-thinking",
                "Co-Authored-By: Claude noreply@anthropic.com",
                "Co-Authored-By: Claude <u6ba96834@anthropic.com>",
                "Co-authored-by: Claude Opus 4.6 <noreply@anthropic.com>",
                "Co-Authored-By: Claude <no-reply@anthropic.com>",
            })
    void aClaudeTrailerOnALineOfItsOwnIsAssistance(String line) {
        var authorship = ofBody("Fixes the parser.\r\n\r\n" + line + "\r\n");

        assertThat(authorship.tool()).isEqualTo("claude-code");
        assertThat(authorship.origin()).isEqualTo(Origin.AI_ASSISTED);
        assertThat(authorship.confidence()).isEqualTo(0.9);
        assertThat(authorship.evidence())
                .allSatisfy(one -> assertThat(one.getSignal()).isEqualTo("trailer"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Co-Authored-By: Claude Dupont <claude@x.fr>",
                "Co-authored-by: Claude Dupont <claude.dupont@anthropic.com>",
                "Co-authored-by: Octavia G. <octavia@anthropic.com>",
                "Co-authored-by: Devin Brown <devin@example.com>",
                "Co-authored-by: Jules Martin <jules@example.com>",
                "Co-authored-by: Drew H. <drew@openai.com>",
                "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>",
                "Co-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>",
                "Assisted-by: Ada Lovelace",
                "Assisted-by: Daniel: see the list",
                "Co-authored-by: Claude Opus says that this is fine",
                "The line " + TRAILER + " is added by the tool.",
            })
    void peopleReviewersAndProseAreNotAuthorship(String line) {
        assertThat(ofBody("Fixes the parser.\n\n" + line).origin()).isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Example:\n```\n" + TRAILER + "\n```",
                "Example:\n~~~text\nfix: x\n\n" + TRAILER + "\n~~~\nmore",
                "Example:\n````md\n```\n" + TRAILER + "\n```\n" + TRAILER + "\n````",
                "> " + TRAILER,
                "  > > " + TRAILER,
                "<blockquote>\n" + TRAILER + "\n</blockquote>",
                "Never closed:\n```\n" + TRAILER,
                "```\n🤖 Generated with [Claude Code](https://claude.com/claude-code)\n```",
            })
    void aQuotedTrailerIsSomebodyElses(String body) {
        assertThat(ofBody(body).origin()).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void aTrailerAfterAClosedBlockCountsAgain() {
        assertThat(ofBody("```java\nint x;\n```\n" + TRAILER).tool()).isEqualTo("claude-code");
    }

    @Test
    void aWholeCommitMessageThatEndsTheBodyIsWeakEvidence() {
        var authorship = ofBody("Squash to:\n```\nfix: parser\n\n" + TRAILER + "\n```\n");

        assertThat(authorship.tool()).isEqualTo("claude-code");
        assertThat(authorship.confidence()).isEqualTo(0.3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "🤖 Generated with [Claude Code](https://claude.com/claude-code) | claude-code | AI_ASSISTED",
                "🤖 Generated with [Claude Code](https://claude.ai/code) | claude-code | AI_ASSISTED",
                "https://chatgpt.com/codex/tasks/task_e_68 | openai-codex | AI_AGENT",
                "<!-- START COPILOT CODING AGENT SUFFIX --> | github-copilot | AI_AGENT",
                "Link to Devin run: https://app.devin.ai/sessions/1 | devin | AI_AGENT",
                "*PR created automatically by Jules for task [1](x)* | google-jules | AI_AGENT",
            })
    void linksAndMarkersOfTheToolAreEvidence(String line, String tool, Origin origin) {
        var authorship = ofBody("Summary\n\n" + line);

        assertThat(authorship.tool()).isEqualTo(tool);
        assertThat(authorship.origin()).isEqualTo(origin);
        assertThat(authorship.confidence()).isEqualTo(0.85);
    }

    @Test
    void theStrongestEvidenceNamesTheToolAndAllEvidenceIsKept() {
        var authorship = attribution.of(PERSON, "codex/x", TRAILER, List.of("ai-generated"));

        assertThat(authorship.tool()).isEqualTo("claude-code");
        assertThat(authorship.origin()).isEqualTo(Origin.AI_ASSISTED);
        assertThat(authorship.evidence())
                .extracting(Evidence::getRule)
                .containsExactly("claude-coauthor-mail", "claude-coauthor-name", "codex-branch", "generic-label");
    }

    @Test
    void aTrailerOnAnAgentsBranchIsTheAgent() {
        var authorship = attribution.of(PERSON, "claude/x", TRAILER, List.of());

        assertThat(authorship.origin()).isEqualTo(Origin.AI_AGENT);
        assertThat(authorship.confidence()).isEqualTo(0.9);
    }

    @Test
    void whoeverRequestedItAnswersForAnAgentsPullRequest() {
        var devin = new Account("devin-ai-integration[bot]", 158243242L, "Bot");

        assertThat(attribution
                        .of(devin, null, "Requested by: @grace-h", List.of())
                        .accountableHuman())
                .isEqualTo(new Account("grace-h", null, null));
    }

    @Test
    void evidenceIsCutToTwoHundredCharactersWithoutBreakingOne() {
        var evidence = ofBody("x".repeat(199) + "😀 https://chatgpt.com/codex/tasks/task_1")
                .evidence();

        assertThat(evidence).singleElement().satisfies(one -> assertThat(one.getValue())
                .isEqualTo("x".repeat(199)));
    }

    @Test
    void everyRuleNamesAToolOfTheCatalogue() {
        assertThat(attribution.rules()).hasSizeGreaterThan(80).allSatisfy(rule -> assertThat(
                        rule.tool() == null || Tools.isKnown(rule.tool()))
                .as(rule.id())
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version: '1'\nrules: [{id: a, origin: human, signal: body, weight: 0.5, values: [x]}]",
                "version: '1'\nrules: [{id: a, origin: unknown, signal: body, weight: 0.5, values: [x]}]",
                "version: '1'\nrules: [{id: a, origin: ai_agent, signal: smell, weight: 0.5, values: [x]}]",
                "version: '1'\nrules: [{id: a, origin: ai_agent, signal: body, weight: 2, values: [x]}]",
                "version: '1'\nrules: [{id: a, origin: ai_agent, signal: trailer, weight: 0.5, key: '('}]",
            })
    void aRuleFileThatCannotBeUsedIsRefusedWithTheRulesName(String yaml) {
        assertThatThrownBy(() -> Attribution.withRules(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Rule a");
    }
}
