package io.plumbline.dashboards.pullrequests;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.format.Csv;
import io.plumbline.dashboards.format.JsonRows;
import io.plumbline.dashboards.inventory.Empty;
import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.inventory.Stock;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** The list of pull requests behind the numbers. */
public final class PullRequestsPage {

    private static final SqlFile PAGE = SqlFile.beside(PullRequestsPage.class, "page.sql");
    private static final SqlFile COUNT = SqlFile.beside(PullRequestsPage.class, "count.sql");
    private static final int PAGE_SIZE = 50;
    private static final int MOST_ROWS = 10_000;

    private final Views views;
    private final Database database;
    private final Inventory inventory;
    private final Clock clock;

    public PullRequestsPage(Views views, Database database, Inventory inventory, Clock clock) {
        this.views = views;
        this.database = database;
        this.inventory = inventory;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.PULL_REQUESTS, views.html("pulls", this::page));
        routes.get("/data/pull-requests.csv", views.data(this::csv));
        routes.get("/data/pull-requests.json", views.data(this::json));
        routes.get("/data/pull-requests.sql", views.data(ctx -> {
            var parameters = request(ctx, inventory.stock(teams(ctx))).parameters(zone(), MOST_ROWS);
            views.sql(ctx, PAGE.filled(parameters));
        }));
    }

    private void page(Context ctx) {
        var stock = inventory.stock(teams(ctx));
        var request = request(ctx, stock);
        Views.canonicalUrl(ctx, request.state(), Paths.PULL_REQUESTS);
        if (stock.isEmpty()) {
            views.message(ctx, HttpStatus.OK, "pulls", Empty.page(inventory.arrivals(), teams(ctx)));
            return;
        }
        // One row more than is shown tells whether a next page exists.
        var counted = database.begin(
                () -> database.row(COUNT, request.parameters(zone(), PAGE_SIZE), PullRequests.Count.class)
                        .orElseThrow());
        var lines = database.rows(PAGE, request.parameters(zone(), PAGE_SIZE + 1), Line.class);
        boolean more = lines.size() > PAGE_SIZE;
        var page = new PullRequests(
                request,
                new FilterBar(Paths.PULL_REQUESTS, request.state(), request.period(), inventory.choices(teams(ctx))),
                counted.get(),
                more ? lines.subList(0, PAGE_SIZE) : lines,
                more,
                PAGE.filled(request.parameters(zone(), PAGE_SIZE)),
                zone());
        views.page(ctx, views.shell("Pull requests", "pulls"), "pullrequests/page.jte", page);
    }

    private ListRequest request(Context ctx, Stock stock) {
        return ListRequest.of(
                ctx.queryParamMap(), stock.span(), LocalDate.ofInstant(clock.instant(), zone()), teams(ctx));
    }

    private Teams teams(Context ctx) {
        return views.reader(ctx).teams();
    }

    /** Up to 10,000 rows; a last line says so when there are more, because a silent cut would be a wrong answer. */
    private void csv(Context ctx) {
        var table = table(ctx);
        var csv = new Csv().line(table.columns());
        table.rows().stream().limit(MOST_ROWS).forEach(csv::line);
        if (table.rows().size() > MOST_ROWS) {
            csv.line(List.of("cut after " + MOST_ROWS + " rows; narrow the filter for the rest"));
        }
        views.csv(ctx, "pull-requests.csv", csv.toString());
    }

    /** The same rows; {@code cut} tells whether there are more. */
    private void json(Context ctx) {
        var table = table(ctx);
        boolean cut = table.rows().size() > MOST_ROWS;
        views.json(
                ctx,
                Map.of(
                        "columns",
                        table.columns(),
                        "rows",
                        JsonRows.of(cut ? table.rows().subList(0, MOST_ROWS) : table.rows()),
                        "cut",
                        cut));
    }

    private Database.Table table(Context ctx) {
        var request = request(ctx, inventory.stock(teams(ctx)));
        return database.table(PAGE, request.parameters(zone(), MOST_ROWS + 1));
    }

    /** Asked each time: a new directory may name another. */
    private ZoneId zone() {
        return views.site().zone();
    }
}
