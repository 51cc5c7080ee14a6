package io.plumbline.dashboards.raw;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.util.List;
import java.util.Map;

/** One delivery as it was received. */
public final class DeliveryPage {

    private static final SqlFile DELIVERY = SqlFile.beside(DeliveryPage.class, "delivery.sql");
    private static final SqlFile HEADERS = SqlFile.beside(DeliveryPage.class, "headers.sql");
    private static final SqlFile PULL_REQUESTS = SqlFile.beside(DeliveryPage.class, "pull_requests.sql");

    private final Views views;
    private final Database database;

    public DeliveryPage(Views views, Database database) {
        this.views = views;
        this.database = database;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.DELIVERY, views.html("pulls", this::page));
    }

    private void page(Context ctx) {
        if (!views.site().rawPayloads()) {
            views.message(ctx, HttpStatus.FORBIDDEN, "pulls", hidden());
            return;
        }
        var parameters = Map.of("source", ctx.pathParam("source"), "delivery", ctx.pathParam("delivery"));
        var row = database.row(DELIVERY, parameters, Delivery.Row.class);
        if (row.isEmpty()) {
            views.message(ctx, HttpStatus.NOT_FOUND, "pulls", notStored(ctx.pathParam("delivery")));
            return;
        }
        var subjects = database.rows(PULL_REQUESTS, parameters, Delivery.Subject.class);
        if (!isOf(views.reader(ctx).teams(), subjects)) {
            views.message(ctx, HttpStatus.FORBIDDEN, "pulls", foreign());
            return;
        }
        var delivery = Delivery.of(
                row.get(),
                database.rows(HEADERS, parameters, Delivery.Header.class),
                subjects,
                views.site().zone());
        views.page(ctx, views.shell("Delivery " + row.get().deliveryId(), "pulls"), "raw/page.jte", delivery);
    }

    /** A payload is shown whole, so everything it tells about has to be of the reader's teams. */
    private static boolean isOf(Teams teams, List<Delivery.Subject> subjects) {
        return teams.isAll()
                || (!subjects.isEmpty()
                        && subjects.size() < Delivery.MOST_SUBJECTS
                        && subjects.stream().allMatch(subject -> teams.include(subject.team())));
    }

    private static Message foreign() {
        return Message.of(
                "refused",
                "Another team's delivery",
                "Your account sees payloads that concern pull requests of its own teams and nothing else.",
                new Message.Link(Paths.PULL_REQUESTS, "Pull requests that you may see"));
    }

    private static Message hidden() {
        return Message.of(
                "hidden",
                "Payloads are hidden on this server",
                "Whoever runs it has switched raw payloads off, because they hold names and texts of people.",
                new Message.Link(Paths.PULL_REQUESTS, "All pull requests"));
    }

    private static Message notStored(String delivery) {
        return Message.of(
                "not-found",
                "No such delivery here",
                "Nothing is stored under " + delivery + ".",
                new Message.Link(Paths.PULL_REQUESTS, "All pull requests"));
    }
}
