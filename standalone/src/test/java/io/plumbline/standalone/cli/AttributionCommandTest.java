package io.plumbline.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttributionCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void checkPrintsTheRulesInForceAndWhoseTheyAre() throws IOException {
        var rules = file("rules.yaml", """
                version: acme-1
                disable: [codex-label]
                rules:
                  - {id: acme-branch, tool: acme, origin: ai_agent, signal: branch, weight: 0.7, values: ['acme/']}
                """);

        assertThat(run("check", "--rules", rules)).isZero();

        assertThat(out.toString())
                .containsPattern("claude-account +claude-code +ai_agent +account +1.00  standard")
                .containsPattern("acme-branch +acme +ai_agent +branch +0.70  yours")
                .contains("+acme-1")
                .doesNotContain("codex-label");
    }

    @Test
    void aFileThatCannotBeUsedIsRefusedWithTheRulesName() throws IOException {
        var rules =
                file("rules.yaml", "rules:\n  - {id: acme, tool: acme, origin: ai_agent, signal: smell, weight: 1}");

        assertThat(run("check", "--rules", rules)).isEqualTo(1);

        assertThat(err.toString()).contains("rules.yaml", "Rule acme", "smell").doesNotContain("\tat ");
    }

    @Test
    void explainPrintsTheDecisionAndItsEvidence() throws IOException {
        var body = file("body.md", "Fixes the parser.\n\nRequested by: @grace-h\n");
        var claude = file("one.txt", "Step\n\nCo-Authored-By: Claude <noreply@anthropic.com>\n");
        var applied =
                file("two.txt", "Apply\n\nCo-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>\n");

        assertThat(run(
                        "explain",
                        "--author",
                        "devin-ai-integration[bot]",
                        "--branch",
                        "devin/fix",
                        "--body-file",
                        body,
                        "--commit-message-file",
                        claude,
                        "--commit-message-file",
                        applied))
                .isZero();

        assertThat(out.toString())
                .contains("ai_agent", "Devin", "1.00", "grace-h", "2 known, 1 with AI", "devin-branch")
                .contains("1 of 2 commits: Co-Authored-By: Claude", "applied suggestion of Copilot in " + applied);
    }

    @Test
    void evaluatePrintsPrecisionAndRecallOfLabelsOfOnesOwn() throws IOException {
        var labels = file("labels.tsv", """
                count\tkind\tidentity\ttool\tclass
                3\tauthor\tClaude <noreply@anthropic.com>\tclaude-code\tai
                1\tauthor\tAda <ada@example.com>\t\thuman
                """);

        assertThat(run("evaluate", labels)).isZero();

        assertThat(out.toString()).contains("precision", "100.0 %", "claude-code");
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "attribution";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CommandLineRun.commandLine(Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
