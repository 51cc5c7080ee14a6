package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.javalin.http.HandlerType;
import io.plumbline.dashboards.Dashboards;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.rights.TokenScope;
import io.plumbline.dashboards.web.Assets;
import io.plumbline.dashboards.web.Route;
import io.plumbline.dashboards.web.RouteTable;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route that the server really has, asked by everybody: strangers, each role, tokens, members of another team. */
class RouteRoleTest {

    /** What a route asks for, in the words of the specification and not of the code under test. */
    private static final Map<Right, Set<Role>> EXPECTED = Map.of(
            Right.FIGURES, Set.of(Role.VIEWER, Role.MANAGER, Role.ANALYST, Role.ADMIN),
            Right.OWN_ACCOUNT, Set.of(Role.VIEWER, Role.MANAGER, Role.ANALYST, Role.ADMIN),
            Right.PULL_REQUESTS, Set.of(Role.MANAGER, Role.ANALYST, Role.ADMIN),
            Right.EXPORT, Set.of(Role.ANALYST, Role.ADMIN),
            Right.PAYLOAD, Set.of(Role.ANALYST, Role.ADMIN),
            Right.SQL, Set.of(Role.ANALYST),
            Right.ADMINISTRATION, Set.of(Role.ADMIN));

    /** What a program asks by POST, because statements are long. */
    private static final Set<String> QUESTIONS =
            Set.of("/data/sql/query", "/data/sql/explain", "/data/sql/export", "/data/sql/cancel");

    @TempDir
    private static Path folder;

    private static House house;
    private static final Map<Role, Visitor> LOGGED_IN = new EnumMap<>(Role.class);
    private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
    private static final Map<Role, Visitor> OF_PAYMENTS = new EnumMap<>(Role.class);

