package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.web.Route;
import io.plumbline.dashboards.web.RouteTable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tries to get at the figures of fewer than five people. Team large has nine people, medium six, five five, few four; the
 * four of few wrote 44 pull requests with Cursor in acme/tiny, of which 31 were merged.
 */
class SmallTeamsOnPagesTest {

    private static final String HIDDEN = "Too few people to show figures";

    @TempDir
    private static Path folder;

    private static Warehouse warehouse;
    private static House house;
    private static Visitor admin;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.teamsOfManySizes();
        house = House.at(folder, warehouse.config().withMinimumPeople(5))
                .account("ada", Role.ADMIN, Teams.ALL)
                .account("fay", Role.ANALYST, Teams.only(List.of("few")))
                .account("duo", Role.ANALYST, Teams.only(List.of("few", "five")))
                .account("lea", Role.ANALYST, Teams.only(List.of("large")));
        admin = house.loggedIn("ada");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    /** Pages and data that show figures; SQL texts and lists of pull requests show none. */
    static Stream<Route> figures() {
        return RouteTable.all().stream()
                .filter(route -> HandlerType.GET.equals(route.method()))
                .filter(route -> route.right() == Right.FIGURES || route.right() == Right.EXPORT)
                .filter(route -> !route.path().endsWith(".sql") && !route.path().equals("/definitions"))
                .filter(route -> !route.path().equals("/data/pull-requests.csv"))
                .filter(route -> !route.path().contains("{"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void aTeamOfFourIsShownOnNoPageAndInNoData(Route route) {
        for (var query : List.of(
                "team=few",
                "team=few&period=all",
                "team=few&from=2025-06-23&to=2025-07-27",
                "team=few&sort=author&order=asc&split=origin",
                "team=few&repo=acme/tiny&tool=cursor",
                "team=%20few%20",
                "team=few&team=large")) {
            assertHidden(admin, route, query);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void theTeamThatWouldGiveItAwayIsHiddenWithIt(Route route) {
        // All minus large minus medium minus five would be few.
        assertHidden(admin, route, "team=five&period=all");
        assertMedium(route, "team=medium&period=all");
        assertShown(admin, route, "team=large&period=all");
        assertShown(admin, route, "period=all");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void twoFiltersDoNotTellWhatOneHides(Route route) {
        // Eight of nine people of large use acme/big: large minus acme/big is one person.
        assertHidden(admin, route, "team=large&repo=acme/big&period=all");
        assertHidden(admin, route, "team=large&repo=acme/side&period=all");
        // Everybody of medium is in both halves.
        assertMedium(route, "team=medium&repo=acme/mid&period=all");
        assertHidden(admin, route, "team=medium&origin=ai_agent&period=all");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void aWindowInWhichFewWereThereIsHidden(Route route) {
        // Person n of a team begins at day n: in the first three days nobody else is there.
        assertHidden(admin, route, "team=large&from=2025-06-23&to=2025-06-25");
        assertShown(admin, route, "team=large&from=2025-06-23&to=2025-08-10");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void membersOfASmallTeamDoNotSeeItsFiguresEither(Route route) {
        var fay = house.loggedIn("fay");
        assertHidden(fay, route, "period=all");
        assertHidden(fay, route, "");
        assertShown(house.loggedIn("lea"), route, "period=all");
    }

    @Test
    void partsOfATeamThatFewAreBehindAreLeftOut() {
        // Two of the six of medium work with an agent, without a tool that is known.
        var trend = admin.get("/data/acceptance-trend.csv?team=medium&period=all&split=origin")
                .body();
        var acceptance =
                admin.get("/data/acceptance.csv?team=medium&period=all").body();

        assertThat(trend.lines().skip(1))
                .as("the rest would be the whole minus them")
                .isEmpty();
        assertThat(acceptance).contains("tool,metric_id").doesNotContain("AI agent", "Origin unknown");
        assertThat(admin.get("/data/acceptance-trend.csv?team=large&period=all&split=origin")
                        .body()
                        .lines())
                .hasSizeGreaterThan(3);
    }

    @Test
    void twoTeamsTogetherAreShownToWhoeverSeesBothAndNeitherAlone() {
        var duo = house.loggedIn("duo");
        var csv = figures()
                .filter(route -> route.path().equals("/data/acceptance.csv"))
                .findFirst()
                .orElseThrow();

        assertThat(duo.get("/data/acceptance.csv?team=few&period=all").statusCode())
                .isEqualTo(403);
        assertThat(duo.get("/data/acceptance.csv?team=five&period=all").statusCode())
                .isEqualTo(403);
        assertThat(csv.data()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"few' OR '1'='1", "few\"; --", "small teams", "FEW", "few%", "few\u0000", "few\nlarge", "-"})
    void oddTeamNamesTellNothingOfTheTeam(String team) {
        var query = "?period=all&team=" + URLEncoder.encode(team, StandardCharsets.UTF_8);

        assertThat(admin.get("/data/acceptance.csv" + query).body()).doesNotContain("31,44");
        assertThat(admin.get("/" + query).body()).doesNotContain("31 / 44");
    }

    @Test
    void dataSaysThatItIsHiddenAndIsNotSilentlyEmpty() {
        var answer = admin.get("/data/acceptance.csv?team=few&period=all");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"suppressed\":true", "Fewer than 5 people");
    }

    @Test
    void theReasonIsTheSameForTheSmallTeamAndTheOneThatProtectsIt() {
        var few = admin.get("/?team=few&period=all").body();
        var five = admin.get("/?team=five&period=all").body();

        assertThat(few.replaceAll("form-token\" value=\"[^\"]*", "")).contains("Fewer than 5 people");
        assertThat(five).contains("Fewer than 5 people");
    }

    @Test
    void viewsOfMartHideTheSameTeams() throws SQLException {
        assertThat(warehouse.ask("SELECT arrayStringConcat(arraySort(groupUniqArray(assumeNotNull(team))), ',')"
                        + " FROM mart.pull_request"))
                .isEqualTo("large,medium,small teams");
        assertThat(warehouse.ask("SELECT arrayStringConcat(arraySort(groupUniqArray(assumeNotNull(team))), ',')"
                        + " FROM mart.metric_daily"))
                .isEqualTo("large,medium,small teams");
        assertThat(warehouse.ask("SELECT count() FROM mart.pull_request WHERE team = 'small teams'"))
                .isEqualTo(warehouse.ask(
                        "SELECT count() FROM plumbline.pull_request FINAL WHERE team IN ('few', 'five')"));
    }

    private static void assertHidden(Visitor visitor, Route route, String query) {
        var answer = visitor.get(route.path() + "?" + query);
        if (route.data()) {
            assertThat(answer.statusCode())
                    .as(route + " " + query + " " + answer.body())
                    .isEqualTo(403);
            assertThat(answer.body()).contains("suppressed");
        } else {
            assertThat(answer.body()).as(route + " " + query).contains(HIDDEN);
        }
        assertThat(answer.body()).doesNotContain("31,44", "31 / 44", "acme/tiny#");
    }

    /** Two of the six of medium work with an agent: figures of both sides would tell what the two do. */
    private static void assertMedium(Route route, String query) {
        if (route.sides()) {
            assertHidden(admin, route, query);
        } else {
            assertShown(admin, route, query);
        }
    }

    private static void assertShown(Visitor visitor, Route route, String query) {
        var answer = visitor.get(route.path() + "?" + query);
        assertThat(answer.statusCode())
                .as(route + " " + query + " " + answer.body())
                .isEqualTo(200);
        assertThat(answer.body()).as(route + " " + query).doesNotContain(HIDDEN);
    }
}
