package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.metric.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitAttributionTest {

    private static final Account PERSON = new Account("ada", 7L, "User");
    private static final Account DEVIN = new Account("devin-ai-integration[bot]", 158243242L, "Bot");
    private static final String TRAILER = "Co-Authored-By: Claude <noreply@anthropic.com>";
    private static final String COPILOT_REVIEW = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";
    private static final String RABBIT =
            "Co-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>";
    private static final String GRU =
            "Co-authored-by: gru-agent[bot] <185149714+gru-agent[bot]@users.noreply.github.com>";

    private final Attribution attribution = Attribution.standard();
    private int commits;

    private PullRequestCommit.Builder commit(String message) {
        return PullRequestCommit.newBuilder()
                .setSha("c" + commits++)
                .setAt(Instant.EPOCH)
                .setFiles(List.of())
                .setSessions(List.of())
                .setMessage(message);
    }

    private PullRequestCommit byAda(String message) {
        return commit(message)
                .setAuthorName("Ada Lovelace")
                .setAuthorEmail("ada@example.com")
                .setAuthorLogin("ada")
                .setAuthorId(7L)
                .build();
    }

    private PullRequestCommit by(String name, String mail) {
        return commit("Change").setAuthorName(name).setAuthorEmail(mail).build();
    }

    private Authorship of(Account author, String headRef, String body, PullRequestCommit... commits) {
        return attribution.decide(new Signs(
                author,
                headRef,
                attribution.read(body),
                List.of(),
                Arrays.stream(commits).map(attribution::readCommit).toList()));
    }

    private Authorship of(PullRequestCommit... commits) {
        return of(PERSON, "topic", null, commits);
    }

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
    void commitsAreAShareAndNotABoolean() {
        var all = IntStream.range(0, 14)
                .mapToObj(i -> byAda(i < 12 ? "Step\n\n" + TRAILER : "By hand"))
                .toArray(PullRequestCommit[]::new);

        var authorship = of(all);

        assertThat(authorship.origin()).isEqualTo(Origin.AI_ASSISTED);
        assertThat(authorship.tool()).isEqualTo("claude-code");
        assertThat(authorship.knownCommits()).isEqualTo(14);
        assertThat(authorship.aiCommits()).isEqualTo(12);
        assertThat(authorship.confidence()).isEqualTo(0.77); // 0.9 x 12/14
        assertThat(authorship.evidence())
                .contains(new Evidence("claude-coauthor-mail", "trailer", "12 of 14 commits: " + TRAILER, 0.77));
    }

    @Test
    void oneCommitAmongMostlyHandWrittenOnesStaysVisible() {
        var all = IntStream.range(0, 100)
                .mapToObj(i -> byAda(i == 50 ? "Step\n\n" + TRAILER : "By hand"))
                .toArray(PullRequestCommit[]::new);

        var authorship = of(all);

        assertThat(authorship.confidence()).isEqualTo(Decision.FLOOR);
        assertThat(authorship.aiCommits()).isEqualTo(1);
        assertThat(authorship.evidence().get(0).getValue()).startsWith("1 of 100 commits: ");
    }

    @Test
    void besideOtherEvidenceForTheToolCommitsConfirmItInFull() {
        var authorship = of(PERSON, "claude/fix", null, byAda("Step\n\n" + TRAILER), byAda("By hand"));

        assertThat(authorship.origin()).isEqualTo(Origin.AI_AGENT);
        assertThat(authorship.confidence()).isEqualTo(0.9);
    }

    @Test
    void aFewCommitsWithAnotherToolDoNotTakeThePullRequestFromItsAgent() {
        var authorship =
                of(PERSON, "codex/fix", null, byAda("Step\n\n" + TRAILER), byAda("Step"), byAda("Step"), byAda("Step"));

        assertThat(authorship.tool()).isEqualTo("openai-codex");
        assertThat(authorship.confidence()).isEqualTo(0.7);
        assertThat(authorship.evidence())
                .extracting(Evidence::getRule)
                .containsExactly("codex-branch", "claude-coauthor-mail", "claude-coauthor-name");
    }

    @Test
    void aSquashThatConcatenatesTrailersCountsByTheShareOfItsParts() {
        var message =
                "feat: parser (#12)\n\n* feat: parser\n\nReads lines.\n\n" + TRAILER + "\n\n* By hand\n\n* More\n\n"
                        + "* fix\n\n---------\n\n" + TRAILER + "\nCo-authored-by: Ada <ada@example.com>";

        var authorship = of(byAda(message));

        assertThat(authorship.confidence()).isEqualTo(0.23); // 0.9 x 1/4
        assertThat(authorship.evidence().get(0).getValue())
                .isEqualTo("1 of 1 commit, for about 25 % of them as squashed: " + TRAILER);
    }

    @Test
    void aSquashByGitIndentsTheMessagesItConcatenates() {
        var part = "commit " + "a".repeat(40) + "\nAuthor: Ada <ada@example.com>\nDate:   today\n\n    Step\n";

        var authorship =
                of(byAda("Squashed commit of the following:\n\n" + part + "    \n    " + TRAILER + "\n\n" + part));

        assertThat(authorship.confidence()).isEqualTo(0.45);
    }

    @Test
    void aSquashWhoseListAtTheEndAloneNamesTheToolCountsForOnePart() {
        var message = "feat: parser (#12)\n\n* feat\n\n* fix\n\n---------\n\n" + TRAILER;

        assertThat(of(byAda(message)).confidence()).isEqualTo(0.45);
    }

    @Test
    void anIndentedMessageIsNoQuotation() {
        assertThat(of(byAda("feat: parser\n\n    Reads lines.\n\n    " + TRAILER))
                        .tool())
                .isEqualTo("claude-code");
    }

    @Test
    void anOrdinaryListOfChangesIsNoSquash() {
        assertThat(of(byAda("feat: parser\n\n* reads\n* writes\n\n" + TRAILER)).confidence())
                .isEqualTo(0.9);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                COPILOT_REVIEW + " | 175728472 | github-copilot",
                "co-authored-by: Copilot Autofix <175728472+Copilot@users.noreply.github.com> | 175728472 | github-copilot",
                RABBIT + " | 136622811 | coderabbit",
                GRU + " | 185149714 | gru",
                "Co-authored-by: sourcery-ai[bot] <58596630+sourcery-ai[bot]@users.noreply.github.com> | | sourcery",
            })
    void anAppliedReviewSuggestionIsAcceptanceAndNotAuthorship(String trailer, Long id, String tool) {
        var commit = byAda("Apply suggestion\n\n" + trailer);

        var authorship = of(commit);

        assertThat(authorship.origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(authorship.evidence()).isEmpty();
        assertThat(authorship.aiCommits()).isZero();
        assertThat(authorship.appliedSuggestions()).singleElement().satisfies(applied -> {
            assertThat(applied.sha()).isEqualTo(commit.getSha());
            assertThat(applied.reviewer().id()).isEqualTo(id);
            assertThat(applied.reviewer().tool()).isEqualTo(tool);
        });
        assertThat(attribution.appliedSuggestionBy(trailer))
                .hasValue(authorship.appliedSuggestions().get(0).reviewer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRAILER,
                "Co-authored-by: Ada <7+ada@users.noreply.github.com>",
                "Co-authored-by: copilot <copilot@users.noreply.github.com>",
                "Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>",
                // Number of the reviewer, login of the agent: written by hand, not by the forge.
                "Co-authored-by: copilot-swe-agent[bot] <175728472+copilot-swe-agent@users.noreply.github.com>",
                "Reviewed-by: Copilot <175728472+Copilot@users.noreply.github.com>",
                "",
            })
    void otherLinesAreNoAppliedSuggestions(String line) {
        assertThat(attribution.appliedSuggestionBy(line)).isEmpty();
    }

    @Test
    void anAgentThatAlsoReviewsAttributesItsOwnPullRequestsOnly() {
        var commit = commit("test: add\n\n" + GRU)
                .setAuthorLogin("gru-agent[bot]")
                .setCommitterLogin("web-flow")
                .build();

        var others = of(PERSON, "codex/fix", null, commit, byAda("More"));
        var own = of(new Account("gru-agent[bot]", 185149714L, "Bot"), "gru/test", null, commit);

        assertThat(others.tool()).isEqualTo("openai-codex");
        assertThat(others.aiCommits()).isZero();
        assertThat(others.appliedSuggestions()).hasSize(1);
        assertThat(own.tool()).isEqualTo("gru");
        assertThat(own.aiCommits()).isEqualTo(1);
        assertThat(own.appliedSuggestions()).isEmpty();
    }

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

    @Test
    void theOrderOfCommitsChangesNothing() {
        var commits = new ArrayList<CommitEvidence>();
        for (int i = 0; i < 30; i++) {
            var message = List.of("Step\n\n" + TRAILER, "By hand", "Fix\n\n" + RABBIT, "Co\n\nco-authored-by: Claude")
                    .get(i % 4);
            commits.add(attribution.readCommit(i % 3 == 0 ? commit(message).build() : byAda(message)));
        }
        var random = new Random(42);

        var first = attribution.decide(new Signs(DEVIN, "x", BodyEvidence.NONE, List.of(), commits));

        for (int i = 0; i < 50; i++) {
            Collections.shuffle(commits, random);
            assertThat(attribution.decide(new Signs(DEVIN, "x", BodyEvidence.NONE, List.of(), commits)))
                    .isEqualTo(first);
        }
    }
}
