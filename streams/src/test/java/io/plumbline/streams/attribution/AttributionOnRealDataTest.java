package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.metric.Tools;
import io.plumbline.streams.SharedData;
import io.plumbline.streams.attribution.evaluation.Answer;
import io.plumbline.streams.attribution.evaluation.Answer.Truth;
import io.plumbline.streams.attribution.evaluation.CommitCensus;
import io.plumbline.streams.attribution.evaluation.Evaluation;
import io.plumbline.streams.attribution.evaluation.LabelledIdentities;
import io.plumbline.streams.attribution.evaluation.Score;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules find in real repositories, as tables on standard output; the figures of docs/attribution.md. */
class AttributionOnRealDataTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PERSON = Pattern.compile("^(.*?)\\s*<([^<>]*)>$");

    private final Attribution attribution = Attribution.standard();

    @ParameterizedTest
    @CsvSource({
        "Claude_Code, topic-, claude-code, 101",
        "OpenAI_Codex, codex/, openai-codex, 2686",
        "Cursor, cursor/, cursor, 144"
    })
    void everyPullRequestOfAPublishedAgentIsFound(String folder, String branch, String tool, int published) {
        var tools = new TreeMap<String, Integer>();
        for (var row : SharedData.csv("aidev/AIDev-pop/" + folder + "/prs.csv")) {
            var authorship = attribution.of(author(row), branch + row.get("id"), row.get("body"), List.of());
            tools.merge(Objects.requireNonNullElse(authorship.tool(), "none " + row.get("id")), 1, Integer::sum);
        }

        assertThat(tools).isEqualTo(Map.of(tool, published));
    }

    @Test
    void identitiesOfRealRepositoriesAreToldApart() throws IOException {
        var evaluation = LabelledIdentities.evaluate(
                Files.readAllLines(SharedData.file("ai_identity/labels_a.tsv")),
                attribution,
                Map.of(
                        "claude", "claude-code",
                        "copilot", "github-copilot",
                        "codex", "openai-codex",
                        "cursor", "cursor",
                        "devin", "devin",
                        "openhands", "openhands",
                        "roomote", "other-ai",
                        "gemini_jules", "google-jules"));

        System.out.println("ai_identity, 124 identities\n" + evaluation.report());

        assertThat(evaluation.peopleTakenForAi()).isEmpty();
        // Known to be an assistant only by its readers: neither name nor address says so.
        assertThat(evaluation.missed())
                .extracting(Answer::subject)
                .containsExactly("trailer:co-authored-by Debug Agent <debug@example.com>");
        assertThat(evaluation.otherTool()).isEmpty();
        assertThat(evaluation.ai()).isEqualTo(new Score(51, 0, 1));
        assertThat(evaluation.appliedSuggestions())
                .extracting(Answer::subject)
                .allSatisfy(subject -> assertThat(subject)
                        .containsAnyOf("<175728472+Copilot@", "cubic-dev-ai[bot]", "gemini-code-assist[bot]"))
                .hasSize(4);
        assertThat(evaluation.ambiguous()).hasSize(4);
    }

    @Test
    void pullRequestsLabelledByTheirMaintainerAreCompared() throws IOException {
        var answers = new ArrayList<Answer>();
        try (var files = Files.list(SharedData.file("onlyrobots/src/test/datasets/real-prs"))) {
            for (var file : files.sorted().toList()) {
                var pr = JSON.readTree(file.toFile());
                var commits = new ArrayList<CommitEvidence>();
                for (var message : pr.at("/context/commitMessages")) {
                    commits.add(attribution.readCommit(
                            commit("c" + commits.size(), message.asText()).build()));
                }
                var authorship = attribution.decide(new Signs(
                        new Account(pr.path("author").asText(), null, "User"),
                        null,
                        attribution.read(pr.path("description").asText()),
                        List.of(),
                        commits));
                boolean ai = pr.at("/metadata/isAI").asBoolean();
                var tool = pr.at("/metadata/tool")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace(' ', '-');
                assertThat(!ai || Tools.isKnown(tool)).as(tool).isTrue();
                answers.add(Answer.of(
                        pr.path("id").asText(), 1, ai ? Truth.AI : Truth.HUMAN, ai ? tool : null, authorship));
            }
        }
        var evaluation = new Evaluation(answers);

        System.out.println("onlyrobots, 8 labelled pull requests\n" + evaluation.report());

        assertThat(evaluation.peopleTakenForAi()).isEmpty();
        // Six say nothing, or say in prose "created with Claude Code", which anybody may write: by the label alone.
        assertThat(evaluation.ai()).isEqualTo(new Score(1, 0, 6));
    }

    @Test
    void commitsOfRealRepositoriesAreCountedPerToolAndMonth() throws IOException {
        var action = census(
                "anthropics__claude-code-action",
                "claude-code",
                Pattern.compile("(?im)^[ \\t]*co-authored-by:[^\\n]*(<no-?reply@anthropic\\.com>|claude\\[bot\\]@)"));
        var airbyte = census(
                "airbytehq__airbyte-python-cdk",
                "devin",
                Pattern.compile("(?im)^[ \\t]*co-authored-by:[^\\n]*devin-ai-integration\\[bot\\]"));
        var openai = census(
                "openai__openai-agents-python",
                "openai-codex",
                Pattern.compile("(?im)^[ \\t]*co-authored-by:[^\\n]*<noreply@openai\\.com>"));

        assertThat(action.commits("claude-code", YearMonth.of(2025, 7))).isEqualTo(31);
        assertThat(action.commits("claude-code", YearMonth.of(2026, 4))).isEqualTo(11);
        assertThat(airbyte.commits("devin", YearMonth.of(2025, 1))).isEqualTo(11);
        assertThat(airbyte.commits("claude-code", YearMonth.of(2026, 8))).isEqualTo(9);
        assertThat(airbyte.aiCommits()).isEqualTo(132);
        assertThat(openai.commits("openai-codex")).isEqualTo(2);
    }

    /** Every month's cell is compared with a count by nothing but a regular expression and the author's name. */
    private CommitCensus census(String repository, String tool, Pattern trailer) throws IOException {
        var census = new CommitCensus(attribution);
        var naive = new TreeMap<YearMonth, Integer>();
        var file = SharedData.file("git_logs/" + repository + ".jsonl.gz");
        try (var lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var commit = JSON.readTree(line);
                census.add(gitCommit(commit));
                var author = commit.path("author").asText();
                if (trailer.matcher(commit.path("message").asText()).find()
                        || author.contains("devin-ai-integration[bot]")
                        || author.contains("<noreply@anthropic.com>")) {
                    var month = YearMonth.from(
                            OffsetDateTime.parse(commit.path("commit_date").asText())
                                    .withOffsetSameInstant(ZoneOffset.UTC));
                    naive.merge(month, 1, Integer::sum);
                }
            }
        }
        System.out.println(repository + ", commits with applied review suggestions: " + census.appliedSuggestions()
                + "\n" + census.table());
        naive.forEach((month, count) -> assertThat(census.commits(tool, month))
                .as(repository + " " + month)
                .isEqualTo(count));
        assertThat(census.commits(tool))
                .isEqualTo(naive.values().stream().mapToInt(Integer::intValue).sum());
        return census;
    }

    @ParameterizedTest
    @CsvSource({
        "Claude_Code, topic-, claude-code",
        "OpenAI_Codex, codex/, openai-codex",
        "Cursor, cursor/, cursor",
    })
    void commitsOfPublishedAgentsCarryEvidenceInPart(String folder, String branch, String tool) {
        var commits = commitsByPullRequest(folder);
        var byTool = new TreeMap<String, Integer>();
        int prs = 0;
        int withCommits = 0;
        int byCommitsAlone = 0;
        int otherTool = 0;
        for (var row : SharedData.csv("aidev/AIDev-pop/" + folder + "/prs.csv")) {
            prs++;
            var known = commits.getOrDefault(row.get("id"), List.of());
            withCommits += known.isEmpty() ? 0 : 1;
            var alone = attribution.decide(new Signs(null, null, BodyEvidence.NONE, List.of(), known));
            byCommitsAlone += tool.equals(alone.tool()) ? 1 : 0;
            byTool.merge(Objects.requireNonNullElse(alone.tool(), "unknown"), 1, Integer::sum);
            var all = attribution.decide(new Signs(
                    author(row), branch + row.get("id"), attribution.read(row.get("body")), List.of(), known));
            otherTool += tool.equals(all.tool()) ? 0 : 1;
        }
        // What the pull request says of itself is not outvoted by commits of other tools.
        assertThat(otherTool).isZero();
        System.out.printf(
                "AIDev %s: %d pull requests, %d with commits; commits alone name the agent in %d (%.1f %%): %s;"
                        + " with everything known %d get another tool%n",
                folder, prs, withCommits, byCommitsAlone, 100.0 * byCommitsAlone / prs, byTool, otherTool);

        assertThat(byCommitsAlone).isEqualTo(expectedByCommits(tool));
    }

    /** Codex leaves no trace in its commits: one kind of sign is never enough (metrics.md 8.1). */
    private static int expectedByCommits(String tool) {
        return switch (tool) {
            case "claude-code" -> 89;
            case "cursor" -> 136;
            default -> 0;
        };
    }

    /** The published counts are of trailer lines; one commit of Copilot's carries two, so its commits are 24. */
    @ParameterizedTest
    @CsvSource({"175728472, 25, 24, 21", "136622811, 12, 12, 11", "185149714, 16, 16, 11"})
    void appliedSuggestionsSeenInTheWildAreRecognisedAndDoNotAttribute(long reviewer, int lines, int commits, int prs) {
        var shas = new ArrayList<String>();
        var pullRequests = new HashSet<String>();
        commitsByPullRequest("OpenAI_Codex").forEach((pr, known) -> {
            var authorship = attribution.decide(new Signs(null, null, BodyEvidence.NONE, List.of(), known));
            for (var applied : authorship.appliedSuggestions()) {
                if (Objects.equals(applied.reviewer().id(), reviewer)) {
                    shas.add(applied.sha());
                    pullRequests.add(pr);
                }
            }
            assertThat(authorship.evidence())
                    .extracting(Evidence::getValue)
                    .noneMatch(value -> value.contains(String.valueOf(reviewer)));
            assertThat(Objects.requireNonNullElse(authorship.tool(), "none")).isNotIn("gru", "coderabbit");
        });
        long trailers = SharedData.csv("aidev/AIDev-pop/OpenAI_Codex/pr_commits.csv").stream()
                .flatMap(row -> row.get("message").lines())
                .flatMap(line -> attribution.appliedSuggestionBy(line).stream())
                .filter(by -> Objects.equals(by.id(), reviewer))
                .count();

        assertThat(trailers).isEqualTo(lines);
        assertThat(shas).hasSize(commits);
        assertThat(pullRequests).hasSize(prs);
    }

    private Map<String, List<CommitEvidence>> commitsByPullRequest(String folder) {
        var byPullRequest = new HashMap<String, List<CommitEvidence>>();
        Set<List<String>> seen = new HashSet<>();
        for (var row : SharedData.csv("aidev/AIDev-pop/" + folder + "/pr_commits.csv")) {
            if (seen.add(List.of(row.get("pr_id"), row.get("sha")))) {
                var commit = commit(row.get("sha"), row.get("message"))
                        .setAuthorLogin(row.get("author").isEmpty() ? null : row.get("author"))
                        .setCommitterLogin(row.get("committer").isEmpty() ? null : row.get("committer"));
                byPullRequest
                        .computeIfAbsent(row.get("pr_id"), id -> new ArrayList<>())
                        .add(attribution.readCommit(commit.build()));
            }
        }
        return byPullRequest;
    }

    private static Account author(Map<String, String> row) {
        var login = row.get("user");
        return new Account(login, null, login.endsWith("[bot]") ? "Bot" : "User");
    }

    private static PullRequestCommit.Builder commit(String sha, String message) {
        return PullRequestCommit.newBuilder()
                .setSha(sha)
                .setAt(Instant.EPOCH)
                .setFiles(List.of())
                .setSessions(List.of())
                .setMessage(message);
    }

    private static PullRequestCommit gitCommit(JsonNode json) {
        var commit = commit(json.path("sha").asText(), json.path("message").asText())
                .setAt(OffsetDateTime.parse(json.path("commit_date").asText()).toInstant());
        var author = PERSON.matcher(json.path("author").asText());
        if (author.matches()) {
            commit.setAuthorName(author.group(1)).setAuthorEmail(author.group(2));
        }
        return commit.build();
    }
}
