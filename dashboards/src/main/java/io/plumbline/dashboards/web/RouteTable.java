package io.plumbline.dashboards.web;

import static io.plumbline.dashboards.rights.Right.ADMINISTRATION;
import static io.plumbline.dashboards.rights.Right.EXPORT;
import static io.plumbline.dashboards.rights.Right.FIGURES;
import static io.plumbline.dashboards.rights.Right.OWN_ACCOUNT;
import static io.plumbline.dashboards.rights.Right.PAYLOAD;
import static io.plumbline.dashboards.rights.Right.PUBLIC;
import static io.plumbline.dashboards.rights.Right.PULL_REQUESTS;
import static io.plumbline.dashboards.rights.Right.SQL;

import io.javalin.http.HandlerType;
import io.plumbline.dashboards.rights.Right;
import java.util.ArrayList;
import java.util.List;

/**
 * Every route and what it asks of its reader: the one place. A route that is not listed cannot be registered, and an
 * answer of this server that came in some other way is refused (see {@link Routes}).
 */
public final class RouteTable {

    private static final List<Route> ALL = all(
            page(Assets.ROUTE, PUBLIC),
            page(Paths.OVERVIEW, FIGURES),
            page(Paths.DEFINITIONS, FIGURES),
            page(Paths.PULL_REQUESTS, PULL_REQUESTS),
            page(Paths.PULL_REQUEST, PULL_REQUESTS),
            form(Paths.PULL_REQUEST_ORIGIN, PULL_REQUESTS),
            page(Paths.DELIVERY, PAYLOAD),
            cardWithRows("key-figures"),
            cardWithRows("tiles"),
            card("acceptance", FIGURES),
            card("acceptance-trend", FIGURES),
            sides(cardWithRows("findings")),
            data("/data/acceptance.csv", EXPORT),
            data("/data/acceptance.sql", FIGURES),
            data("/data/acceptance-trend.json", FIGURES),
            data("/data/acceptance-trend.csv", EXPORT),
            data("/data/acceptance-trend.sql", FIGURES),
            data("/data/pull-requests.csv", EXPORT),
            data("/data/pull-requests.sql", PULL_REQUESTS),
            data("/data/pull-requests.json", PULL_REQUESTS),
            page(Paths.INCIDENT, PULL_REQUESTS),
            page(Paths.DEPLOYMENT, PULL_REQUESTS),
            page(Paths.NOTES, PULL_REQUESTS),
            form(Paths.NOTES, PULL_REQUESTS),
            page(Paths.DATA_HEALTH, FIGURES),
            cardWithRows("health-line"),
            cardWithRows("health-sources"),
            cardWithRows("health-days"),
            cardWithRows("health-second"),
            cardWithRows("health-quality"),
            cardWithRows("health-dead-letters"),
            cardWithRows("health-restatements"),
            cardWithRows("health-decisions"),
            card("health-mail", FIGURES),
            card("health-speed", FIGURES),
            page(Paths.DEAD_LETTER, PAYLOAD),
            change(Paths.UI_SPEED, OWN_ACCOUNT),
            page(Paths.AI_IMPACT, FIGURES),
            sides(cardWithRows("impact-forest")),
            sides(cardWithRows("impact-last-mile")),
            sides(cardWithRows("impact-mix")),
            sides(cardWithRows("impact-strata")),
            sides(cardWithRows("impact-hidden")),
            sides(cardWithRows("impact-weeks")),
            sides(List.of(data("/data/impact-weeks-chart.json", FIGURES))),
            sides(cardWithRows("impact-roll-out")),
            sides(List.of(data("/data/impact-roll-out-weeks.json", FIGURES))),
            page(Paths.TEAMS, FIGURES),
            cardWithRows("teams"),
            page(Paths.REWORK, FIGURES),
            sides(figureWithLines("rework-lines")),
            cardWithRows("rework-classes"),
            sides(cardWithRows("rework-survival")),
            cardOfPullRequests("rework-commits"),
            measure("corrective_21d"),
            measure("corrective_14d"),
            measure("revert_rate_30d"),
            measure("pr_rework_after_human_review"),
            measure("pr_rework_after_bot_review"),
            measure("merged_unmodified_share"),
            sides(cardWithRows("rework-rounds")),
            page(Paths.DEFECTS, FIGURES),
            sides(cardWithRows("defects-findings")),
            sides(cardWithRows("defects-heat")),
            sides(cardWithRows("defects-detectors")),
            sides(cardWithRows("defects-forest")),
            figureWithLines("defects-failures"),
            cardOfPullRequests("defects-incidents"),
            page(Paths.FLOW, FIGURES),
            cardWithRows("flow-dora"),
            cardWithRows("flow-phases"),
            cardOfPullRequests("flow-slowest"),
            sides(cardWithRows("flow-cycle")),
            cardWithRows("flow-open"),
            cardWithRows("flow-load"),
            sides(cardWithRows("flow-size")),
            page(Paths.ACCEPTANCE, FIGURES),
            cardWithRows("acceptance-ide"),
            cardWithRows("acceptance-suggestions"),
            sides(figureWithLines("acceptance-agents")),
            cardWithRows("acceptance-funnel"),
            cardWithRows("acceptance-languages"),
            cardWithRows("acceptance-vendors"),
            page(Paths.DIGESTS, FIGURES),
            page(Paths.DIGESTS + "/preview", FIGURES),
            form(Paths.DIGESTS + "/subscriptions", OWN_ACCOUNT),
            form(Paths.DIGESTS + "/subscriptions/{id}", OWN_ACCOUNT),
            form(Paths.DIGESTS + "/subscriptions/{id}/test", OWN_ACCOUNT),
            form(Paths.DIGESTS + "/deliveries", OWN_ACCOUNT),
            page(Paths.UNSUBSCRIBE, PUBLIC),
            signed(Paths.UNSUBSCRIBE, PUBLIC),
            page(Paths.AGREEMENTS, FIGURES),
            form(Paths.AGREEMENTS, OWN_ACCOUNT),
            form(Paths.AGREEMENTS + "/{id}", OWN_ACCOUNT),
            page(Paths.LOGIN, PUBLIC),
            form(Paths.LOGIN, PUBLIC),
            page(Paths.LOGIN_OIDC, PUBLIC),
            page(Paths.LOGIN_OIDC_BACK, PUBLIC),
            page(Paths.SETUP, PUBLIC),
            form(Paths.SETUP, PUBLIC),
            form(Paths.LOGOUT, OWN_ACCOUNT),
            page(Paths.ACCOUNT, OWN_ACCOUNT),
            form(Paths.ACCOUNT + "/password", OWN_ACCOUNT),
            form(Paths.ACCOUNT + "/sessions/end", OWN_ACCOUNT),
            form(Paths.ACCOUNT + "/tokens", OWN_ACCOUNT),
            form(Paths.ACCOUNT + "/tokens/{id}/revoke", OWN_ACCOUNT),
            page(Paths.ME, OWN_ACCOUNT),
            page(Paths.ADMIN, ADMINISTRATION),
            form(Paths.ADMIN + "/identity/merge", ADMINISTRATION),
            form(Paths.ADMIN + "/identity/undo", ADMINISTRATION),
            form(Paths.ADMIN + "/directory/preview", ADMINISTRATION),
            form(Paths.ADMIN + "/directory/publish", ADMINISTRATION),
            page(Paths.ADMIN_ACCESS, ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts/{id}", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts/{id}/state", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts/{id}/link", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/tokens/{id}/revoke", ADMINISTRATION),
            page(Paths.SQL, SQL),
            page(Paths.SQL_CONNECT, SQL),
            data("/data/sql/schema", SQL),
            data("/data/sql/history", SQL),
            data("/data/sql/runs/{query}", SQL),
            data("/data/sql/saved", SQL),
            change("/data/sql/saved", SQL),
            change("/data/sql/saved/{id}/delete", SQL),
            question("/data/sql/query", SQL),
            question("/data/sql/explain", SQL),
            question("/data/sql/export", SQL),
            question("/data/sql/cancel", SQL));

