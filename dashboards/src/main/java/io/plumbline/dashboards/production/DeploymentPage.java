package io.plumbline.dashboards.production;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.util.List;
import java.util.Map;

/** One deployment: what it carried, what was laid to it, and what tells so. */
public final class DeploymentPage {

    private static final SqlFile DEPLOYMENT = SqlFile.beside(DeploymentPage.class, "deployment.sql");
    private static final SqlFile CARRIED = SqlFile.beside(DeploymentPage.class, "deployment_pull_requests.sql");
    private static final SqlFile INCIDENTS = SqlFile.beside(DeploymentPage.class, "deployment_incidents.sql");
    private static final SqlFile EVENTS = SqlFile.beside(DeploymentPage.class, "deployment_events.sql");

    private final Views views;
    private final Database database;

    public DeploymentPage(Views views, Database database) {
        this.views = views;
        this.database = database;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.DEPLOYMENT, views.html("pulls", this::page));
    }

    private void page(Context ctx) {
        var teams = views.reader(ctx).teams();
        var repo = ctx.pathParam("owner") + "/" + ctx.pathParam("name");
        Map<String, Object> parameters = Map.of(
                "provider", ctx.pathParam("provider"),
                "repo", repo,
                "deployment_id", ctx.pathParam("deployment"),
                "deployment", ctx.pathParam("provider") + ":" + repo + "/deployment/" + ctx.pathParam("deployment"),
                "teams", teams.parameter());
        var row = database.row(DEPLOYMENT, parameters, Deployment.Row.class);
        if (row.isEmpty()) {
            views.message(
                    ctx, HttpStatus.NOT_FOUND, "pulls", Refusals.notStored("deployment", ctx.pathParam("deployment")));
            return;
        }
        if (!teams.include(row.get().team())) {
            views.message(ctx, HttpStatus.FORBIDDEN, "pulls", Refusals.foreign("deployment", teams));
            return;
        }
        views.page(
                ctx,
                views.shell("Deployment " + row.get().deploymentId(), "pulls"),
                "production/deployment.jte",
                new Deployment(
                        row.get(),
                        database.rows(CARRIED, parameters, Deployment.Carried.class),
                        database.rows(INCIDENTS, parameters, Deployment.Laid.class),
                        database.rows(EVENTS, parameters, Happening.class),
                        List.of(CARRIED.filled(parameters), INCIDENTS.filled(parameters), EVENTS.filled(parameters)),
                        views.site().zone()));
    }
}
