package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * From real pull requests to the published figures (metrics.md 0.2 and 8.5), through the command line, Kafka, Kafka
 * Streams and ClickHouse; and the same numbers whatever happens on the way.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AiDevAcceptanceTest {

    private static final String FACTS =
            "SELECT * EXCEPT (version) FROM plumbline.pull_request FINAL ORDER BY repo, number FORMAT TSV";
    private static final String COUNTERS = "SELECT * EXCEPT (version, loaded_at) FROM plumbline.metric_daily FINAL "
            + "ORDER BY metric_id, day, repo, origin, tool, team, dimension FORMAT TSV";

    private Path scratch;

    private List<Path> deliveries;
    private String facts;
    private String counters;

    @BeforeAll
    void importEverythingOnce(@TempDir Path folder) throws Exception {
        scratch = folder;
        deliveries = AiDevData.deliveries(scratch);
        var data = scratch.resolve("reference");
        try (var serve = PlumblineProcess.start(
                data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0")) {
            var endpoints = serve.endpoints();
            for (var file : deliveries) {
                PlumblineProcess.run(data, "import", "github-deliveries", file.toString(), "--wait");
            }
            figuresAgreeOverJdbc(endpoints);
            theOverviewShowsThem(endpoints);
            facts = query(endpoints, FACTS);
            counters = query(endpoints, COUNTERS);

            // Again, and in another order, on the running system.
            PlumblineProcess.run(
                    data, "import", "github-deliveries", deliveries.get(0).toString(), "--wait");
            assertSame(endpoints, "imported twice");
            var shuffled = AiDevData.shuffled(deliveries, scratch, 42);
            PlumblineProcess.run(data, "import", "github-deliveries", shuffled.toString(), "--wait");
            assertSame(endpoints, "imported again with its lines shuffled");
            serve.stop();
        }
    }

    private static void figuresAgreeOverJdbc(Properties endpoints) throws SQLException {
        try (var connection = connect(endpoints)) {
            acceptance(connection, "openai-codex", 2686, 65.30, 75.44);
            acceptance(connection, "cursor", 144, 51.39, 70.48);
            acceptance(connection, "claude-code", 101, 52.48, 61.63);
            medians(connection, "openai-codex", 0.292083, 2.39);
            medians(connection, "cursor", 2.41, 1.07);
            medians(connection, "claude-code", 6.87, 1.83);
        }
    }

    private static void acceptance(Connection connection, String tool, int n, double all, double closed)
            throws SQLException {
        assertThat(number(connection, "SELECT count() FROM mart.pull_request WHERE tool = '" + tool + "'"))
                .isEqualTo(n);
        assertThat(number(
                        connection,
                        "SELECT sum(denominator) FROM mart.metric_daily WHERE metric_id = 'merged_all' AND tool = '"
                                + tool + "'"))
                .isEqualTo(n);
        for (var expected :
                List.of(java.util.Map.entry("merged_all", all), java.util.Map.entry("merged_closed", closed))) {
            assertThat(number(
                            connection,
                            "SELECT round(100 * sum(numerator) / sum(denominator), 2) FROM mart.metric_daily WHERE metric_id = '"
                                    + expected.getKey() + "' AND tool = '" + tool + "'"))
                    .as("%s of %s from counters", expected.getKey(), tool)
                    .isEqualTo(expected.getValue());
            assertThat(number(
                            connection,
                            "SELECT round(100 * sum(numerator_count) / sum(denominator_count), 2) FROM mart.acceptance WHERE metric_id = '"
                                    + expected.getKey() + "' AND tool = '" + tool + "'"))
                    .as("%s of %s in mart.acceptance", expected.getKey(), tool)
                    .isEqualTo(expected.getValue());
        }
    }

    private static void medians(Connection connection, String tool, double merge, double reject) throws SQLException {
        var where = " FROM mart.pull_request WHERE tool = '" + tool + "'";
        assertThat(number(connection, "SELECT quantileExactInclusive(0.5)(open_to_merge_hours)" + where))
                .as("median hours to merge, %s", tool)
                .isCloseTo(merge, within(0.005));
        assertThat(number(connection, "SELECT quantileExactInclusive(0.5)(open_to_reject_hours)" + where))
                .as("median hours to reject, %s", tool)
                .isCloseTo(reject, within(0.005));
    }

    private static void theOverviewShowsThem(Properties endpoints) throws Exception {
        var page = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoints.getProperty("http")
                                        + "/card/acceptance?from=2024-12-30&to=2025-12-28"))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("OpenAI Codex", "65.30", "75.44", "2,686");
        assertThat(page.body()).contains("Cursor", "51.39", "70.48");
        assertThat(page.body()).contains("Claude Code", "52.48", "61.63");
    }

    @Test
    void anImportKilledInTheMiddleAndRunAgainGivesTheSameNumbers() throws Exception {
        var data = scratch.resolve("killed");
        var codex = deliveries.get(0).toString();
        try (var first = PlumblineProcess.start(data, "import", "github-deliveries", codex, "--wait")) {
            PlumblineProcess.await(Duration.ofMinutes(2), () -> hasCheckpoint(data) || !first.isAlive());
            assertThat(first.isAlive()).as("still importing when it is killed").isTrue();
            first.killHard();
        }

        for (var file : deliveries) {
            PlumblineProcess.run(data, "import", "github-deliveries", file.toString(), "--wait");
        }

        try (var serve = PlumblineProcess.start(
                data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0")) {
            assertSame(serve.endpoints(), "killed with -9 in the middle, then run again");
            serve.stop();
        }
    }

    private static boolean hasCheckpoint(Path data) {
        try (var files = Files.list(data.resolve("imports"))) {
            return files.findAny().isPresent();
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private void assertSame(Properties endpoints, String situation) throws Exception {
        assertThat(query(endpoints, FACTS).equals(facts))
                .as("facts, %s", situation)
                .isTrue();
        assertThat(query(endpoints, COUNTERS).equals(counters))
                .as("counters, %s", situation)
                .isTrue();
    }

    private static String query(Properties endpoints, String sql) throws Exception {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(endpoints.getProperty("clickhouse") + "/"))
                                .POST(HttpRequest.BodyPublishers.ofString(sql))
                                .build(),
                        BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static Connection connect(Properties endpoints) throws SQLException {
        var user = new Properties();
        user.setProperty("user", "analyst");
        return DriverManager.getConnection("jdbc:clickhouse:" + endpoints.getProperty("clickhouse"), user);
    }

    private static double number(Connection connection, String sql) throws SQLException {
        var values = new ArrayList<Double>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getDouble(1));
            }
        }
        assertThat(values).as(sql).hasSize(1);
        return values.get(0);
    }
}
