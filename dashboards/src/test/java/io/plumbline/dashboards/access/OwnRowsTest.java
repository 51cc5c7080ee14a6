package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.rights.TokenScope;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's own rows, and everybody's attempts at them. The directory links the account vic with mona of GitHub. */
class OwnRowsTest {

    @TempDir
    private static Path folder;

    private static Warehouse warehouse;
    private static House house;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acmeWithTeams();
        house = House.at(folder, warehouse.config())
                .account("vic", Role.VIEWER, Teams.only(List.of("payments")))
                .account("mona@example.org", Role.ANALYST, Teams.ALL)
                .account("mona", Role.MANAGER, Teams.ALL)
                .account("ada", Role.ADMIN, Teams.ALL)
                .account("other@example.org", Role.MANAGER, Teams.ALL);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void aLinkedPersonSeesTheirOwnRowsAlsoThoseOfOtherTeams() {
        var page = house.loggedIn("vic").get("/me");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Mona Lisa", "acme/core#", "Only you see this page");
        assertThat(page.body()).as("a viewer opens no single pull request").doesNotContain("href=\"/pr/");
    }

    @Test
    void anAddressOfTheDirectoryLinksToo() {
        assertThat(house.loggedIn("mona@example.org").get("/me").body())
                .contains("Mona Lisa", "href=\"/pr/github/acme/");
    }

    @Test
    void whoeverHasNoRowsSeesThatAndNobodyElses() {
        assertThat(house.loggedIn("other@example.org").get("/me").body())
                .contains("No pull request of yours is stored")
                .doesNotContain("acme/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mona", "ada"})
    void aLoginThatTheDirectoryDoesNotListIsNobody(String login) {
        // mona is an account of GitHub in the directory; whoever has that login here may be somebody else.
        assertThat(house.loggedIn(login).get("/me").body())
                .contains("Your account is not linked to a person")
                .doesNotContain("acme/", "Mona Lisa");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/me?person=mona",
                "/me?login=mona",
                "/me?account=1",
                "/me?accounts=github:mona",
                "/me?user=vic&as=vic",
                "/me/",
                "/me/mona",
                "/me?team=payments"
            })
    void anAdministratorFindsNoAddressThatShowsAnothersRows(String address) {
        assertThat(house.loggedIn("ada").get(address).body()).doesNotContain("Mona Lisa", "acme/core#", "data-own");
    }

    @Test
    void noTokenOpensIt() {
        var account = house.desk().accounts().byLogin("vic").orElseThrow();
        var token = house.desk().tokens().create(Actor.ITSELF, account, "mine", EnumSet.of(TokenScope.READ_PAGES), 1);

        var answer = house.visitor().get("/me", "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isIn(401, 403, 303);
        assertThat(answer.body()).doesNotContain("Mona Lisa");
    }

    @Test
    void withoutLoginThereAreNoRowsOfOnesOwn() {
        try (var server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK)) {
            assertThat(new Visitor(server).get("/me").body())
                    .contains("Nobody is logged in here")
                    .doesNotContain("acme/");
        }
    }
}