    private RouteTable() {}

    public static List<Route> all() {
        return ALL;
    }

    /** Addresses, without their endings, of all rows that are offered as JSON, as CSV and as a statement. */
    public static List<String> tables() {
        var paths = ALL.stream().map(Route::path).toList();
        return paths.stream()
                .filter(path -> path.startsWith("/data/") && path.endsWith(".json") && !path.contains("{"))
                .map(path -> path.substring(0, path.length() - ".json".length()))
                .filter(path -> paths.contains(path + ".csv") && paths.contains(path + ".sql"))
                // What a chart draws is no table of rows.
                .filter(path -> !path.endsWith("-trend"))
                .toList();
    }

    /** @throws IllegalStateException for a route that nobody has decided on */
    static Route of(HandlerType method, String path) {
        return ALL.stream()
                .filter(route -> route.method().equals(method) && route.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(method.name() + " " + path
                        + " is not in RouteTable: say there which right it asks for before it is served"));
    }

    static boolean lists(HandlerType method, String path) {
        return ALL.stream()
                .anyMatch(route -> route.path().equals(path)
                        && (route.method().equals(method)
                                || (HandlerType.HEAD.equals(method) && HandlerType.GET.equals(route.method()))));
    }

    /** Routes, and lists of routes of one card. */
    private static List<Route> all(Object... entries) {
        var routes = new ArrayList<Route>();
        for (var entry : entries) {
            if (entry instanceof Route route) {
                routes.add(route);
            } else {
                ((List<?>) entry).forEach(one -> routes.add((Route) one));
            }
        }
        return List.copyOf(routes);
    }

