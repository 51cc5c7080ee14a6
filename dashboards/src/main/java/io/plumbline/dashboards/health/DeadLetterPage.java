package io.plumbline.dashboards.health;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.util.Map;

/** One delivery that could not be used, with its bytes and the way to bring it back. */
final class DeadLetterPage {

    private static final SqlFile LETTER = SqlFile.beside(DeadLetterPage.class, "dead_letter.sql");

    private final Views views;
    private final Database database;

    DeadLetterPage(Views views, Database database) {
        this.views = views;
        this.database = database;
    }

    void addTo(Routes routes) {
        routes.get(Paths.DEAD_LETTER, views.html("data-health", this::page));
    }

    private void page(Context ctx) {
        if (!views.site().rawPayloads()) {
            views.message(
                    ctx,
                    HttpStatus.FORBIDDEN,
                    "data-health",
                    Message.of(
                            "hidden",
                            "Payloads are hidden on this server",
                            "Whoever runs it has switched raw payloads off, because they hold names and texts of people.",
                            new Message.Link(Paths.DATA_HEALTH, "Data health")));
            return;
        }
        var parameters = Map.of(
                "id", ctx.pathParam("id"), "teams", views.reader(ctx).teams().parameter());
        var row = database.row(LETTER, parameters, DeadLetter.Row.class);
        if (row.isEmpty()) {
            views.message(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "data-health",
                    Message.of(
                            "not-found",
                            "No such dead letter here",
                            "Nothing that your account sees is stored under " + ctx.pathParam("id") + ".",
                            new Message.Link(Paths.DATA_HEALTH, "Data health")));
            return;
        }
        views.page(
                ctx,
                views.shell("Dead letter", "data-health"),
                "health/dead_letter.jte",
                DeadLetter.of(row.get(), views.site().zone()));
    }
}
