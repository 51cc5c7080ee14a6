package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumbline reconcile} beside a running line: silent when all is well, precise when something was spoilt. */
class ReconcileAcceptanceTest {

    @TempDir
    private Path folder;

    @Test
    void aSimulatedOrganisationReconcilesAndASpoiltTableIsFound() throws Exception {
        var data = folder.resolve("data");
        try (var serve = PlumblineProcess.start(
                data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0")) {
            var clickHouse = serve.endpoints().getProperty("clickhouse");
            PlumblineProcess.run(
                    data,
                    "simulate",
                    "--weeks",
                    "5",
                    "--teams",
                    "3",
                    "--until",
                    "2026-11-16",
                    "--output",
                    folder.resolve("simulation").toString(),
                    "--into");

            var clean = reconcile(data, 0);
            assertThat(clean.get("differences").asLong())
                    .as("%s", check(clean, "facts/pull-request").get("listed"))
                    .isZero();
            assertThat(check(clean, "facts/pull-request").get("compared").asLong())
                    .isGreaterThan(100);
            var withCommits = check(clean, "facts/pull-request").get("compared_with_commits");
            System.out.println("facts compared with commits: " + withCommits + " of "
                    + check(clean, "facts/pull-request").get("compared"));
            assertThat(withCommits.asLong()).isGreaterThan(50);
            assertThat(Integer.parseInt(query(
                                    clickHouse,
                                    "SELECT countIf(ai_commits > 0 AND ai_commits < known_commits) "
                                            + "FROM mart.pull_request")
                            .strip()))
                    .as("pull requests that AI wrote a part of the commits of")
                    .isPositive();
            assertThat(check(clean, "counters/merged_all").get("compared").asLong())
                    .isGreaterThan(50);
            assertThat(check(clean, "counters/suggestion_acceptance_AB")
                            .get("compared")
                            .asLong())
                    .isGreaterThan(10);

            write(
                    data,
                    clickHouse,
                    "INSERT INTO plumbline.metric_daily SELECT * REPLACE (numerator + 1 AS numerator, "
                            + "version + 1000000 AS version) FROM plumbline.metric_daily FINAL "
                            + "WHERE metric_id = 'merged_all' ORDER BY day, repo, origin, tool LIMIT 1");
            write(
                    data,
                    clickHouse,
                    "INSERT INTO plumbline.pull_request SELECT * REPLACE (pushes + 1 AS pushes, "
                            + "version + 1000000 AS version) FROM plumbline.pull_request FINAL "
                            + "ORDER BY repo, number LIMIT 1");
            var spoilt = reconcile(data, 1);

            assertThat(spoilt.get("differences").asLong()).isEqualTo(2);
            var cell = check(spoilt, "counters/merged_all").get("listed").get(0);
            assertThat(cell.get("field").asText()).isEqualTo("numerator/denominator");
            var fact = check(spoilt, "facts/pull-request").get("listed").get(0);
            assertThat(fact.get("field").asText()).isEqualTo("pushes");
            assertThat(fact.get("stored").asLong())
                    .isEqualTo(fact.get("recomputed").asLong() + 1);
            assertThat(query(
                            clickHouse,
                            "SELECT check, field FROM mart.reconcile_difference WHERE run = '"
                                    + spoilt.get("run").asText() + "' ORDER BY check"))
                    .isEqualTo("counters/merged_all\tnumerator/denominator\nfacts/pull-request\tpushes\n");
            serve.stop();
        }

        // Nothing runs now: the command starts what it needs, and finds the same.
        assertThat(reconcile(data, 1).get("differences").asLong()).isEqualTo(2);
    }

    @Test
    void realPullRequestsOfTwoAgentsReconcile() throws Exception {
        var data = folder.resolve("aidev");
        var deliveries = AiDevData.deliveries(folder);
        for (var agent : List.of("Cursor", "Claude_Code")) {
            var file = deliveries.get(AiDevData.AGENTS.indexOf(agent)).toString();
            PlumblineProcess.run(data, "import", "github-deliveries", file, "--wait");
        }

        var report = reconcile(data);

        var facts = check(report, "facts/pull-request");
        assertThat(facts.get("compared").asLong()).isEqualTo(144 + 101);
        assertThat(report.get("differences").asLong())
                .as("nothing but differences of facts: %s", report)
                .isEqualTo(facts.get("differences").asLong());
        var found = new ArrayList<String>();
        facts.get("listed")
                .forEach(one -> found.add(
                        one.get("subject").asText() + " " + one.get("field").asText()));
        assertThat(found).isEmpty();
    }

    private static JsonNode check(JsonNode report, String name) {
        for (var check : report.get("checks")) {
            if (check.get("check").asText().equals(name)) {
                return check;
            }
        }
        throw new AssertionError("No check " + name + " in " + report);
    }

    private static JsonNode reconcile(Path data, int expectedExit) throws Exception {
        try (var process = PlumblineProcess.start(data, "reconcile", "--json")) {
            return object(process.finish(expectedExit));
        }
    }

    /** Whatever it finds. */
    private static JsonNode reconcile(Path data) throws Exception {
        try (var process = PlumblineProcess.start(data, "reconcile", "--json")) {
            PlumblineProcess.await(Duration.ofMinutes(5), () -> !process.isAlive());
            return object(process.output());
        }
    }

    private static JsonNode object(String said) throws Exception {
        return new ObjectMapper()
                .readTree(said.lines()
                        .filter(line -> line.startsWith("{"))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError(said)));
    }

    private static void write(Path data, String clickHouse, String sql) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(clickHouse + "/"))
                .header("X-ClickHouse-User", EmbeddedClickHouse.nameOfPipelineUser())
                .header("X-ClickHouse-Key", EmbeddedClickHouse.pipelinePasswordIn(data.resolve("clickhouse")))
                .POST(HttpRequest.BodyPublishers.ofString(sql));
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static String query(String clickHouse, String sql) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(clickHouse + "/")).POST(HttpRequest.BodyPublishers.ofString(sql));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }
}
