package io.plumbline.dashboards.definitions;

import io.javalin.http.Context;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.List;

/** What each number means, from the registry. */
public final class DefinitionsPage {

    /** Everything the template shows. */
    record Definitions(int version, List<MetricDefinition> metrics) {}

    private final Views views;

    public DefinitionsPage(Views views) {
        this.views = views;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.DEFINITIONS, views.html("definitions", this::page));
    }

    private void page(Context ctx) {
        var registry = MetricRegistry.standard();
        views.page(
                ctx,
                views.shell("Definitions", "definitions"),
                "definitions/page.jte",
                new Definitions(registry.version(), registry.metrics()));
    }
}
