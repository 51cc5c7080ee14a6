package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.standalone.simulator.Count;
import io.plumbline.standalone.simulator.SimulationFiles;
import io.plumbline.standalone.simulator.SimulationTruth;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line contract, in processes of their own, and the simulator's truth beside what was computed. */
class ServeAcceptanceTest {

    @TempDir
    private Path folder;

    @Test
    void aSimulatedOrganisationIsCountedWithoutDifferenceAndSurvivesKillMinusNine() throws Exception {
        var data = folder.resolve("data");
        var simulation = folder.resolve("simulation");
        String before;
        try (var serve = serve(data)) {
            var endpoints = serve.endpoints();
            PlumblineProcess.run(
                    data,
                    "simulate",
                    "--weeks",
                    "6",
                    "--teams",
                    "3",
                    "--until",
                    "2026-11-16",
                    "--output",
                    simulation.toString(),
                    "--into");

            computedEqualsTrue(data, simulation);
            everyMergeIsOneCommitWithItsPullRequest(data, simulation);
            copilotsReportsAreCounted(data);
            try (var cards = new AgreeingCards(endpoints.getProperty("http"), endpoints.getProperty("clickhouse"))) {
                cards.agree("?period=all");
                cards.agree("?from=2026-10-19&to=2026-11-15");
            }
            aSecondServeIsRefused(data);
            readOnlyMeansReadOnly(data);
            aSignedWebhookArrivesAndAForgedOneDoesNot(data, endpoints.getProperty("http"));
            before = sql(
                    data,
                    "SELECT metric_id, tool, sum(numerator), sum(denominator) FROM mart.metric_daily GROUP BY ALL ORDER BY ALL");
            serve.killHard();
        }

        // Nothing runs now: the command starts the engine itself and leaves the data behind.
        assertThat(
                        sql(
                                data,
                                "SELECT metric_id, tool, sum(numerator), sum(denominator) FROM mart.metric_daily GROUP BY ALL ORDER BY ALL"))
                .isEqualTo(before);

        try (var serve = serve(data)) {
            serve.endpoints();
            assertThat(
                            sql(
                                    data,
                                    "SELECT metric_id, tool, sum(numerator), sum(denominator) FROM mart.metric_daily GROUP BY ALL ORDER BY ALL"))
                    .isEqualTo(before);
            serve.stop();
        }
        assertThat(data.resolve("endpoints.properties")).doesNotExist();
    }

    private static void everyMergeIsOneCommitWithItsPullRequest(Path data, Path simulation) throws Exception {
        var truth = new ObjectMapper()
                .readValue(simulation.resolve(SimulationFiles.TRUTH).toFile(), SimulationTruth.class);

        assertThat(sql(
                        data,
                        "SELECT count(), uniqExact(repo, number), min(added) > 0 FROM mart.line_history"
                                + " WHERE origin_source = 'pull_request'"))
                .isEqualTo("%d\t%<d\t1%n".formatted(truth.total(Count.MERGED, cell -> true)));
        assertThat(
                        sql(
                                data,
                                "SELECT count() FROM (SELECT repo, number, origin, ifNull(tool, '') AS tool FROM mart.line_history"
                                        + " WHERE origin_source = 'pull_request') AS line INNER JOIN (SELECT repo, number, origin,"
                                        + " ifNull(tool, '') AS tool FROM mart.pull_request) AS pull USING (repo, number, origin, tool)"))
                .as("origin and tool of the lines are those of the pull request")
                .isEqualTo("%d%n".formatted(truth.total(Count.MERGED, cell -> true)));
    }

    private static void copilotsReportsAreCounted(Path data) throws Exception {
        assertThat(sql(
                        data,
                        "SELECT uniqExact(day), sum(numerator) > 0, sum(numerator) < sum(denominator) FROM mart.metric_daily"
                                + " WHERE metric_id = 'ide_acceptance' AND dimension = 'copilot/shown/completion'"))
                .matches("(3|4)\\d\t1\t1\\R");
    }

