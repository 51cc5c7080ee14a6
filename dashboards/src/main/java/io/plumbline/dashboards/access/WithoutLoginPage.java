package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.util.List;

/** Says that login is off, what that means, and how to switch it on. */
final class WithoutLoginPage {

    private final Views views;

    WithoutLoginPage(Views views) {
        this.views = views;
    }

    void addTo(Routes routes) {
        routes.get(Paths.ADMIN_ACCESS, views.html("access", this::page));
    }

    private void page(Context ctx) {
        views.message(
                ctx,
                HttpStatus.OK,
                "access",
                new Message(
                        "open",
                        "Login is off",
                        "This server listens on loopback only, and whoever can reach it there sees everything:"
                                + " titles, people's names, payloads.",
                        List.of(
                                "With login there are accounts with roles (viewer, manager, analyst, admin), limits to teams,"
                                        + " API tokens and an audit; docs/access.md tells how.",
                                "Bound to any other address, login is always on."),
                        List.of(new Message.Command(
                                "Switch it on; a link for the first administrator is printed at the start",
                                "PLUMBLINE_ACCESS=local ./plumbline serve")),
                        List.of(new Message.Link(Paths.OVERVIEW, "Go to the overview"))));
    }
}
