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

    private static final String CARDS = "/card/";
    private static final String WEBHOOKS = "/webhooks/";

    private final RoutesConfig server;
    private final Views views;
    private final Door door;
    private final Curtain curtain;

    /**
     * @param curtain asked after the door, before the handler
     * @param server also gets a filter that refuses what others registered without being listed; {@code /webhooks/..} is
     *     left out, its senders sign
     */
    public Routes(RoutesConfig server, Views views, Door door, Curtain curtain) {
        this.server = server;
        this.views = views;
        this.door = door;
        this.curtain = curtain;
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
        Handler guarded = ctx -> unlessHidden(ctx, route, handler);
        var checked = route.data() ? views.data(guarded) : views.html("", guarded);
        return ctx -> {
            var refusal = door.refusal(ctx, route);
            if (refusal.isPresent()) {
                refuse(ctx, route, refusal.get());
                return;
            }
            checked.handle(ctx);
            door.served(ctx, route);
        };
    }

    private void unlessHidden(Context ctx, Route route, Handler handler) throws Exception {
        var hidden = curtain.hides(ctx, route, door.reader(ctx));
        if (hidden.isEmpty()) {
            handler.handle(ctx);
        } else if (route.data()) {
            // Not an empty answer: whoever computes with it must notice.
            ctx.status(HttpStatus.FORBIDDEN);
            views.json(ctx, Map.of("error", hidden.get(), "suppressed", true));
        } else if (route.path().startsWith(CARDS)) {
            views.fragment(ctx, "web/suppressed.jte", hidden.get());
        } else {
            views.message(
                    ctx,
                    HttpStatus.OK,
                    "",
                    Message.of(
                            "suppressed",
                            "Too few people to show figures",
                            hidden.get(),
                            new Message.Link(ctx.path(), "Show the page without filters")));
        }
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
