package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.metric.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitAttributionTest extends CommitStory {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Claude-Session: https://claude.ai/code/session_01 | claude-code | AI_ASSISTED | 0.95",
                "Copilot-Session: 0b0e6a3c-1111-2222-3333-444455556666 | github-copilot | AI_AGENT | 0.95",
                "Agent-Logs-Url: https://github.com/o/r/sessions/1 | github-copilot | AI_AGENT | 0.95",
                "Amp-Thread-ID: https://ampcode.com/threads/T-1 | amp | AI_ASSISTED | 0.95",
                "Replit-Commit-Author: Agent | replit | AI_AGENT | 0.95",
                "Replit-Commit-Author: Assistant | replit | AI_ASSISTED | 0.95",
                "Replit-Commit-Session-Id: 1-2 | replit | AI_ASSISTED | 0.95",
                "Entire-Checkpoint: a1b2 | other-ai | AI_ASSISTED | 0.95",
                "co-authored-by: Claude <no-reply@anthropic.com> | claude-code | AI_ASSISTED | 0.9",
                "Co-authored-by: claude[bot] <41898282+claude[bot]@users.noreply.github.com> | claude-code | AI_AGENT | 0.9",
                "Co-authored-by: Copilot <copilot@github.com> | github-copilot | AI_ASSISTED | 0.9",
                "Co-authored-by: Codex <noreply@openai.com> | openai-codex | AI_AGENT | 0.9",
                "Co-authored-by: Codex <codex@openai.com> | openai-codex | AI_AGENT | 0.9",
                "Co-authored-by: Cursor <cursoragent@cursor.com> | cursor | AI_ASSISTED | 0.9",
                "Made-with: Cursor | cursor | AI_ASSISTED | 0.9",
                "Co-authored-by: Kiro <noreply@kiro.dev> | kiro | AI_AGENT | 0.9",
                "Co-authored-by: openhands <openhands@all-hands.dev> | openhands | AI_AGENT | 0.9",
                "Co-authored-by: aider (gpt-5) <aider@aider.chat> | aider | AI_ASSISTED | 0.9",
                "Co-authored-by: Amp <amp@ampcode.com> | amp | AI_ASSISTED | 0.9",
                "Co-authored-by: Windsurf Cascade <cascade@windsurf.ai> | windsurf | AI_ASSISTED | 0.9",
                "Co-authored-by: Junie <junie@jetbrains.com> | junie | AI_AGENT | 0.9",
                "Co-authored-by: Droid <droid@factory.ai> | factory-droid | AI_AGENT | 0.9",
                "Co-authored-by: opencode <noreply@opencode.ai> | opencode | AI_ASSISTED | 0.9",
                "Co-authored-by: Continue <noreply@continue.dev> | continue | AI_ASSISTED | 0.9",
                "Co-authored-by: Qwen-Coder <qwen-coder@alibabacloud.com> | other-ai | AI_ASSISTED | 0.9",
                "Assisted-by: Claude:claude-opus-4 coccinelle | claude-code | AI_ASSISTED | 0.4",
                "Assisted-by: SomeAgent:model-7 | other-ai | AI_ASSISTED | 0.3",
            })
    void everyTrailerOfTheTableIsFoundInACommit(String line, String tool, Origin origin, double weight) {
        var authorship = of(byAda("Change\n\n" + line + "\nSigned-off-by: Ada <ada@example.com>"));

        assertThat(authorship.tool()).isEqualTo(tool);
        assertThat(authorship.origin()).isEqualTo(origin);
        assertThat(authorship.confidence()).isEqualTo(weight);
    }

    @Test
    void filesThatARepositoryKeepsForAssistantsNeverAttribute() {
        var files =
                List.of("CLAUDE.md", ".claude/settings.json", ".cursorrules", "AGENTS.md", ".aider.conf.yml").stream()
                        .map(path -> new ChangedFile(path, "added", 10, 0))
                        .toList();

        assertThat(of(commit("Add instructions for Claude and Cursor")
                                .setFiles(files)
                                .build())
                        .evidence())
                .isEmpty();
    }

    @Test
    void anIndentedMessageIsNoQuotation() {
        assertThat(of(byAda("feat: parser\n\n    Reads lines.\n\n    " + TRAILER))
                        .tool())
                .isEqualTo("claude-code");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Revert \"feat: parser\"\n\nThis reverts commit 0123abc.\n\n" + TRAILER,
                "Revert \"feat: parser\"\n\nfeat: parser\n\n" + TRAILER,
                "fix: take the parser back\n\nThis reverts commit 0123abc, whose message was:\n" + TRAILER,
                "This reverts merge request !12\n\n" + TRAILER,
            })
    void aRevertQuotesTheTrailersOfWhatItReverts(String message) {
        assertThat(of(byAda(message)).origin()).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void aBodyThatQuotesARevertedMessageIsNoAuthorshipEither() {
        assertThat(of(PERSON, "revert-12", "This reverts commit 0123abc.\n\n" + TRAILER)
                        .origin())
                .isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docs: say how\n\n```\n" + TRAILER + "\n```",
                "docs: say how\n\n> " + TRAILER,
                "docs: say how\n\n~~~\nfix: x\n\n" + TRAILER + "\n~~~",
            })
    void aQuotedTrailerInACommitMessageIsSomebodyElses(String message) {
        assertThat(of(byAda(message)).origin()).isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRAILER + " and Ada",
                "The line " + TRAILER,
                "Co-authored-by: Claude Opus wrote most of this",
                "Co-authored-by: Claude Dupont <claude@example.fr>",
                "Co-authored-by: Devin Brown <devin@example.com>",
                "Co-authored-by: Cursor Hansen <cursor@example.com>",
                "Co-authored-by: Jules Martin <12+jules@users.noreply.github.com>",
                "Co-authored-by: Octavia G. <octavia@anthropic.com>",
                "Co-authored-by: Drew H. <drew@openai.com>",
                "Assisted-by: Daniel Stenberg",
                "Assisted-by: Daniel Stenberg <daniel@example.se>",
                "Reviewed-by: Claude <noreply@anthropic.com>",
            })
    void lookAlikesAndLinesWithTrailingTextAreNotEvidence(String line) {
        assertThat(of(byAda("Change\n\n" + line)).evidence()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Octavia G., octavia@anthropic.com",
        "km-anthropic, u3896dac3@anthropic.com",
        "Claude C., claude.c@anthropic.com",
        "Drew H., drew@openai.com",
        "Xingyao W., xingyao@all-hands.dev",
        "OpenHands E., e@openhands.dev",
        "Ada (aider), ada@example.com",
        "Claude, claude@example.fr",
        "Devin B., 12+devinb@users.noreply.github.com",
    })
    void vendorsEmployeesAndNamesakesArePeople(String name, String mail) {
        assertThat(of(by(name, mail)).evidence()).isEmpty();
    }

    @Test
    void aPersonWithTheFirstNameOfAnAssistantIsNobodysTool() {
        var commit = commit("Change").setAuthorName("Claude").setAuthorLogin("cdupont");

        assertThat(of(commit.build()).evidence()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Claude, noreply@anthropic.com, claude-code",
        "Cursor Agent, cursoragent@cursor.com, cursor",
        "devin-ai-integration[bot], 158243242+devin-ai-integration[bot]@users.noreply.github.com, devin",
        "Copilot, 198982749+Copilot@users.noreply.github.com, github-copilot",
        "renamed, 209825114+renamed@users.noreply.github.com, claude-code",
        "google-labs-jules[bot], 161369871+google-labs-jules[bot]@users.noreply.github.com, google-jules",
        "openhands, openhands@all-hands.dev, openhands",
    })
    void anAgentsOwnCommitIsTheAgent(String name, String mail, String tool) {
        var authorship = of(by(name, mail));

        assertThat(authorship.tool()).isEqualTo(tool);
        assertThat(authorship.origin()).isEqualTo(Origin.AI_AGENT);
        assertThat(authorship.evidence().get(0).getSignal()).isEqualTo("commit-author");
        assertThat(authorship.accountableHuman()).isEqualTo(PERSON);
    }

    @Test
    void aCommitsAuthorIsKnownByNumberBeforeLoginAndName() {
        var agent = commit("Change").setAuthorLogin("renamed").setAuthorId(209825114L);
        var person = commit("Change").setAuthorLogin("codex").setAuthorId(4711L);

        assertThat(of(agent.build()).tool()).isEqualTo("claude-code");
        assertThat(of(person.build()).evidence()).isEmpty();
    }

    @Test
    void anAgentThatCommitsForAPersonHasTakenPart() {
        var commit = commit("Change").setAuthorLogin("ada").setCommitterLogin("cursoragent");

        assertThat(of(commit.build()).evidence()).singleElement().satisfies(one -> assertThat(one.getSignal())
                .isEqualTo("commit-committer"));
    }

    @Test
    void automationAmongTheCommitsSaysNothingOfThePullRequest() {
        var authorship = of(
                by("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
                by("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com"));

        assertThat(authorship.origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(authorship.aiCommits()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "claude, claude-opus-4-6, claude-code",
        "Claude Code, , claude-code",
        "codex, gpt-5.5, openai-codex",
        "cursor, default, cursor",
        "GitHub_Copilot, , github-copilot",
        "shell-pilot, , other-ai",
        ", , other-ai",
    })
    void linesAttestedToASessionAreEvidence(String tool, String model, String expected) {
        var authorship = of(
                commit("Change").setSessions(List.of(session(tool, model, 3))).build(), byAda("By hand"));

        assertThat(authorship.tool()).isEqualTo(expected);
        assertThat(authorship.origin()).isEqualTo(Origin.AI_ASSISTED);
        assertThat(authorship.confidence()).isEqualTo(0.48); // 0.95 x 1/2
        assertThat(authorship.evidence()).singleElement().satisfies(one -> assertThat(one.getSignal())
                .isEqualTo("line-attribution"));
    }

    @Test
    void aSessionOfWhichNoLineIsLeftIsNoEvidenceAndNeitherIsATestDouble() {
        var commit = commit("Change").setSessions(List.of(session("claude", null, 0), session("mock_ai", null, 9)));

        assertThat(of(commit.build()).evidence()).isEmpty();
    }

    private static LineSession session(String tool, String model, int lines) {
        return LineSession.newBuilder()
                .setId("s")
                .setTool(tool)
                .setModel(model)
                .setLines(lines)
                .build();
    }
}
