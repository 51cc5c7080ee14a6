package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.rights.TokenScope;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is tried with tokens, rights and passwords of accounts, and what becomes of it. */
class AccountAttacksTest {

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = House.at(folder).account("ada", Role.ADMIN, Teams.ALL).account("vic", Role.VIEWER, Teams.ALL);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aTokenIsNoSessionAndASessionNoToken() {
        var account = house.desk().accounts().byLogin("ada").orElseThrow();
        var token = house.desk().tokens().create(Actor.ITSELF, account, "ci", Set.of(TokenScope.READ_PAGES), 1);
        var bearer = new String[] {"Authorization", "Bearer " + token};
        var visitor = house.visitor();

        assertThat(visitor.get("/account", bearer).statusCode())
                .as("a page about oneself")
                .isEqualTo(403);
        assertThat(visitor.get("/admin/access", bearer).statusCode()).isEqualTo(403);
        assertThat(visitor.get("/data/pull-requests.csv", bearer).statusCode())
                .as("another scope")
                .isEqualTo(403);
        assertThat(visitor.get("/data/pull-requests.csv", bearer).body()).contains("read:exports");
        assertThat(visitor.post("/admin/access/accounts", bearer, null, "login", "mallory", "role", "admin")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.get("/data/tiles.sql?token=" + token).statusCode())
                .as("not in an address")
                .isEqualTo(401);
        assertThat(visitor.get(
                                "/data/tiles.sql",
                                "Authorization",
                                "Bearer " + house.loggedIn("ada").session())
                        .statusCode())
                .isEqualTo(401);
        var both = house.loggedIn("ada");
        assertThat(both.get("/account", "Authorization", "Bearer wrong").statusCode())
                .as("a request with a bearer token is never the cookie's")
                .isEqualTo(303);
    }

    @Test
    void onesOwnTokensAndNobodyElses() {
        var ada = house.desk().accounts().byLogin("ada").orElseThrow();
        house.desk().tokens().create(Actor.ITSELF, ada, "adas", Set.of(TokenScope.READ_PAGES), 1);
        long id = house.desk().tokens().of(ada).get(0).id();
        var vic = house.loggedIn("vic");

        assertThat(vic.post("/account/tokens/" + id + "/revoke", vic.token("/account"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(house.desk().tokens().of(ada)).hasSize(1);
        assertThat(vic.post("/account/tokens", vic.token("/account"), "name", "mine", "days", "1", "scope", "read:sql")
                        .statusCode())
                .as("a scope beyond the role")
                .isEqualTo(400);
    }

    @Test
    void rightsAreThoseOfNow() {
        var vic = house.loggedIn("vic");
        assertThat(vic.get("/admin/access").statusCode()).isEqualTo(403);

        house.desk().accounts().change(Actor.ITSELF, house.id("vic"), "", Role.ADMIN, Teams.ALL);
        assertThat(vic.get("/admin/access").statusCode()).isEqualTo(200);

        house.desk().accounts().setDisabled(Actor.ITSELF, house.id("vic"), true);
        assertThat(vic.get("/admin/access").statusCode()).isEqualTo(303);
    }

    @Test
    void theFirstAdministratorsLinkMakesOneAdministrator() {
        var link = house.access.administratorLink();
        var visitor = house.visitor();
        var token = visitor.token(link);
        var fields = new String[] {
            "login", "Root", "name", "Root", "password", "a long enough secret", "repeated", "a long enough secret"
        };

        assertThat(visitor.post(link, token, "login", "root", "password", "short", "repeated", "short")
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor.post(link, token, fields).statusCode()).isEqualTo(303);
        assertThat(house.desk().accounts().byLogin("root").orElseThrow().role()).isEqualTo(Role.ADMIN);
        assertThat(visitor.get("/admin/access").statusCode()).isEqualTo(200);
        var late = house.visitor();
        assertThat(late.get(link).statusCode()).isEqualTo(404);
        assertThat(late.post(link, late.token("/login"), fields).statusCode()).isEqualTo(404);
    }

    @Test
    void changingThePasswordNeedsTheOldOneAndEndsOtherSessions() {
        var here = house.loggedIn("ada");
        var elsewhere = house.loggedIn("ada");
        var token = here.token("/account");
        var fresh = "another long password";

        assertThat(here.post("/account/password", token, "current", "wrong", "password", fresh, "repeated", fresh)
                        .statusCode())
                .isEqualTo(400);
        assertThat(here.post(
                                "/account/password",
                                token,
                                "current",
                                House.PASSWORD,
                                "password",
                                fresh,
                                "repeated",
                                fresh)
                        .statusCode())
                .isEqualTo(303);
        assertThat(here.get("/account").statusCode()).isEqualTo(200);
        assertThat(elsewhere.get("/account").statusCode()).isEqualTo(303);
        assertThat(house.visitor().login("ada", House.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(house.visitor().login("ada", fresh).statusCode()).isEqualTo(303);
    }

    @Test
    void everythingIsAuditedAndNoSecretIsInIt() {
        var link = house.access.administratorLink();
        house.visitor().login("ada", "not the password");
        var ada = house.loggedIn("ada");
        ada.get("/data/tiles.sql");
        ada.post("/admin/access/accounts", ada.token("/account"), "login", "new", "role", "viewer", "team", "payments");
        ada.post("/account/tokens", ada.token("/account"), "name", "ci", "days", "1", "scope", "read:pages");
        long id = house.id("vic");
        ada.post("/admin/access/accounts/" + id, ada.token("/account"), "role", "manager", "reach", "all");
        ada.post("/admin/access/accounts/" + id + "/state", ada.token("/account"), "state", "disabled");
        var session = ada.session();
        ada.post("/logout", ada.token("/account"));

        var audit = house.desk().audit().read("", "", 0, 100);
        assertThat(audit)
                .extracting(Audit.Entry::action)
                .contains(
                        Audit.LINK_MADE,
                        Audit.LOGIN_FAILED,
                        Audit.LOGIN,
                        Audit.ACCOUNT_CREATED,
                        Audit.TOKEN_CREATED,
                        Audit.ACCOUNT_CHANGED,
                        Audit.ACCOUNT_DISABLED,
                        Audit.LOGOUT);
        assertThat(audit)
                .filteredOn(entry -> entry.action().equals(Audit.ACCOUNT_CHANGED))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).isEqualTo("viewer, all teams -> manager, all teams"));
        assertThat(audit.toString())
                .doesNotContain(House.PASSWORD, "not the password", session, link.replace("/setup/", ""), "plb_");
    }

    @Test
    void withoutLoginNobodyElseCanBeLetIn() {
        var config = DashboardsConfig.local("jdbc:clickhouse://127.0.0.1:1/default", "nobody", "", ZoneOffset.UTC)
                .withBindHost("0.0.0.0");

        assertThatThrownBy(() -> DashboardServer.start(config, 0, house.clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loopback");
    }

    @Test
    void whatIsTypedIsShownAsText() {
        var visitor = house.visitor();
        var answer = visitor.login("<script>alert(1)</script>", "x");

        assertThat(answer.body()).contains("&lt;script>").doesNotContain("<script>alert(1)");
        var ada = house.loggedIn("ada");
        var audit = ada.get("/admin/access?actor=%22%3E%3Cscript%3Ealert(1)");
        assertThat(audit.body()).doesNotContain("<script>alert(1)");
        assertThat(ada.get("/admin/access?before=1%27%20OR%201=1&action='").statusCode())
                .isEqualTo(200);
    }
}
