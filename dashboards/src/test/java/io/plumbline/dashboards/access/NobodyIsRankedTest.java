package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.web.Route;
import io.plumbline.dashboards.web.RouteTable;
import io.plumbline.testing.TestServices;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No page, data address or view groups figures by a person. */
class NobodyIsRankedTest {

    /** Views with a person in a row, and what a row is: a thing that happened, never a sum over a person. */
    private static final Map<String, String> ONE_ROW_PER = Map.ofEntries(
            Map.entry("pull_request", "pull request"),
            Map.entry("flow", "pull request"),
            Map.entry("open_pull_request", "pull request"),
            Map.entry("event", "event"),
            Map.entry("suggestion", "review comment"),
            Map.entry("deployment", "deployment"),
            Map.entry("line_history", "commit"),
            Map.entry("usage_day", "figure that a vendor reported"),
            Map.entry("team_member", "membership"),
            Map.entry("identity_link", "decision"),
            Map.entry("config_entry", "decision"),
            Map.entry("origin_override", "decision"));

    private static final Pattern PERSON = Pattern.compile(
            "author_id|accountable_id|person|person_id|actor_id|reviewer|creator_id|decided_by|merged_by|undone_by|accounts"
                    + "|.*_(login|email|pseudonym)|login|email|user|developer");

    /** Words with which a reader would ask for an order of people. */
    private static final List<String> ASKING = List.of("sort=author", "by=person", "split=author", "group=login");

    @TempDir
    private static Path folder;

    private static House house;

    @BeforeAll
    static void open() throws SQLException {
        house = House.at(folder, Warehouse.teamsOfManySizes().config().withMinimumPeople(5))
                .account("vic", Role.VIEWER, Teams.ALL)
                .account("ana", Role.ANALYST, Teams.ALL);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void viewsHaveAPersonInARowOnlyWhereARowIsOneThing() throws SQLException {
        var withPerson = new TreeMap<String, List<String>>();
        // One says whether a person or a setting decided, the other which pull request undid a revert.
        for (var column : rows("SELECT concat(table, '|', name) FROM system.columns WHERE database = 'mart'"
                + " AND concat(table, '|', name) NOT IN ('ide_acceptance|decided_by', 'revert|undone_by')")) {
            var parts = column.split("\\|", -1);
            if (PERSON.matcher(parts[1]).matches()) {
                withPerson.computeIfAbsent(parts[0], view -> new ArrayList<>()).add(parts[1]);
            }
        }

        assertThat(ONE_ROW_PER.keySet()).containsAll(withPerson.keySet());
        assertThat(withPerson).hasSizeGreaterThan(8);
        for (var view : withPerson.keySet()) {
            assertThat(rows("SELECT as_select FROM system.tables WHERE database = 'mart' AND name = '" + view + "'")
                            .get(0)
                            .replaceAll("(?s)\\(\\s*SELECT.*?GROUP BY.*?\\)", ""))
                    .as("mart.%s, a row per %s, sums over nobody", view, ONE_ROW_PER.get(view))
                    .doesNotContainPattern("GROUP BY [^)]*(author|person|accountable|reviewer|actor)");
        }
    }

    /** Pages of figures that have no pull request, and data: of those, what a viewer or analyst may open. */
    static Stream<Route> figures() {
        return RouteTable.all().stream()
                .filter(route -> HandlerType.GET.equals(route.method()))
                .filter(route -> route.right() == Right.FIGURES
                        || (route.right() == Right.EXPORT && !route.path().startsWith("/data/pull-requests")))
                .filter(route -> !route.path().contains("{"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void noPageOfFiguresHasALoginOrAPseudonym(Route route) {
        for (var login : List.of("vic", "ana")) {
            var visitor = house.loggedIn(login);
            for (var asking : ASKING) {
                var body = visitor.get(route.path() + "?period=all&" + asking).body();

                assertThat(body)
                        .as(login + " asks " + route + " " + asking)
                        .doesNotContainPattern("(p-)?(large|medium|five|few)-[0-8]\\b");
            }
        }
    }

    @Test
    void theListOfPullRequestsKnowsNoOrderByPerson() {
        var ana = house.loggedIn("ana");
        var usual = ana.get("/data/pull-requests.csv?period=all").body();

        for (var asking : ASKING) {
            assertThat(ana.get("/data/pull-requests.csv?period=all&" + asking).body())
                    .isEqualTo(usual);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        }
    }
}