    /** A card without rows to take away. */
    private static Route card(String name, Right right) {
        return new Route(HandlerType.GET, Paths.card(name), right, false, false, false, false);
    }

    /** A card of figures and its rows: as CSV, as JSON, and the statement. */
    private static List<Route> cardWithRows(String name) {
        return List.of(
                card(name, FIGURES),
                data("/data/" + name + ".csv", EXPORT),
                data("/data/" + name + ".json", FIGURES),
                data("/data/" + name + ".sql", FIGURES));
    }

    /** A card of figures with a chart by week. */
    private static List<Route> figureWithLines(String name) {
        var routes = new ArrayList<>(cardWithRows(name));
        routes.add(data("/data/" + name + "-trend.json", FIGURES));
        return routes;
    }

    /** A card whose rows are single pull requests or what leads to them. */
    private static List<Route> cardOfPullRequests(String name) {
        return List.of(
                card(name, PULL_REQUESTS),
                data("/data/" + name + ".csv", EXPORT),
                data("/data/" + name + ".json", PULL_REQUESTS),
                data("/data/" + name + ".sql", PULL_REQUESTS));
    }

    /** The card of a share, see {@code measure.Measures}. */
    private static List<Route> measure(String metricId) {
        return sides(figureWithLines("measure-" + metricId.replace('_', '-')));
    }

    /** What is not shown while AI-written work, or the rest, is that of few people. */
    private static List<Route> sides(List<Route> routes) {
        return routes.stream().map(Route::ofSides).toList();
    }

    private static Route page(String path, Right right) {
        return new Route(HandlerType.GET, path, right, false, false, false, false);
    }

    private static Route data(String path, Right right) {
        return new Route(HandlerType.GET, path, right, true, false, false, false);
    }

    private static Route form(String path, Right right) {
        return new Route(HandlerType.POST, path, right, false, false, false, false);
    }

    /** By a script of a page of ours; refuses in JSON. */
    private static Route change(String path, Right right) {
        return new Route(HandlerType.POST, path, right, true, false, false, false);
    }

    private static Route question(String path, Right right) {
        return new Route(HandlerType.POST, path, right, true, true, false, false);
    }

    private static Route signed(String path, Right right) {
        return new Route(HandlerType.POST, path, right, false, false, true, false);
    }
}
