package io.plumbline.dashboards.web;

import static io.plumbline.dashboards.rights.Right.ADMINISTRATION;
import static io.plumbline.dashboards.rights.Right.EXPORT;
import static io.plumbline.dashboards.rights.Right.FIGURES;
import static io.plumbline.dashboards.rights.Right.OWN_ACCOUNT;
import static io.plumbline.dashboards.rights.Right.PAYLOAD;
import static io.plumbline.dashboards.rights.Right.PUBLIC;
import static io.plumbline.dashboards.rights.Right.PULL_REQUESTS;

import io.javalin.http.HandlerType;
import io.plumbline.dashboards.rights.Right;
import java.util.List;

/**
 * Every route and what it asks of its reader: the one place. A route that is not listed cannot be registered, and an
 * answer of this server that came in some other way is refused (see {@link Routes}).
 */
public final class RouteTable {

    private static final List<Route> ALL = List.of(
            page(Assets.ROUTE, PUBLIC),
            page(Paths.OVERVIEW, FIGURES),
            page(Paths.DEFINITIONS, FIGURES),
            page(Paths.PULL_REQUESTS, PULL_REQUESTS),
            page(Paths.PULL_REQUEST, PULL_REQUESTS),
            page(Paths.DELIVERY, PAYLOAD),
            data("/data/acceptance.csv", EXPORT),
            data("/data/acceptance.sql", FIGURES),
            data("/data/acceptance-trend.json", FIGURES),
            data("/data/acceptance-trend.csv", EXPORT),
            data("/data/acceptance-trend.sql", FIGURES),
            data("/data/findings.sql", FIGURES),
            data("/data/tiles.sql", FIGURES),
            data("/data/pull-requests.csv", EXPORT),
            data("/data/pull-requests.sql", PULL_REQUESTS),
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
            page(Paths.ADMIN_ACCESS, ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts/{id}", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts/{id}/state", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/accounts/{id}/link", ADMINISTRATION),
            form(Paths.ADMIN_ACCESS + "/tokens/{id}/revoke", ADMINISTRATION));

    private RouteTable() {}

    public static List<Route> all() {
        return ALL;
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

    private static Route page(String path, Right right) {
        return new Route(HandlerType.GET, path, right, false, false);
    }

    private static Route data(String path, Right right) {
        return new Route(HandlerType.GET, path, right, true, false);
    }

    private static Route form(String path, Right right) {
        return new Route(HandlerType.POST, path, right, false, false);
    }

    private static Route signed(String path, Right right) {
        return new Route(HandlerType.POST, path, right, false, true);
    }
}
