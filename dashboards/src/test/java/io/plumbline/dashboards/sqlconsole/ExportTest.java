package io.plumbline.dashboards.sqlconsole;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.Warehouse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files of a result: what is in them, and what they say when they are not whole. */
class ExportTest {

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
    void csvHasGuardedTextAndPlainNumbers() {
        var sql = "SELECT '=cmd|x' AS `=formula`, -5 AS negative, '-5' AS text, '@a' AS at, '+1' AS plus, '\\ttab' AS"
                + " tab, 'a,\"b\"' AS quoted, NULL AS nothing, [1, 2] AS list, toDate('2025-07-01') AS day";

        var file = asker.post("/data/sql/export", sql, "format", "csv");

        assertThat(file.headers().firstValue("Content-Disposition").orElse(""))
                .matches("attachment; filename=\"query-[0-9a-f]{8}\\.csv\"");
        assertThat(file.body())
                .isEqualTo("'=formula,negative,text,at,plus,tab,quoted,nothing,list,day\r\n"
                        + "'=cmd|x,-5,'-5,'@a,'+1,'\ttab,\"a,\"\"b\"\"\",,\"[1,2]\",2025-07-01\r\n");
    }

    @Test
    void filesThatAreCutSayWhereAndSoDoesThePage() {
        try (var small = new Asker(warehouse, warehouse.console().withExport(10, 1_000_000))) {
            var sql = "SELECT number AS n FROM numbers(100)";
            var id = UUID.randomUUID().toString();

            var csv = small.post("/data/sql/export", sql, "format", "csv", "id", id);
            var json = small.post("/data/sql/export", sql, "format", "json");
            var parquet = small.post("/data/sql/export", sql, "format", "parquet");
            var whole = small.post("/data/sql/export", "SELECT number AS n FROM numbers(10)", "format", "csv");

            assertThat(csv.body().lines()).hasSize(12).last().asString().startsWith("cut after 10 rows");
            assertThat(json.body().lines())
                    .hasSize(11)
                    .last()
                    .asString()
                    .startsWith("{\"plumbline_note\":\"cut after 10 rows");
            assertThat(parquet.headers().firstValue("Content-Disposition").orElse(""))
                    .contains("-cut-after-10-rows.parquet");
            assertThat(parquet.headers().firstValue("X-Plumbline-Cut")).isPresent();
            assertThat(parquet.body()).startsWith("PAR1").endsWith("PAR1");
            assertThat(whole.body().lines()).hasSize(11).last().asString().isEqualTo("9");
            var run = small.json("/data/sql/runs/" + id);
            assertThat(run.path("outcome").asText()).isEqualTo("cut");
            assertThat(run.path("message").asText()).contains("cut after 10 rows");
        }
    }

    @Test
    void filesEndAtTheirSizeToo() {
        try (var small = new Asker(warehouse, warehouse.console().withExport(1_000_000, 100_000))) {
            var sql = "SELECT number AS n, repeat('x', 100) AS x, cityHash64(number) AS h FROM numbers(100000)";

            var csv = small.post("/data/sql/export", sql, "format", "csv");
            var parquet = small.post("/data/sql/export", sql, "format", "parquet");

            assertThat(csv.body().length()).isBetween(100_000, 101_000);
            assertThat(csv.body().lines().reduce((a, b) -> b).orElse("")).contains("at 100000 bytes");
            assertThat(parquet.statusCode()).isEqualTo(400);
            assertThat(parquet.body()).contains("would be larger than 100000 bytes", "take CSV");
        }
    }

    @Test
    void aQueryThatFailsAmongItsRowsLeavesAFileThatSaysSo() {
        var sql = "SELECT number, repeat('x', 1000), throwIf(number = 50000, 'late') FROM numbers(60000)";

        var csv = asker.post("/data/sql/export", sql, "format", "csv");
        var json = asker.post("/data/sql/export", sql, "format", "json");

        for (var file : List.of(csv, json)) {
            var last = file.body().lines().reduce((a, b) -> b).orElse("");
            assertThat(file.statusCode() == 400 || last.contains("this file is not whole"))
                    .as(file.statusCode() + " " + last)
                    .isTrue();
        }
    }

    @Test
    void aMillionRowsAreStreamed() {
        var id = UUID.randomUUID().toString();

        var csv = asker.post("/data/sql/export", "SELECT number AS n FROM numbers(1000001)", "format", "csv", "id", id);

        assertThat(csv.body().getBytes(StandardCharsets.UTF_8).length).isGreaterThan(7_000_000);
        assertThat(csv.body())
                .endsWith("999999\r\ncut after 1000000 rows; the result has more: narrow it for the rest\r\n");
        assertThat(asker.json("/data/sql/runs/" + id).path("rows").asLong()).isEqualTo(1_000_000);
    }

    @Test
    void jsonLinesHoldOneObjectEach() {
        var json = asker.post("/data/sql/export", "SELECT 1 AS a, 'x' AS b UNION ALL SELECT 2, 'y'", "format", "json");

        assertThat(json.body().lines().sorted()).containsExactly("{\"a\":1,\"b\":\"x\"}", "{\"a\":2,\"b\":\"y\"}");
    }
}
