package io.plumbline.dashboards.subscription;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.util.Optional;

/**
 * Ends a subscription without login (RFC 8058): a POST ends it at once, without cookie, form or redirect; a GET only asks,
 * because scanners of mail open every link.
 */
final class UnsubscribePage {

    /** What the template shows. */
    record Question(String href, Subscription subscription) {}

    private final Views views;
    private final DigestService service;

    UnsubscribePage(Views views, DigestService service) {
        this.views = views;
        this.service = service;
    }

    void addTo(Routes routes) {
        routes.get(Paths.UNSUBSCRIBE, views.html("", this::ask));
        routes.post(Paths.UNSUBSCRIBE, views.html("", this::end));
    }

    private void ask(Context ctx) {
        var subscription = subscription(ctx);
        if (subscription.isEmpty()) {
            unknown(ctx);
            return;
        }
        views.page(
                ctx,
                views.shell("Unsubscribe", ""),
                "subscription/unsubscribe.jte",
                new Question(Paths.unsubscribe(ctx.pathParam("token")), subscription.get()));
    }

    private void end(Context ctx) {
        var subscription = subscription(ctx);
        if (subscription.isEmpty()) {
            unknown(ctx);
            return;
        }
        service.subscriptions().setState(subscription.get().id(), Subscription.State.UNSUBSCRIBED);
        views.message(
                ctx,
                HttpStatus.OK,
                "",
                Message.of(
                        "unsubscribed",
                        "You are unsubscribed",
                        "No further digest of this subscription is sent. On the page Digests it can be switched on again.",
                        new Message.Link(Paths.DIGESTS, "Your digests")));
    }

    private Optional<Subscription> subscription(Context ctx) {
        var id = service.tokens().read(ctx.pathParam("token"));
        return id.isPresent() ? service.subscriptions().find(id.getAsLong()) : Optional.empty();
    }

    private void unknown(Context ctx) {
        views.message(
                ctx,
                HttpStatus.NOT_FOUND,
                "",
                Message.of(
                        "unknown-token",
                        "There is no such subscription",
                        "The link is not one of this installation, or its subscription is gone, and with it its mails.",
                        new Message.Link(Paths.DIGESTS, "Your digests")));
    }
}
