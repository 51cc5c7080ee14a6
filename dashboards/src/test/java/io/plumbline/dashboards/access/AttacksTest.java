package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.rights.TokenScope;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried against a login, and what becomes of it. */
class AttacksTest {

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
    void aSessionPlantedBeforeLoginIsWorthNothingAfter() {
        var victim = house.visitor();
        victim.plant("plumbline-session", "planted-by-an-attacker");

        victim.login("ada", House.PASSWORD);

        assertThat(victim.session()).isNotEqualTo("planted-by-an-attacker").hasSize(43);
        var attacker = house.visitor();
        attacker.plant("plumbline-session", "planted-by-an-attacker");
        assertThat(attacker.get("/account").statusCode()).isEqualTo(303);
    }

    @Test
    void eachLoginHasANewSessionAndLogoutEndsItOnTheServer() {
        var visitor = house.loggedIn("ada");
        var first = visitor.session();
        visitor.post("/logout", visitor.token("/account"));
        assertThat(visitor.session()).isNull();
        var thief = house.visitor();
        thief.plant("plumbline-session", first);

        assertThat(thief.get("/account").statusCode()).as("after logout").isEqualTo(303);
        visitor.login("ada", House.PASSWORD);
        assertThat(visitor.session()).isNotEqualTo(first);
    }

    @Test
    void loggingInAgainEndsTheSessionBefore() {
        var visitor = house.loggedIn("vic");
        var before = visitor.session();
        visitor.post("/login", formTokenOf(visitor.session()), "login", "ada", "password", House.PASSWORD);
        assertThat(visitor.session()).isNotEqualTo(before);
        var thief = house.visitor();
        thief.plant("plumbline-session", before);

        assertThat(thief.get("/account").statusCode()).isEqualTo(303);
    }

    @Test
    void cookiesAreOutOfReachOfScriptsAndOfOtherSites() {
        var visitor = house.visitor();
        var token = visitor.token("/login");
        var answer = visitor.post("/login", token, "login", "ada", "password", House.PASSWORD);

        assertThat(answer.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("plumbline-session=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure", "Domain"));
    }

    @Test
    void behindHttpsCookiesAreSecureAndBoundToTheHost() {
        house.close();
        house = House.at(folder, settings -> settings.withPublicUrl(URI.create("https://plumbline.example")));

        var answer = house.visitor().get("/login");

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-plumbline-form=")
                .contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void aFormFromElsewhereOrWithoutItsTokenChangesNothing() {
        var visitor = house.loggedIn("ada");
        var token = visitor.token("/account");
        var path = "/admin/access/accounts";
        var fields = new String[] {"login", "mallory", "role", "admin", "reach", "all"};
        var own = house.server.url();
        List<String[]> origins = List.of(
                new String[] {"Origin", "https://evil.example"},
                new String[] {"Origin", "null"},
                new String[] {"Origin", own + ".evil.example"},
                new String[] {"Origin", own.replace("http:", "https:")},
                new String[] {"Sec-Fetch-Site", "cross-site"},
                new String[] {"Sec-Fetch-Site", "same-site"});

        for (var headers : origins) {
            assertThat(visitor.post(path, headers, token, fields).statusCode())
                    .as(String.join(" ", headers))
                    .isEqualTo(403);
        }
        assertThat(visitor.post(path, (String) null, fields).statusCode())
                .as("no token")
                .isEqualTo(403);
        assertThat(visitor.post(path, "x" + token, fields).statusCode())
                .as("wrong token")
                .isEqualTo(403);
        assertThat(visitor.post(path, house.loggedIn("vic").token("/account"), fields)
                        .statusCode())
                .as("somebody else's token")
                .isEqualTo(403);
        assertThat(visitor.post(path, house.visitor().token("/login"), fields).statusCode())
                .as("a stranger's token")
                .isEqualTo(403);
        visitor.plant("plumbline-form", "known-to-the-attacker");
        assertThat(visitor.post(path, formTokenOf("known-to-the-attacker"), fields)
                        .statusCode())
                .as("a token for a cookie that a neighbour planted")
                .isEqualTo(403);

        assertThat(house.desk().accounts().byLogin("mallory")).isEmpty();
        assertThat(visitor.post(path, token, fields).statusCode()).as("ours").isEqualTo(200);
        assertThat(house.desk().accounts().byLogin("mallory")).isPresent();
    }

    /** What the server itself would compute, which is no secret. */
    private static String formTokenOf(String cookie) {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Secrets.digest("plumbline form\n" + cookie));
    }

    @Test
    void logInCannotBeForgedEither() {
        var visitor = house.visitor();

        assertThat(visitor.post("/login", (String) null, "login", "ada", "password", House.PASSWORD)
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.session()).isNull();
    }

