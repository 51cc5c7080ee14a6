package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.web.Route;
import io.plumbline.dashboards.web.RouteTable;
import io.plumbline.testing.AgreeingRows;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One question, one answer: for every card that the server offers, the JSON, the CSV and the statement it shows give the
 * same rows; what a card of a share prints is what {@code mart.metric_daily} adds up to. New cards are found by themselves.
 */
class NumbersAgreeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> SCOPES =
            List.of("?period=all", "?from=2025-06-23&to=2025-07-06&tool=openai-codex", "?period=all&team=search");

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acmeWithTeams().whatHappenedNext().troubles().sharesOfRework();
        server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** Names of all data that are offered as JSON, CSV and statement alike, each with each scope. */
    static List<String> addresses() {
        return RouteTable.tables().stream()
                .flatMap(path -> SCOPES.stream().map(scope -> path + " " + scope))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("addresses")
    void jsonCsvAndTheShownStatementGiveTheSameRows(String address) throws Exception {
        var name = address.split(" ")[0];
        var scope = address.split(" ")[1];

        var json = JSON.readTree(body(name + ".json" + scope));
        var csv = AgreeingRows.ofCsv(body(name + ".csv" + scope));
        var asked = warehouse.table(body(name + ".sql" + scope));

        var fromJson = AgreeingRows.ofJson(json);
        assertThat(csv).as("CSV against JSON").isEqualTo(fromJson);
        if (name.equals("/data/teams")) {
            // The page leaves out teams of few people; the statement, over the public views, cannot name them.
            return;
        }
        assertThat(AgreeingRows.of(asked))
                .as("the statement, run, against JSON")
                .isEqualTo(fromJson);
        if (!fromJson.rows().isEmpty()) {
            assertThat(json.get("columns")).isNotEmpty();
        }
    }

    static List<String> shares() {
        return RouteTable.all().stream()
                .map(Route::path)
                .filter(path -> path.startsWith("/card/measure-"))
                .map(path -> path.substring("/card/measure-".length()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shares")
    void theCountsOnACardAreThoseOfThePublicView(String name) throws Exception {
        for (var scope : List.of("?period=all", "?from=2025-06-23&to=2025-07-06&repo=acme/shop")) {
            var card = body("/card/measure-" + name + scope);
            var rows = JSON.readTree(body("/data/measure-" + name + ".json" + scope));
            var period = body("/data/measure-" + name + ".sql" + scope);
            var from = find(period, "day >= toDate\\('([0-9-]+)'\\)");
            var to = find(period, "AND toDate\\('([0-9-]+)'\\)\\s+AND \\(");

            for (var arm : Stream.of("ai", "ai_agent", "ai_assisted", "unknown", "automation_bot")
                    .toList()) {
                var view = warehouse.ask("SELECT concat(toString(sumIf(numerator, finality = 'final')), ' / ',"
                        + " toString(sumIf(denominator, finality = 'final'))) FROM mart.metric_daily WHERE metric_id = '"
                        + name.replace('-', '_') + "' AND day BETWEEN '" + from + "' AND '" + to + "' AND "
                        + (arm.equals("ai") ? "startsWith(origin, 'ai_')" : "origin = '" + arm + "'")
                        + (scope.contains("repo=") ? " AND repo = 'acme/shop'" : ""));

                assertThat(sum(rows, arm)).as("JSON, " + arm).isEqualTo(view);
                if (card.contains("data-arm=\"" + arm + "\"")) {
                    var row = card.substring(card.indexOf("data-arm=\"" + arm + "\""));
                    assertThat(find(row, "class=\"counts\"[^>]*>([0-9,]+ / [0-9,]+)<")
                                    .replace(",", ""))
                            .as("card, " + arm)
                            .isEqualTo(view);
                } else {
                    assertThat(view).as("no row for " + arm).isEqualTo("0 / 0");
                }
            }
        }
    }

    @Test
    void theListItsCountItsExportAndTheViewHaveTheSamePullRequests() throws Exception {
        for (var filter : List.of("", "&tool=openai-codex", "&origin=ai", "&outcome=merged", "&team=payments")) {
            var page = body("/pulls?period=all" + filter);
            var csv = AgreeingRows.ofCsv(body("/data/pull-requests.csv?period=all" + filter));
            var view = warehouse.ask("SELECT count() FROM mart.pull_request WHERE "
                    + switch (filter) {
                        case "&tool=openai-codex" -> "tool = 'openai-codex'";
                        case "&origin=ai" -> "origin IN ('ai_agent', 'ai_assisted')";
                        case "&outcome=merged" -> "merged_at IS NOT NULL";
                        case "&team=payments" -> "team = 'payments'";
                        default -> "1";
                    });

            assertThat(find(page, "id=\"matching\">([0-9,]+) pull").replace(",", ""))
                    .isEqualTo(view);
            assertThat(Integer.toString(csv.rows().size())).isEqualTo(view);
        }
    }

    @Test
    void whatIsOfferedAsRowsIsOfferedInAllThreeForms() {
        var paths = RouteTable.all().stream().map(Route::path).toList();

        assertThat(addresses()).as("the walk finds cards").hasSizeGreaterThan(20);
        assertThat(RouteTable.all().stream()
                        .filter(route -> route.path().startsWith("/data/")
                                && route.path().endsWith(".csv")
                                && route.right() == Right.EXPORT)
                        .map(route -> route.path().replace(".csv", ".sql")))
                .as("whoever may take rows away may see their statement")
                .isSubsetOf(paths);
    }

    private static String body(String path) {
        var answer = Http.get(server, path);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String find(String text, String pattern) {
        var found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    private static String sum(JsonNode table, String arm) throws IOException {
        var columns = new ArrayList<String>();
        table.get("columns").forEach(column -> columns.add(column.asText()));
        long numerator = 0;
        long denominator = 0;
        for (var row : table.get("rows")) {
            var origin = row.get(columns.indexOf("of_origin")).asText();
            boolean mine = arm.equals("ai") ? origin.startsWith("ai_") : origin.equals(arm);
            if (mine && row.get(columns.indexOf("is_now")).asInt() == 1) {
                numerator += row.get(columns.indexOf("final_numerator_count")).asLong();
                denominator +=
                        row.get(columns.indexOf("final_denominator_count")).asLong();
            }
        }
        return numerator + " / " + denominator;
    }
}
