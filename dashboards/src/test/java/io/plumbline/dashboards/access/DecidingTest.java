package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions made on pages: who may, what is kept, what is refused. */
class DecidingTest {

    private static final String PULL_REQUEST = "/pr/github/acme/shop/7";

    @TempDir
    private static Path folder;

    private static Warehouse warehouse;
    private static House house;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acmeWithTeams();
        house = House.at(folder, warehouse.config())
                .account("ada", Role.ADMIN, Teams.ALL)
                .account("max", Role.MANAGER, Teams.ALL)
                .account("pay", Role.MANAGER, Teams.only(List.of("payments")))
                .account("vic", Role.VIEWER, Teams.ALL);
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void forget() {
        house.decisions.taken.clear();
    }

    @Test
    void aManagerSaysWhoWroteAPullRequestAndTheAuditKeepsIt() {
        var max = house.loggedIn("max");

        var answer = max.post(
                PULL_REQUEST + "/origin",
                max.token(PULL_REQUEST),
                "origin",
                "ai_assisted",
                "tool",
                "cursor",
                "reason",
                "Said so in review");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(answer)).isEqualTo(PULL_REQUEST + "?decided=1");
        assertThat(house.decisions.taken)
                .containsExactly("override acme/shop#7 ai_assisted cursor by max: Said so in review");
        assertThat(max.get(PULL_REQUEST + "?decided=1").body()).contains("Your decision is kept");
        assertThat(house.desk().audit().read("origin overridden", "max", 0, 10)).anySatisfy(entry -> {
            assertThat(entry.subject()).isEqualTo("override acme/shop#7 ai_assisted cursor");
            assertThat(entry.detail()).isEqualTo("Said so in review");
        });
    }

    @Test
    void theRulesDecideAgain() {
        var max = house.loggedIn("max");

        max.post(PULL_REQUEST + "/origin", max.token(PULL_REQUEST), "origin", "rules", "reason", "They see it now");

        assertThat(house.decisions.taken).containsExactly("clear acme/shop#7 by max: They see it now");
    }

    @Test
    void withoutAReasonNothingIsDecided() {
        var max = house.loggedIn("max");

        var blank = max.post(PULL_REQUEST + "/origin", max.token(PULL_REQUEST), "origin", "unknown", "reason", " ");
        var wrong = max.post(PULL_REQUEST + "/origin", max.token(PULL_REQUEST), "origin", "human", "reason", "x");

        assertThat(blank.statusCode()).isEqualTo(400);
        assertThat(blank.body()).contains("The reason is missing");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(house.decisions.taken).isEmpty();
    }

    @Test
    void neitherViewersNorOtherTeamsNorForgedFormsDecide() {
        var vic = house.loggedIn("vic");
        var pay = house.loggedIn("pay");
        var max = house.loggedIn("max");
        String[] fields = {"origin", "ai_agent", "reason", "Because"};

        assertThat(vic.post(PULL_REQUEST + "/origin", vic.token("/account"), fields)
                        .statusCode())
                .isEqualTo(403);
        assertThat(pay.post(PULL_REQUEST + "/origin", pay.token("/account"), fields)
                        .statusCode())
                .as("a pull request of team search")
                .isEqualTo(403);
        assertThat(max.post(PULL_REQUEST + "/origin", null, fields).statusCode())
                .isEqualTo(403);
        assertThat(max.post("/pr/github/acme/shop/99999/origin", max.token("/account"), fields)
                        .statusCode())
                .isEqualTo(404);
        assertThat(house.decisions.taken).isEmpty();
    }

    @Test
    void adminShowsWhatIsDecidedAndEscapesIt() {
        var page = house.loggedIn("ada").get("/admin").body();

        assertThat(page)
                .contains("Payments &lt;b&gt;", "Mona Lisa (mona)", "from 6 Jan 2025", "acme/api", "not today")
                .contains("github:mona = github:mona-work", "Attribution rules", "ours-2", "abc123")
                .contains("Autumn &lt;b&gt;reorganisation&lt;/b&gt;")
                .contains("data-erased");
    }

    @Test
    void aDirectoryIsShownWithWhatItChangesBeforeItIsPublished() {
        var ada = house.loggedIn("ada");

        var preview = ada.post("/admin/directory/preview", ada.token("/admin"), "yaml", "teams: [{ id: core }]");
        assertThat(preview.body()).contains("2 changes", "+ team core", "+ member &lt;b&gt;ada&lt;/b&gt; in core");
        assertThat(house.decisions.taken).isEmpty();

        var published = ada.post(
                "/admin/directory/publish",
                Visitor.tokenOf(preview),
                "yaml",
                "teams: [{ id: core }]",
                "reason",
                "Team core is new");
        assertThat(published.body()).contains("Decided.");
        assertThat(house.decisions.taken).containsExactly("directory 21 by ada: Team core is new");
        assertThat(house.desk().audit().read("directory published", "ada", 0, 10))
                .hasSize(1);
    }

    @Test
    void aDirectoryWithMistakesIsRefusedWithAllOfThem() {
        var ada = house.loggedIn("ada");

        var answer = ada.post("/admin/directory/preview", ada.token("/admin"), "yaml", "nonsense");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("line 1, nonsense: &lt;b&gt;no such field&lt;/b&gt;", "line 2, more: nothing", ">nonsense<");
    }

    @Test
    void accountsAreMergedAndMergesUndone() {
        var ada = house.loggedIn("ada");

        ada.post("/admin/identity/merge", ada.token("/admin"), "accounts", "github:a, github:b", "reason", "Both mine");
        ada.post("/admin/identity/undo", ada.token("/admin"), "link", "m-1", "reason", "Not me");
        var one = ada.post("/admin/identity/merge", ada.token("/admin"), "accounts", "github:a", "reason", "x");

        assertThat(house.decisions.taken)
                .containsExactly("merge [github:a, github:b] by ada: Both mine", "undo m-1 by ada: Not me");
        assertThat(one.statusCode()).isEqualTo(400);
        assertThat(house.desk().audit().read("identity merged", "ada", 0, 10)).hasSize(1);
        assertThat(house.desk().audit().read("identity merge undone", "ada", 0, 10))
                .hasSize(1);
    }

    @Test
    void whereNothingCanBeDecidedThePagesSayWhy() {
        try (var server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK)) {
            var visitor = new Visitor(server);

            assertThat(visitor.get("/admin").body())
                    .contains("data-off", "does not reach Kafka")
                    .doesNotContain("action=\"/admin/identity");
            assertThat(visitor.get(PULL_REQUEST).body())
                    .contains("data-off", "does not reach Kafka")
                    .doesNotContain("/origin\"");
        }
    }
}
