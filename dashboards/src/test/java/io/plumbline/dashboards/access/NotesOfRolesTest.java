package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes over HTTP, with accounts. */
class NotesOfRolesTest {

    private static final String CHART = "/data/measure-corrective-21d-trend.json?period=all";

    @TempDir
    private static Path folder;

    private static House house;

    @BeforeAll
    static void open() throws SQLException {
        house = House.at(folder, Warehouse.acmeWithTeams().sharesOfRework().config())
                .account("ada", Role.MANAGER, Teams.ALL)
                .account("grace", Role.MANAGER, Teams.only(List.of("payments")))
                .account("vera", Role.VIEWER, Teams.ALL)
                .account("root", Role.ADMIN, Teams.ALL);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static int write(Visitor visitor, String text, String team, String reach, String day) {
        return visitor.post(
                        "/notes",
                        visitor.token("/notes"),
                        "day",
                        day,
                        "kind",
                        "rollout",
                        "text",
                        text,
                        "team",
                        team,
                        "reach",
                        reach)
                .statusCode();
    }

    @Test
    void aSharedNoteOfOneTeamIsMarkedForThoseWhoSeeTheTeamAndForNobodyElse() {
        var ada = house.loggedIn("ada");
        var grace = house.loggedIn("grace");
        var before = ada.get(CHART).headers().firstValue("ETag").orElseThrow();

        assertThat(write(ada, "Search begins with <b>agents</b>", "search", "shared", "2025-07-01"))
                .isEqualTo(303);

        assertThat(ada.get(CHART, "If-None-Match", before).statusCode())
                .as("a note changes the chart")
                .isEqualTo(200);
        assertThat(ada.get(CHART).body()).contains("\"kind\":\"rollout\"", "Search begins with <b>agents</b> (search)");
        assertThat(ada.get("/notes").body()).contains("Search begins with &lt;b&gt;agents&lt;/b&gt;");
        assertThat(house.loggedIn("vera").get(CHART).body()).contains("Search begins");
        assertThat(grace.get(CHART).body()).doesNotContain("Search begins");
        assertThat(grace.get("/notes").body()).doesNotContain("Search begins");
        assertThat(ada.get(CHART + "&team=payments").body()).doesNotContain("Search begins");
    }

    @Test
    void whatCannotBeKeptIsRefusedWithTheReason() {
        var ada = house.loggedIn("ada");
        var grace = house.loggedIn("grace");

        assertThat(write(ada, "x".repeat(251), "", "shared", "2025-07-01")).isEqualTo(400);
        assertThat(write(ada, "  ", "", "shared", "2025-07-01")).isEqualTo(400);
        assertThat(write(ada, "when?", "", "shared", "soon")).isEqualTo(400);
        assertThat(write(grace, "of all", "", "shared", "2025-07-01"))
                .as("a reader of one team speaks for that team")
                .isEqualTo(400);
        assertThat(write(grace, "of others", "search", "shared", "2025-07-01")).isIn(400, 403);
        assertThat(write(grace, "x".repeat(250), "payments", "shared", "2025-07-01"))
                .isEqualTo(303);
        assertThat(ada.post("/notes", "forged", "day", "2025-07-01", "text", "forged")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void onlyTheAuthorOrAnAdministratorRemovesANote() {
        var ada = house.loggedIn("ada");
        var root = house.loggedIn("root");
        write(ada, "to be removed", "", "shared", "2025-06-30");
        var id = root.get("/notes")
                .body()
                .replaceAll("(?s).*value=\"(\\d+)\">Remove<span class=\"sr\"> to be removed.*", "$1");
        var grace = house.loggedIn("grace");

        assertThat(grace.get("/notes").body())
                .contains("to be removed")
                .doesNotContain("Remove<span class=\"sr\"> to be");
        assertThat(grace.post("/notes", grace.token("/notes"), "remove", id).statusCode())
                .isEqualTo(400);
        assertThat(root.post("/notes", root.token("/notes"), "remove", id).statusCode())
                .isEqualTo(303);
        assertThat(ada.get("/notes").body()).doesNotContain("to be removed");
    }
}