    @BeforeAll
    static void open() throws SQLException {
        house = House.at(
                folder, Warehouse.acmeWithTeams().whatHappenedNext().troubles().config());
        for (var role : Role.values()) {
            house.account(role.id(), role, Teams.ALL)
                    .account("pay-" + role.id(), role, Teams.only(List.of("payments")));
            LOGGED_IN.put(role, house.loggedIn(role.id()));
            OF_PAYMENTS.put(role, house.loggedIn("pay-" + role.id()));
            var account = house.desk().accounts().byLogin(role.id()).orElseThrow();
            var useful = Stream.of(TokenScope.values())
                    .filter(scope -> scope.isUsefulTo(role))
                    .collect(java.util.stream.Collectors.toSet());
            TOKENS.put(role, house.desk().tokens().create(Actor.ITSELF, account, "all", useful, 1));
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    static List<Route> routes() {
        return RouteTable.all();
    }

    @Test
    void theTableListsWhatTheServerReallyHas() {
        var registered = new ArrayList<String>();
        try (var dashboards = new Dashboards(
                DashboardsConfig.local("jdbc:clickhouse://127.0.0.1:1/default", "nobody", "", java.time.ZoneOffset.UTC),
                house.access,
                house.clock)) {
            var server = Javalin.create(dashboards::register);
            server.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(handler -> handler.endpoint)
                    .filter(endpoint -> Set.of(HandlerType.GET, HandlerType.POST, HandlerType.PUT, HandlerType.DELETE)
                            .contains(endpoint.method))
                    .forEach(endpoint -> registered.add(endpoint.method.name() + " " + endpoint.path));
        }

        assertThat(registered)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(RouteTable.all().stream()
                        .filter(route -> !route.path().startsWith("/login/oidc"))
                        .map(Route::toString)
                        .toList());
    }

    /** A path that leads somewhere where the rows of the test are. */
    private static String path(Route route) {
        return switch (route.path()) {
            case "/pr/{provider}/{owner}/{name}/{number}" -> "/pr/github/acme/shop/7";
            case "/pr/{provider}/{owner}/{name}/{number}/origin" -> "/pr/github/acme/shop/7/origin";
            case "/raw/{source}/<delivery>" -> "/raw/github/d-review";
            case "/incident/{provider}/<incident>" -> "/incident/pagerduty/Q1";
            case "/deployment/{provider}/{owner}/{name}/<deployment>" -> "/deployment/github/acme/shop/5";
            case "/dead-letter/{id}" -> "/dead-letter/letter-1";
            case "/static/{hash}/{name}" -> new Assets().url("app.css");
            default ->
                route.path()
                        .replace("{id}", "999999")
                        .replace("{query}", "none")
                        .replace("{secret}", "none")
                        .replace("{token}", "none");
        };
    }

    private static HttpResponse<String> ask(Visitor visitor, Route route, String query, String... headers) {
        return HandlerType.GET.equals(route.method())
                ? visitor.get(path(route) + query, headers)
                : visitor.post(path(route) + query, headers, null);
    }

    private static boolean isLetIn(HttpResponse<String> answer) {
        return answer.statusCode() != 401
                && answer.statusCode() != 403
                && !(answer.statusCode() == 303 && Visitor.location(answer).startsWith("/login"));
    }

    /** Forms are sent with the token of the visitor's own page. */
    private static HttpResponse<String> askAs(Visitor visitor, Route route, String query) {
        if (HandlerType.GET.equals(route.method())) {
            return visitor.get(path(route) + query);
        }
        var token = visitor.token("/account");
        return visitor.post(path(route) + query, token, "login", "Not Possible", "role", "none");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void strangersSeeWhatIsPublicAndNothingElse(Route route) {
        var stranger = ask(house.visitor(), route, "");
        var wrongToken = ask(house.visitor(), route, "", "Authorization", "Bearer plb_wrong");
        var otherScheme = ask(house.visitor(), route, "", "Authorization", "Basic YWRtaW46YWRtaW4=");
        var forged = house.visitor();
        forged.plant("plumbline-session", Secrets.random());
        var wrongSession = ask(forged, route, "");

        for (var answer : List.of(stranger, wrongToken, otherScheme, wrongSession)) {
            if (route.right() != Right.PUBLIC) {
                assertThat(isLetIn(answer)).as(answer.toString()).isFalse();
                assertThat(answer.body()).doesNotContain("acme/shop", "Change 1");
                assertThat(answer.statusCode()).isEqualTo(route.data() ? 401 : 303);
            } else if (HandlerType.GET.equals(route.method()) && !route.path().startsWith("/login/oidc")) {
                assertThat(isLetIn(answer)).as(answer.toString()).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void eachRoleSeesWhatItMay(Route route) {
        if (route.right() == Right.PUBLIC || route.path().equals("/logout")) {
            return;
        }
        for (var role : Role.values()) {
            var answer = askAs(LOGGED_IN.get(role), route, "");

            assertThat(isLetIn(answer))
                    .as(role + " " + answer.statusCode() + " " + answer.body())
                    .isEqualTo(EXPECTED.get(route.right()).contains(role));
            assertThat(answer.statusCode()).as(role + " " + answer.body()).isIn(200, 303, 400, 403);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void tokensOpenDataAsFarAsTheirAccountAndScopesGo(Route route) {
        if (route.right() == Right.PUBLIC) {
            return;
        }
        for (var role : Role.values()) {
            var answer = ask(house.visitor(), route, "", "Authorization", "Bearer " + TOKENS.get(role));

            boolean expected = route.right().scope().isPresent()
                    && (HandlerType.GET.equals(route.method()) || QUESTIONS.contains(route.path()))
                    && EXPECTED.get(route.right()).contains(role);
            assertThat(isLetIn(answer)).as(role + " " + answer.statusCode()).isEqualTo(expected);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void anotherTeamIsRefusedAndNotSilentlyEmpty(Route route) {
        if (!List.of(Right.FIGURES, Right.PULL_REQUESTS, Right.EXPORT).contains(route.right())
                || !HandlerType.GET.equals(route.method())
                || route.path().equals("/definitions")) {
            return;
        }
        for (var role : EXPECTED.get(route.right())) {
            if (role == Role.ADMIN) {
                continue;
            }
            var visitor = OF_PAYMENTS.get(role);
            for (var team : List.of("search", "-", "search&team=payments", "payments&team=search", "%20search%20")) {
                assertThat(visitor.get(path(route) + "?team=" + team).statusCode())
                        .as(role + " asks for " + team)
                        .isEqualTo(403);
            }
            if (List.of("/pr/", "/incident/", "/deployment/").stream().noneMatch(route.path()::startsWith)) {
                assertThat(visitor.get(path(route) + "?team=payments").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("routes")
    void anExpiredSessionIsAStrangers(Route route) throws Exception {
        if (route.right() == Right.PUBLIC) {
            return;
        }
        var session = house.loggedIn("admin").session();
        house.desk()
                .store()
                .withHandle(handle -> handle.execute(
                        "UPDATE session SET expires_at = ? WHERE secret_hash = ?",
                        house.clock.instant().minus(Duration.ofSeconds(1)),
                        Secrets.hash(session)));
        var visitor = house.visitor();
        visitor.plant("plumbline-session", session);

        var answer = ask(visitor, route, "");

        assertThat(answer.statusCode()).isEqualTo(route.data() ? 401 : 303);
        assertThat(isLetIn(answer)).isFalse();
    }

    @Test
    void aLimitedReaderSeesTheirTeamsRowsAndNothingElse() {
        var analyst = OF_PAYMENTS.get(Role.ANALYST);

        assertThat(analyst.get("/pulls?period=all").body())
                .as("20 of 365")
                .contains("20 pull requests", "acme/api")
                .doesNotContain("acme/shop", "acme/core", "value=\"search\"");
        assertThat(analyst.get("/data/pull-requests.csv?period=all")
                        .body()
                        .lines()
                        .skip(1))
                .hasSize(20)
                .allMatch(line -> line.contains("acme/api"));
        assertThat(analyst.get("/card/acceptance").body()).contains("12 / 20").doesNotContain("130 / 200", "acme/shop");
        assertThat(analyst.get("/").body()).doesNotContain("acme/shop");
        assertThat(analyst.get("/data/impact-last-mile.csv?period=all").body())
                .contains("acme/api")
                .doesNotContain("acme/shop", "acme/core");
        assertThat(analyst.get("/data/acceptance.csv?period=all").body())
                .contains("Cursor,merged_all,12,20")
                .doesNotContain("OpenAI");
        assertThat(analyst.get("/data/acceptance-trend.json?period=all&split=tool")
                        .body())
                .contains("Cursor")
                .doesNotContain("OpenAI");
        assertThat(analyst.get("/pulls?period=all&repo=acme/shop").body()).contains("0 pull requests");
        assertThat(analyst.get("/pr/github/acme/api/1").statusCode()).isEqualTo(200);
        assertThat(analyst.get("/pr/github/acme/shop/7").statusCode()).isEqualTo(403);
        assertThat(analyst.get("/pr/github/acme/shop/7").body()).doesNotContain("mona", "Change");
        assertThat(analyst.get("/raw/github/d-review").statusCode()).isEqualTo(403);
    }

    @Test
    void aReaderWithoutAnyTeamSeesNothingNotEvenWhatBelongsToNoTeam() {
        house.account("new", Role.ANALYST, Teams.only(List.of()));
        var visitor = house.loggedIn("new");

        assertThat(visitor.get("/").body()).contains("Nothing of your teams is stored yet");
        assertThat(visitor.get("/data/pull-requests.csv?period=all").body().lines())
                .hasSize(1);
        assertThat(visitor.get("/pr/github/acme/core/1").statusCode())
                .as("of no team")
                .isEqualTo(403);
    }

    @Test
    void aRouteThatNobodyDecidedOnCannotBeServed() {
        try (var dashboards = new Dashboards(
                DashboardsConfig.local("jdbc:clickhouse://127.0.0.1:1/default", "nobody", "", java.time.ZoneOffset.UTC),
                house.access,
                house.clock)) {
            var server = Javalin.create(javalin -> {
                dashboards.register(javalin);
                javalin.routes.get("/forgotten", ctx -> ctx.result("all the secrets"));
                javalin.routes.post("/webhooks/github", ctx -> ctx.status(202));
            });
            server.start("127.0.0.1", 0);
            try {
                var visitor = house.visitor();
                var base = "http://127.0.0.1:" + server.port();

                assertThat(visitor.get(base + "/forgotten").statusCode()).isEqualTo(403);
                assertThat(visitor.get(base + "/forgotten").body()).doesNotContain("secrets");
                assertThat(visitor.post(base + "/webhooks/github", new String[0], null)
                                .statusCode())
                        .as("signed by its sender")
                        .isEqualTo(202);
            } finally {
                server.stop();
            }
        }
    }
}
