package io.plumbline.dashboards.web;

import io.javalin.config.RoutesConfig;

/** Registers what all pages share: headers, static files, the page for unknown addresses. */
public final class Frame {

    private final Views views;
    private final Security security;

    public Frame(Views views, Security security) {
        this.views = views;
        this.security = security;
    }

    /** @param server before {@code routes} is made: headers belong on refusals too */
    public void addTo(RoutesConfig server) {
        server.before(security::before);
        server.error(404, "html", views::notFound);
    }

    public void addTo(Routes routes) {
        routes.get(Assets.ROUTE, views.site().assets()::serve);
    }
}
