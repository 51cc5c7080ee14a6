package io.plumbline.dashboards.sqlconsole;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.Warehouse;
import io.plumbline.testing.Await;
import io.plumbline.testing.TestServices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an analyst can do at the console, over HTTP as the page does. */
class ConsoleTest {

    private static Warehouse warehouse;
    private static Asker asker;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acme();
        asker = new Asker(warehouse, warehouse.console());
    }

    @AfterAll
    static void close() {
        asker.close();
    }

    @Test
    void rowsComeWithTheirTypesAndWhatTheyCost() {
        var answer = asker.query(
                "SELECT 'a' AS text, 9007199254740993 AS big, NULL AS nothing, 0.1 AS tenth, [1, 2] AS list");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("columns").toString())
                .contains("{\"name\":\"text\",\"type\":\"String\"}", "{\"name\":\"big\",\"type\":\"UInt64\"}");
        assertThat(answer.body().path("rows").toString())
                .as("what a browser cannot hold as a number is text")
                .isEqualTo("[[\"a\",\"9007199254740993\",null,0.1,[1,2]]]");
        assertThat(answer.body().path("cut").asText()).isEmpty();
        assertThat(answer.body().has("millis")).isTrue();
        assertThat(asker.query("SELECT count() FROM mart.pull_request")
                        .body()
                        .path("read_rows")
                        .asLong())
                .isPositive();
    }

    @Test
    void moreThanAThousandRowsAreCutAndSaidToBe() {
        var exact = asker.query("SELECT number FROM numbers(1000)");
        var more = asker.query("SELECT number FROM numbers(1001)");
        var union = asker.query("SELECT number FROM numbers(900) UNION ALL SELECT number FROM numbers(900)");

        assertThat(exact.body().path("rows")).hasSize(1000);
        assertThat(exact.body().path("cut").asText()).isEmpty();
        assertThat(more.body().path("rows")).hasSize(1000);
        assertThat(more.body().path("cut").asText()).contains("more rows than the 1000");
        assertThat(union.body().path("rows")).hasSize(1000);
        assertThat(union.body().path("cut").asText()).contains("more rows");
    }

    @Test
    void wideRowsAreCutByTheirSize() {
        var answer = asker.query("SELECT repeat('x', 100000) FROM numbers(500)");
        var row = asker.query("SELECT arrayMap(i -> repeat('x', 1000000), range(5))");

        assertThat(answer.body().path("cut").asText()).contains("The rows are large");
        assertThat(answer.body().path("rows").size()).isBetween(70, 90);
        assertThat(row.status()).isEqualTo(400);
        assertThat(row.error()).contains("larger than 4 MB");
    }

    @Test
    void parametersAreValuesAndNeverText() {
        var sql = "SELECT {text:String} AS text, {number:UInt32} + 1 AS number, {day:Date} AS day";
        var nasty = "' OR 1 = 1 -- \\ \t\n plumbline.event";

        var answer = asker.query(sql, "param_text", nasty, "param_number", "41", "param_day", "2025-07-01");

        assertThat(answer.cell(0, 0).asText()).isEqualTo(nasty);
        assertThat(answer.cell(0, 1).asInt()).isEqualTo(42);
        assertThat(asker.query(sql, "param_text", "", "param_number", "1").hint())
                .contains("param_name");
        assertThat(asker.query(sql, "param_text", "", "param_number", "x", "param_day", "2025-07-01")
                        .status())
                .isEqualTo(400);
    }

    static List<Example> examples() {
        return Example.ALL;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleRuns(Example example) {
        var answer =
                asker.query(example.statement(), "param_repo", "", "param_tool", "openai-codex", "param_rows", "5");

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("columns").size()).isGreaterThan(2);
    }

    @Test
    void errorsAreClickHousesOwnWordsWithAHint() {
        var typo = asker.query("SELECT a b c");
        var column = asker.query("SELECT nothing_like_this FROM mart.pull_request");
        var table = asker.query("SELECT * FROM mart.nothing_like_this");

        assertThat(typo.error()).startsWith("Syntax error: failed at position 12 (c) (line 1, col 12)");
        assertThat(column.error()).contains("nothing_like_this");
        assertThat(column.hint()).contains("columns of each view");
        assertThat(table.hint()).contains("views there are");
    }

    @Test
    void aPlanIsShownAndTheStatementNotRun() {
        var plan = asker.ask("/data/sql/explain", "SELECT count() FROM mart.pull_request WHERE repo = 'acme/shop'");
        var own = asker.ask("/data/sql/explain", "EXPLAIN SYNTAX SELECT 1");

        assertThat(plan.status()).as(plan.body().toString()).isEqualTo(200);
        assertThat(plan.body().path("rows").toString()).contains("pull_request");
        assertThat(own.body().path("rows").toString()).contains("SELECT 1");
    }

    /** {@code arrayMap(version, ..)} is refused by bare names; a view's own columns must not be. */
    @Test
    void everyViewOfMartCanBeReadColumnByColumn() throws SQLException {
        var columns = new HashMap<String, List<String>>();
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table, name FROM system.columns WHERE database = 'mart'")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), view -> new ArrayList<>())
                        .add("`" + rows.getString(2) + "`");
            }
        }
        assertThat(columns).hasSizeGreaterThan(40);
        columns.forEach((view, names) -> {
            var answer = asker.query("SELECT " + String.join(", ", names) + " FROM mart." + view + " LIMIT 1");
            assertThat(answer.status()).as(view + answer.body()).isEqualTo(200);
        });
    }

    @Test
    void theSchemaListsEveryViewWithWhatTheDocumentsSay() {
        var schema = asker.json("/data/sql/schema");

        var views = StreamSupport.stream(schema.spliterator(), false)
                .filter(view -> view.path("name").asText().equals("pull_request"))
                .toList();
        assertThat(views).hasSize(1);
        assertThat(views.get(0).path("about").asText()).startsWith("One row per pull request.");
        assertThat(views.get(0).path("columns").toString())
                .contains(
                        "salted SHA-256 of the title, hex; equal titles have equal hashes; the title itself may name people or");
        assertThat(schema.findValuesAsText("call")).contains("mart.line_rework_within(days = 25)");
    }

    @Test
    void aRunningQueryIsCancelledByItsOwnIdAndSaidToBe() throws Exception {
        var id = UUID.randomUUID().toString();
        var executor = Executors.newSingleThreadExecutor();
        try {
            var running = executor.submit(() -> asker.query("SELECT count() FROM numbers(1000000000000000)", "id", id));
            Await.until("the query runs", Duration.ofSeconds(10), () -> runningInClickHouse() > 0);

            var cancelled = asker.ask("/data/sql/cancel", null, "id", id);

            assertThat(cancelled.body().path("cancelled").asBoolean()).isTrue();
            assertThat(running.get().error()).isEqualTo("The query was cancelled.");
            assertThat(asker.json("/data/sql/runs/" + id).path("outcome").asText())
                    .isEqualTo("cancelled");
            Await.until("ClickHouse has stopped too", Duration.ofSeconds(10), () -> runningInClickHouse() == 0);
            assertThat(asker.ask("/data/sql/cancel", null, "id", id)
                            .body()
                            .path("cancelled")
                            .asBoolean())
                    .as("twice")
                    .isFalse();
        } finally {
            executor.shutdownNow();
        }
    }

    private static long runningInClickHouse() {
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count() FROM system.processes WHERE query LIKE"
                        + " '%numbers(1000000000000000)%' AND query NOT LIKE '%processes%'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void quotasAreCountedPerHourAndSaid() {
        try (var few = new Asker(warehouse, warehouse.console().withQuota(3, Duration.ofMinutes(15), 3))) {
            IntStream.range(0, 3)
                    .forEach(i -> assertThat(few.query("SELECT 1").status()).isEqualTo(200));

            var fourth = few.query("SELECT 1");

            assertThat(fourth.status()).isEqualTo(429);
            assertThat(fourth.error()).contains("3 queries in an hour");
            assertThat(few.json("/data/sql/history").get(0).path("outcome").asText())
                    .isEqualTo("refused");
        }
    }

    @Test
    void oneMoreAtOnceThanAllowedIsRefused() throws Exception {
        try (var one = new Asker(warehouse, warehouse.console().withQuota(100, Duration.ofMinutes(15), 1))) {
            var executor = Executors.newSingleThreadExecutor();
            try {
                var id = UUID.randomUUID().toString();
                var running =
                        executor.submit(() -> one.query("SELECT count() FROM numbers(1000000000000000)", "id", id));
                Await.until("the query runs", Duration.ofSeconds(10), () -> runningInClickHouse() > 0);

                var second = one.query("SELECT 1");

                assertThat(second.status()).isEqualTo(429);
                assertThat(second.error()).contains("at once (1)");
                one.ask("/data/sql/cancel", null, "id", id);
                assertThat(running.get().status()).isEqualTo(400);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    @Test
    void savedQueriesAreReplacedByNameAndDeleted() {
        var saved = asker.ask("/data/sql/saved", "SELECT 1", "name", "one", "for", "me")
                .body();
        var replaced = asker.ask("/data/sql/saved", "SELECT 2", "name", " one ", "for", "team")
                .body();

        assertThat(saved).hasSize(1);
        assertThat(replaced).hasSize(1);
        assertThat(replaced.get(0).path("statement").asText()).isEqualTo("SELECT 2");
        assertThat(replaced.get(0).path("shared").asBoolean()).isTrue();
        var id = replaced.get(0).path("id").asText();
        assertThat(asker.ask("/data/sql/saved/" + id + "/delete", null).body()).isEmpty();
        assertThat(asker.ask("/data/sql/saved/" + id + "/delete", null).status())
                .isEqualTo(400);
        assertThat(asker.ask("/data/sql/saved", "SELECT 1", "name", " ").error())
                .contains("has a name");
    }

    @Test
    void formsThatCannotBeUsedAreExplained() {
        var known = UUID.randomUUID().toString();
        asker.query("SELECT 1", "id", known);

        assertThat(asker.query(" ").error()).contains("no statement");
        assertThat(asker.query("SELECT '" + "x".repeat(100_001) + "'").error()).contains("at most 100000");
        assertThat(asker.query("SELECT 1", "id", "x' OR 1").error()).contains("UUID");
        assertThat(asker.query("SELECT 1", "id", known).error()).contains("asked before");
        assertThat(asker.query("SELECT 1", "param_a b", "1").error()).contains("plain name");
        assertThat(asker.ask("/data/sql/export", "SELECT 1", "format", "exe").error())
                .contains("csv, json or parquet");
        assertThat(asker.json("/data/sql/runs/none").path("error").asText()).contains("no query with this id");
    }

    @Test
    void theHistoryRemembersStatementsParametersAndOutcomes() {
        asker.query("SELECT {a:UInt8} AS the_remembered", "param_a", "5");
        asker.query("SELECT the_failing");

        var history = asker.json("/data/sql/history");

        assertThat(history.get(0).path("outcome").asText()).isEqualTo("failed");
        assertThat(history.get(1).path("statement").asText()).contains("the_remembered");
        assertThat(history.get(1).path("parameters").asText()).isEqualTo("{\"a\":\"5\"}");
        assertThat(history.get(1).path("rows").asInt()).isEqualTo(1);
    }

    @Test
    void withoutAUserForItTheConsoleIsClosed() {
        try (var server = io.plumbline.dashboards.DashboardServer.start(
                warehouse.config().withConsole(null), 0, Warehouse.CLOCK)) {
            var page = java.net.http.HttpClient.newHttpClient()
                    .sendAsync(
                            java.net.http.HttpRequest.newBuilder(java.net.URI.create(server.url() + "/sql"))
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString())
                    .join();

            assertThat(page.body()).contains("not set up", "plumbline.sql.user");
        }
    }

    @Test
    void theConnectPageHasALineForEveryClient() {
        assertThat(asker.get("/sql/connect").body())
                .contains(
                        "clickhouse-client",
                        "DBeaver",
                        "Grafana",
                        "Metabase",
                        "Superset",
                        "jdbc:clickhouse:http://127.0.0.1:");
    }

    @Test
    void everyColumnIsDocumented() throws SQLException {
        var docs = SchemaDocs.packaged();
        Map<String, List<String>> missing = new java.util.TreeMap<>();
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT t.name, c.name FROM system.tables AS t LEFT JOIN system.columns AS c"
                                + " ON c.database = t.database AND c.table = t.name WHERE t.database = 'mart'")) {
            while (rows.next()) {
                var column = rows.getString(2);
                if (docs.ofView(rows.getString(1)).isEmpty()
                        || (column != null && !column.isEmpty() && !docs.names(rows.getString(1), column))) {
                    missing.computeIfAbsent(rows.getString(1), view -> new ArrayList<>())
                            .add(String.valueOf(column));
                }
            }
        }
        assertThat(missing).as("add them to docs/sql.md").isEmpty();
    }
}
