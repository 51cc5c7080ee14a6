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

    public void addTo(RoutesConfig routes) {
        routes.before(security::before);
        routes.get(Assets.ROUTE, views.site().assets()::serve);
        routes.error(404, "html", views::notFound);
    }
}