    @Test
    void aFormTokenOfBeforeLoginIsWorthNothingAfter() {
        var visitor = house.visitor();
        var before = visitor.token("/login");
        visitor.post("/login", before, "login", "ada", "password", House.PASSWORD);

        assertThat(visitor.post("/account/sessions/end", before).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\\\evil.example",
                "/\t/evil.example/",
                "/\n/evil.example",
                "///evil.example",
                "http:evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                " //evil.example",
                "/%0d%0aSet-Cookie: a=b /",
                "/pulls\r\nSet-Cookie: a=b",
                "evil.example",
                "/logout",
                "/login?next=/login",
                "@evil.example",
                ""
            })
    void afterLoginOneStaysHere(String next) {
        var answer = house.visitor().login("ada", House.PASSWORD, next);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(answer)).isEqualTo("/");
        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("a="));
    }

    @Test
    void afterLoginOneIsWhereOneWanted() {
        var visitor = house.visitor();
        var wanted = "/pulls?period=all&title=a%20b%26c";
        var refused = visitor.get(wanted);
        assertThat(Visitor.location(refused)).isEqualTo("/login?next=%2Fpulls%3Fperiod%3Dall%26title%3Da%2520b%2526c");

        assertThat(visitor.get(Visitor.location(refused)).body())
                .contains("value=\"/pulls?period=all&amp;title=a%20b%26c\"");
        assertThat(Visitor.location(visitor.login("ada", House.PASSWORD, wanted)))
                .isEqualTo(wanted);
    }

    @Test
    void guessingIsSlowedDownToOneAMinuteAndTheRightPasswordWaitsToo() {
        var attacker = house.visitor();
        for (int i = 0; i < LoginLimits.FREE_PER_ACCOUNT; i++) {
            assertThat(attacker.login("ada", "guess " + i).statusCode()).isEqualTo(401);
        }
        var refused = attacker.login("ada", House.PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");

        // One hour of guessing as fast as the server lets.
        int guesses = 0;
        var end = house.clock.instant().plus(Duration.ofHours(1));
        while (house.clock.instant().isBefore(end)) {
            var answer = house.desk().limits().ask("ada", "10.9." + guesses % 200 + "." + guesses / 200);
            guesses += answer.isGiven() ? 1 : 0;
            house.clock.pass(answer.isGiven() ? Duration.ofMillis(10) : answer.delay());
        }
        assertThat(guesses).as("guesses in an hour, each from another address").isLessThan(80);

        house.clock.pass(Duration.ofMinutes(1));
        assertThat(attacker.login("ada", House.PASSWORD).statusCode())
                .as("the owner gets in after a minute")
                .isEqualTo(303);
    }

    @Test
    void guessingManyAccountsFromOneAddressIsSlowedDownToo() {
        var attacker = house.visitor();
        int tried = 0;
        while (attacker.login("user-" + tried, "Winter2025!xyz").statusCode() == 401) {
            tried++;
        }

        assertThat(tried).isEqualTo(LoginLimits.FREE_PER_ADDRESS);
        assertThat(attacker.login("ada", House.PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void aForgedForwardingHeaderBuysNoGuesses() {
        var attacker = house.visitor();
        int tried = 0;
        int status;
        do {
            var headers = new String[] {"Origin", house.server.url(), "X-Forwarded-For", "10.0.0." + tried};
            status = attacker.post(
                            "/login",
                            headers,
                            attacker.token("/login"),
                            "login",
                            "u" + tried++,
                            "password",
                            "x".repeat(12))
                    .statusCode();
        } while (status == 401);

        assertThat(tried - 1).isEqualTo(LoginLimits.FREE_PER_ADDRESS);
    }

    @Test
    void whetherAnAccountExistsShowsNeitherInWordsNorInTime() {
        house.desk().accounts().create(Actor.ITSELF, "invited", "", Role.VIEWER, Teams.ALL);
        house.account("gone", Role.VIEWER, Teams.ALL);
        house.desk().accounts().setDisabled(Actor.ITSELF, house.id("gone"), true);
        var bodies = new ArrayList<String>();
        var times = new ArrayList<Long>();
        for (var login : List.of("warm-up", "ada", "nobody", "invited")) {
            var visitor = house.visitor();
            var token = visitor.token("/login");
            long start = System.nanoTime();
            var answer = visitor.post("/login", token, "login", login, "password", "not the password");
            times.add(System.nanoTime() - start);
            assertThat(answer.statusCode()).isEqualTo(401);
            bodies.add(answer.body().replace(login, "LOGIN").replaceAll("value=\"[^\"]*\"", ""));
        }
        var disabled = house.visitor().login("gone", House.PASSWORD);

        assertThat(bodies.subList(1, 4)).allMatch(body -> body.equals(bodies.get(1)));
        assertThat(disabled.statusCode()).isEqualTo(401);
        assertThat(disabled.body()).contains("Login or password is not right.");
        assertThat(times.get(2)).as("nobody's takes as long as somebody's").isGreaterThan(times.get(1) / 4);
        assertThat(times.get(3)).isGreaterThan(times.get(1) / 4);
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
