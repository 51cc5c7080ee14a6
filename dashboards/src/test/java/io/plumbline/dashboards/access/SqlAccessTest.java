package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.rights.TokenScope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask in SQL, what is kept of it, and that nobody sees or ends what is another's. */
class SqlAccessTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static House house;
    private static Visitor ada;
    private static Visitor bob;
    private static String token;

    @BeforeAll
    static void open() throws Exception {
        house = House.at(folder, Warehouse.acmeWithTeams().config())
                .account("ada", Role.ANALYST, Teams.ALL)
                .account("bob", Role.ANALYST, Teams.ALL)
                .account("limited", Role.ANALYST, Teams.only(List.of("payments")))
                .account("boss", Role.ADMIN, Teams.ALL);
        ada = house.loggedIn("ada");
        bob = house.loggedIn("bob");
        token = house.desk()
                .tokens()
                .create(
                        Actor.ITSELF,
                        house.desk().accounts().byLogin("ada").orElseThrow(),
                        "sql",
                        Set.of(TokenScope.READ_SQL),
                        1);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static HttpResponse<String> ask(Visitor visitor, String path, String... fields) {
        return visitor.post(path, visitor.token("/account"), fields);
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return JSON.readTree(answer.body());
    }

    private static List<Audit.Entry> audit(String actor) {
        return house.desk().audit().read(Audit.SQL, actor, 0, 50);
    }

    @Test
    void everyStatementIsInTheAuditWholeWithItsOutcome() {
        var padding = "x".repeat(9000);
        ask(ada, "/data/sql/query", "sql", "SELECT {a:UInt8} AS asked, '" + padding + "'", "param_a", "7");
        ask(ada, "/data/sql/query", "sql", "SELECT payload FROM plumbline.raw_event");
        ask(ada, "/data/sql/export", "sql", "SELECT 1 AS exported", "format", "csv");

        var rows = audit("ada");

        assertThat(rows.get(0).subject()).startsWith("finished, csv, 1 rows, ");
        assertThat(rows.get(0).detail()).isEqualTo("SELECT 1 AS exported");
        assertThat(rows.get(1).subject()).startsWith("failed, rows, 0 rows, ");
        assertThat(rows.get(1).detail()).contains("plumbline.raw_event", "-- console: The table");
        assertThat(rows.get(2).subject()).startsWith("finished, rows, 1 rows, ");
        assertThat(rows.get(2).detail()).contains(padding, "-- parameters {\"a\":\"7\"}");
        assertThat(rows.get(2).address()).isEqualTo("127.0.0.1");
    }

    @Test
    void aStatementWithoutTheFormsTokenIsNotRun() {
        var answer = ada.post("/data/sql/query", (String) null, "sql", "SELECT 'forged' AS word");
        var foreign = ada.post(
                "/data/sql/query",
                new String[] {"Origin", "https://evil.example"},
                ada.token("/account"),
                "sql",
                "SELECT 'forged' AS word");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(audit("ada")).noneMatch(row -> row.detail().contains("forged"));
    }

    @Test
    void aReaderOfSomeTeamsIsToldThatSqlShowsAll() throws Exception {
        var limited = house.loggedIn("limited");

        var page = limited.get("/sql");
        var answer = ask(limited, "/data/sql/query", "sql", "SELECT team FROM mart.pull_request");

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("SQL shows all teams", "row policies");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("error").asText()).contains("cannot be limited to teams");
        for (var path : List.of("/data/sql/schema", "/data/sql/history", "/data/sql/saved")) {
            assertThat(limited.get(path).statusCode()).as(path).isEqualTo(403);
        }
        assertThat(ask(limited, "/data/sql/export", "sql", "SELECT 1", "format", "csv")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorHasNoSqlAndSeesTheLinkNowhere() {
        var boss = house.loggedIn("boss");

        assertThat(boss.get("/sql").statusCode()).isEqualTo(403);
        assertThat(boss.get("/").body()).doesNotContain("href=\"/sql\"");
        assertThat(ada.get("/").body()).contains("href=\"/sql\"");
    }

    @Test
    void historiesRunsAndPrivateQueriesAreOnesOwn() throws Exception {
        var id = UUID.randomUUID().toString();
        ask(ada, "/data/sql/query", "sql", "SELECT 'adas own' AS word", "id", id);
        ask(ada, "/data/sql/saved", "sql", "SELECT 'private'", "name", "private", "for", "me");
        ask(ada, "/data/sql/saved", "sql", "SELECT 'shared'", "name", "shared", "for", "team");

        assertThat(bob.get("/data/sql/history").body()).doesNotContain("adas own");
        assertThat(bob.get("/data/sql/runs/" + id).statusCode()).isEqualTo(400);
        var seen = json(bob.get("/data/sql/saved"));
        assertThat(seen.findValuesAsText("name")).containsExactly("shared");
        assertThat(seen.get(0).path("login").asText()).isEqualTo("ada");
        assertThat(seen.get(0).path("own").asBoolean()).isFalse();
        var others = seen.get(0).path("id").asText();
        assertThat(ask(bob, "/data/sql/saved/" + others + "/delete").statusCode())
                .isEqualTo(400);
        assertThat(json(ada.get("/data/sql/saved"))).hasSize(2);
        assertThat(json(ask(bob, "/data/sql/cancel", "id", id))
                        .path("cancelled")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aTokenAsksButChangesNothing() throws Exception {
        var program = new String[] {"Authorization", "Bearer " + token};
        var visitor = house.visitor();

        var answer = visitor.post("/data/sql/query", program, null, "sql", "SELECT count() FROM mart.pull_request");
        var file = visitor.post("/data/sql/export", program, null, "sql", "SELECT 1 AS a", "format", "json");
        var saved = visitor.post("/data/sql/saved", program, null, "sql", "SELECT 1", "name", "by token");

        assertThat(json(answer).path("rows").toString()).isEqualTo("[[365]]");
        assertThat(file.body()).isEqualTo("{\"a\":1}\n");
        assertThat(saved.statusCode()).isEqualTo(403);
        assertThat(audit("ada")).anyMatch(row -> row.subject().endsWith("by API token"));
        assertThat(visitor.get("/data/pull-requests.csv", program).statusCode())
                .as("another scope")
                .isEqualTo(403);
    }
}
