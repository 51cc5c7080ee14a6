package io.plumbline.dashboards.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where pages register their addresses. Each is looked up in {@link RouteTable} and stands behind the {@link Door}; there
 * is no other way to a handler.
 */
public final class Routes {

    private static final String WEBHOOKS = "/webhooks/";

    private final RoutesConfig server;
    private final Views views;
    private final Door door;

    /**
     * @param server also gets a filter that refuses what others registered without being listed; {@code /webhooks/..} is
     *     left out, its senders sign
     */
    public Routes(RoutesConfig server, Views views, Door door) {
        this.server = server;
        this.views = views;
        this.door = door;
        server.beforeMatched(Routes::onlyListed);
    }

    /** @throws IllegalStateException when the table does not list it */
    public void get(String path, Handler handler) {
        server.get(path, behindTheDoor(RouteTable.of(HandlerType.GET, path), handler));
    }

    /** @throws IllegalStateException when the table does not list it */
    public void post(String path, Handler handler) {
        server.post(path, behindTheDoor(RouteTable.of(HandlerType.POST, path), handler));
    }

    private static void onlyListed(Context ctx) {
        var endpoint = ctx.endpoints().matchedHttpEndpoint();
        if (endpoint != null
                && !endpoint.path.startsWith(WEBHOOKS)
                && !RouteTable.lists(endpoint.method, endpoint.path)) {
            ctx.status(HttpStatus.FORBIDDEN)
                    .contentType("text/plain; charset=utf-8")
                    .result("No rule says who may see this.\n")
                    .skipRemainingHandlers();
        }
    }

    private Handler behindTheDoor(Route route, Handler handler) {
        return ctx -> {
            var refusal = door.refusal(ctx, route);
            if (refusal.isPresent()) {
                refuse(ctx, route, refusal.get());
                return;
            }
            handler.handle(ctx);
            door.served(ctx, route);
        };
    }

    private void refuse(Context ctx, Route route, Door.Refusal refusal) {
        if (refusal.status() == HttpStatus.UNAUTHORIZED && !route.data()) {
            toLogin(ctx, route);
            return;
        }
        if (route.data()) {
            if (refusal.status() == HttpStatus.UNAUTHORIZED) {
                ctx.header("WWW-Authenticate", "Bearer realm=\"plumbline\"");
            }
            ctx.status(refusal.status());
            views.json(ctx, Map.of("error", refusal.reason()));
            return;
        }
        views.message(
                ctx,
                refusal.status(),
                "",
                Message.of(
                        "refused",
                        refusal.heading(),
                        refusal.reason(),
                        new Message.Link(Paths.OVERVIEW, "Go to the overview")));
    }

    /** Back to the same page after login; a form that came too late is not sent again. */
    private static void toLogin(Context ctx, Route route) {
        var query = ctx.queryString();
        var wanted = query == null ? ctx.path() : ctx.path() + "?" + query;
        var login = route.changes() || wanted.equals(Paths.OVERVIEW)
                ? Paths.LOGIN
                : Paths.LOGIN + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        if (ctx.header("HX-Request") != null) {
            // A redirect would be followed by the script and the login form swapped into the page.
            ctx.header("HX-Redirect", login).status(HttpStatus.UNAUTHORIZED).result("");
        } else {
            ctx.redirect(login, HttpStatus.SEE_OTHER);
        }
    }
}
