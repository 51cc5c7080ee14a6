package io.plumbline.dashboards.sqlconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.testing.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is shipped for other programs. The users' statements are parsed here and no more: the embedded engine has no users
 * to make. With {@code -Dplumbline.docs.write=true} the lists of views are written anew.
 */
class DeployFilesTest {

    private static final Path DEPLOY =
            Path.of(System.getProperty("plumbline.root", "..")).resolve("deploy");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Asker asker;

    @BeforeAll
    static void open() throws SQLException {
        var warehouse = Warehouse.acme();
        asker = new Asker(warehouse, warehouse.console());
    }

    @AfterAll
    static void close() {
        asker.close();
    }

    private static List<String> rows(String sql) throws SQLException {
        var rows = new ArrayList<String>();
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static String views() throws SQLException {
        return "-- The views read the tables behind them as their definer, so that whoever may read a view needs no"
                + " right to the tables.\n"
                + "-- Made from the migrations; run it again after an upgrade. Put the account of"
                + " plumbline.clickhouse.user in the place of\n"
                + "-- plumbline.\n\n"
                + rows("SELECT name FROM system.tables WHERE database = 'mart' ORDER BY name").stream()
                        .map(view -> "ALTER TABLE mart." + view + " MODIFY DEFINER = plumbline SQL SECURITY DEFINER;\n")
                        .collect(Collectors.joining());
    }

    private static String teams() throws SQLException {
        var limited = rows("SELECT table FROM system.columns WHERE database = 'mart' AND name = 'team' ORDER BY table");
        return "-- People who see one team only: a role per team, here payments. Made from the migrations; run it"
                + " again after an upgrade.\n"
                + "-- Views without a team are not granted. The first policy on a view hides it from everybody whom no"
                + " policy names, so\n"
                + "-- analysts of all teams and Plumbline's own account get one that shows everything. Tried on no server"
                + " here: see\n"
                + "-- docs/sql-access.md for how to check it on yours.\n\n"
                + "CREATE ROLE IF NOT EXISTS plumbline_team_payments;\n\n"
                + limited.stream()
                        .map(view -> "CREATE ROW POLICY IF NOT EXISTS plumbline_all ON mart." + view
                                + " USING 1 TO plumbline_analyst, plumbline;\n"
                                + "CREATE ROW POLICY IF NOT EXISTS plumbline_team_payments ON mart." + view
                                + " USING team = 'payments' TO plumbline_team_payments;\n"
                                + "GRANT SELECT ON mart." + view + " TO plumbline_team_payments;\n")
                        .collect(Collectors.joining("\n"))
                + "\nALTER SETTINGS PROFILE plumbline_analyst TO plumbline_analyst, plumbline_team_payments;\n"
                + "ALTER QUOTA plumbline_analyst TO plumbline_analyst, plumbline_team_payments;\n";
    }

    private static void isAsMade(String name, String made) throws IOException {
        var file = DEPLOY.resolve("clickhouse").resolve(name);
        if (Boolean.getBoolean("plumbline.docs.write")) {
            Files.writeString(file, made);
        }
        assertThat(file)
                .as("write it anew with -Dplumbline.docs.write=true")
                .content()
                .isEqualTo(made);
    }

    @Test
    void theListsOfViewsAreComplete() throws SQLException, IOException {
        isAsMade("02-views.sql", views());
        isAsMade("03-teams.sql", teams());
    }

    static List<String> statements() throws IOException {
        var statements = new ArrayList<String>();
        try (Stream<Path> files = Files.list(DEPLOY.resolve("clickhouse"))) {
            for (var file : files.filter(path -> path.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                Pattern.compile(";\\s*\n")
                        .splitAsStream(Files.readString(file).replaceAll("(?m)^--.*\n", ""))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .forEach(statements::add);
            }
        }
        return statements;
    }

    @Test
    void everyStatementForAServerParses() throws SQLException, IOException {
        var statements = statements();

        assertThat(statements).hasSizeGreaterThan(50);
        for (var statement : statements) {
            var literal = "'" + statement.replace("\\", "\\\\").replace("'", "\\'") + "'";
            assertThat(rows("SELECT formatQuery(" + literal + ")").get(0)).isNotBlank();
        }
    }

    record Panel(String board, String title, String sql) {
        @Override
        public String toString() {
            return board + ": " + title;
        }
    }

    static List<Panel> panels() throws IOException {
        var panels = new ArrayList<Panel>();
        try (Stream<Path> files = Files.list(DEPLOY.resolve("grafana/dashboards"))) {
            for (var file : files.sorted().toList()) {
                var board = JSON.readTree(Files.readString(file));
                var name = board.path("title").asText();
                board.path("panels").forEach(panel -> panel.path("targets")
                        .forEach(target -> panels.add(new Panel(
                                name,
                                panel.path("title").asText(),
                                target.path("rawSql").asText()))));
                board.path("templating")
                        .path("list")
                        .forEach(variable -> panels.add(new Panel(
                                name,
                                "variable " + variable.path("name").asText(),
                                variable.path("query").asText())));
            }
        }
        return panels;
    }

    /** As Grafana's plugin does before it sends a statement. */
    private static String asSent(String sql) {
        return sql.replaceAll(
                        "\\$__timeFilter_ms\\(([a-z_]+)\\)",
                        "$1 >= fromUnixTimestamp64Milli(1735689600000) AND $1 <="
                                + " fromUnixTimestamp64Milli(1767225600000)")
                .replaceAll(
                        "\\$__dateFilter\\(([a-z_]+)\\)", "$1 >= toDate('2025-01-01') AND $1 <= toDate('2026-01-01')")
                .replace("${team:singlequote}", "'no team','payments'");
    }

    @Test
    void thereAreThreeDashboardsOverTheViewsAndNothingElse() throws IOException {
        assertThat(panels().stream().map(Panel::board).distinct()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(panels()).allMatch(panel -> panel.sql().contains("mart."));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("panels")
    void everyPanelRunsAsTheUserOfTheDataSource(Panel panel) {
        var sql = asSent(panel.sql());

        var answer = asker.query(sql);

        assertThat(sql).as("a macro that the test does not know").doesNotContain("$");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        if (panel.sql().contains(" AS time")) {
            assertThat(answer.body().path("columns").path(0).path("name").asText())
                    .isEqualTo("time");
        }
    }

    @Test
    void aPanelOfTheWarehouseShowsItsNumbers() throws IOException {
        var merged = panels().stream()
                .filter(panel -> panel.title().equals("Share merged, by tool"))
                .findFirst()
                .orElseThrow();

        JsonNode rows = asker.query(asSent(merged.sql())).body().path("rows");

        assertThat(rows.toString()).contains("\"openai-codex\",130,200,65");
    }
}