    private static void computedEqualsTrue(Path data, Path simulation) throws Exception {
        var truth = new ObjectMapper()
                .readValue(simulation.resolve(SimulationFiles.TRUTH).toFile(), SimulationTruth.class);

        // By repository: every pull request, whoever wrote it.
        var byRepository = sql(
                data,
                "SELECT repo, count(), countIf(outcome = 'merged'), countIf(closed_at IS NOT NULL AND merged_at IS NULL), "
                        + "countIf(closed_at IS NULL), countIf(ready_at IS NOT NULL), countIf(first_human_review_at IS NOT NULL), "
                        + "countIf(pushes_after_first_human_review > 0), sum(pushes), sum(pushes_after_first_human_review) "
                        + "FROM mart.pull_request GROUP BY repo ORDER BY repo");
        var expected = new StringBuilder();
        for (var repository : new TreeMap<>(byName(truth)).keySet()) {
            Predicate<SimulationTruth.Cell> here = cell -> cell.repository().equals(repository);
            expected.append(repository);
            for (var count : new Count[] {
                Count.OPENED,
                Count.MERGED,
                Count.CLOSED_UNMERGED,
                Count.STILL_OPEN,
                Count.EVER_READY,
                Count.HUMAN_REVIEWED,
                Count.REWORKED,
                Count.PUSHES,
                Count.PUSHES_AFTER_HUMAN_REVIEW
            }) {
                expected.append('\t').append(truth.total(count, here));
            }
            expected.append('\n');
        }
        assertThat(byRepository).as("computed beside true, by repository").isEqualTo(expected.toString());

        // By tool, those that this seed has in six weeks: agents show themselves by account, branch or body, which is
        // what attribution reads.
        for (var tool : new String[] {"openai-codex", "github-copilot", "cursor"}) {
            Predicate<SimulationTruth.Cell> ofTool =
                    cell -> cell.origin().equals("ai_agent") && tool.equals(cell.tool());
            assertThat(
                            sql(
                                    data,
                                    "SELECT metric_id, sum(numerator), sum(denominator) FROM mart.metric_daily WHERE metric_id IN ('merged_all', 'merged_closed', 'merged_matured', 'merged_ready') AND origin = 'ai_agent' AND tool = '"
                                            + tool
                                            + "' AND (metric_id != 'merged_matured' OR day < toDate('2026-11-16') - 14) GROUP BY metric_id ORDER BY metric_id"))
                    .as("computed beside true, %s", tool)
                    .isEqualTo(
                            "merged_all\t%d\t%d%nmerged_closed\t%d\t%d%nmerged_matured\t%d\t%d%nmerged_ready\t%d\t%d%n"
                                    .formatted(
                                            truth.total(Count.MERGED, ofTool),
                                            truth.total(Count.OPENED, ofTool),
                                            truth.total(Count.MERGED, ofTool),
                                            truth.total(Count.MERGED, ofTool)
                                                    + truth.total(Count.CLOSED_UNMERGED, ofTool),
                                            truth.total(Count.AGED_MERGED_WITHIN_14_DAYS, ofTool),
                                            truth.total(Count.AGED_14_DAYS, ofTool),
                                            truth.total(Count.MERGED, ofTool),
                                            truth.total(Count.EVER_READY, ofTool)));
        }
    }

    private static Map<String, Boolean> byName(SimulationTruth truth) {
        var names = new TreeMap<String, Boolean>();
        truth.cells().forEach(cell -> names.put(cell.repository(), true));
        return names;
    }

    private static void aSecondServeIsRefused(Path data) throws Exception {
        try (var second = serve(data)) {
            assertThat(second.finish(1))
                    .contains("is in use by another Plumbline", "pages at http://", "--data DIR")
                    .doesNotContain("\tat ");
        }
    }

    private static void readOnlyMeansReadOnly(Path data) throws Exception {
        for (var statement : new String[] {
            "INSERT INTO plumbline.metric_daily (metric_id) VALUES ('x')",
            "DROP VIEW mart.pull_request",
            "SELECT * FROM file('/etc/passwd', 'LineAsString')",
            "SELECT * FROM url('http://127.0.0.1/', 'LineAsString')",
            "SELECT 1 INTO OUTFILE 'stolen.txt'",
            "SELECT 1 SETTINGS readonly = 0",
            "SELECT 1; SELECT 2"
        }) {
            try (var command = PlumblineProcess.start(data, "sql", statement)) {
                assertThat(command.finish(1))
                        .as(statement)
                        .contains("DB::Exception")
                        .doesNotContain("\tat ");
            }
        }
    }

    private static void aSignedWebhookArrivesAndAForgedOneDoesNot(Path data, String http) throws Exception {
        var secret =
                Files.readString(data.resolve("secrets/github-webhook-secret")).strip();
        var body =
                ("{\"action\":\"opened\",\"number\":1,\"pull_request\":{\"id\":1,\"number\":1,\"title\":\"A webhook\",\"state\":\"open\","
                                + "\"user\":{\"login\":\"octocat\",\"id\":1,\"type\":\"User\"},\"created_at\":\"2026-11-15T10:00:00Z\","
                                + "\"updated_at\":\"2026-11-15T10:00:00Z\",\"draft\":false,\"head\":{\"ref\":\"codex/x\",\"sha\":\"a\"},\"base\":{\"ref\":\"main\"}},"
                                + "\"repository\":{\"full_name\":\"octo/webhook\",\"id\":7},\"sender\":{\"login\":\"octocat\",\"id\":1,\"type\":\"User\"}}")
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(post(http, body, "wrong " + secret).statusCode()).isEqualTo(401);
        assertThat(post(http, body, secret).statusCode()).isEqualTo(202);

        PlumblineProcess.await(java.time.Duration.ofSeconds(60), () -> {
            try {
                return sql(data, "SELECT tool FROM mart.pull_request WHERE repo = 'octo/webhook'")
                        .equals("openai-codex\n");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(sql(data, "SELECT tool, outcome FROM mart.pull_request WHERE repo = 'octo/webhook'"))
                .isEqualTo("openai-codex\topen\n");
    }

    private static HttpResponse<String> post(String http, byte[] body, String secret) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var request = HttpRequest.newBuilder(URI.create(http + "/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "pull_request")
                .header("X-GitHub-Delivery", "0b5c6a52-0000-4000-8000-00000000000a")
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private static PlumblineProcess serve(Path data) throws Exception {
        return PlumblineProcess.start(data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0");
    }

    private static String sql(Path data, String statement) throws Exception {
        return PlumblineProcess.run(data, "sql", statement, "--format", "TSV");
    }
}
