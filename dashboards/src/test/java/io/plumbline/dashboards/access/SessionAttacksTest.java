package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried with cookies, forms and addresses of others, and what becomes of it. */
class SessionAttacksTest {

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
}
