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

/** One incident: its life, what may have caused it, and what tells so. */
public final class IncidentPage {

    private static final SqlFile INCIDENT = SqlFile.beside(IncidentPage.class, "incident.sql");
    private static final SqlFile CANDIDATES = SqlFile.beside(IncidentPage.class, "incident_candidates.sql");
    private static final SqlFile EVENTS = SqlFile.beside(IncidentPage.class, "incident_events.sql");

    private final Views views;
    private final Database database;

    public IncidentPage(Views views, Database database) {
        this.views = views;
        this.database = database;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.INCIDENT, views.html("pulls", this::page));
    }

    private void page(Context ctx) {
        var parameters = Map.of(
                "incident", ctx.pathParam("provider") + ":incident/" + ctx.pathParam("incident"),
                "incident_provider", ctx.pathParam("provider"),
                "incident_id", ctx.pathParam("incident"),
                "teams", views.reader(ctx).teams().parameter());
        var row = database.row(INCIDENT, parameters, Incident.Row.class);
        if (row.isEmpty()) {
            views.message(
                    ctx, HttpStatus.NOT_FOUND, "pulls", Refusals.notStored("incident", ctx.pathParam("incident")));
            return;
        }
        var teams = views.reader(ctx).teams();
        if (!teams.include(row.get().team())) {
            views.message(ctx, HttpStatus.FORBIDDEN, "pulls", Refusals.foreign("incident", teams));
            return;
        }
        views.page(
                ctx,
                views.shell("Incident " + row.get().incidentId(), "pulls"),
                "production/incident.jte",
                new Incident(
                        row.get(),
                        database.rows(CANDIDATES, parameters, Incident.Candidate.class),
                        database.rows(EVENTS, parameters, Happening.class),
                        List.of(CANDIDATES.filled(parameters), EVENTS.filled(parameters)),
                        views.site().zone()));
    }
}
