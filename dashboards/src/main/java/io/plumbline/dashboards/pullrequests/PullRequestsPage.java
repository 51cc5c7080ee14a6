package io.plumbline.dashboards.pullrequests;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.format.Csv;
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
import java.util.Arrays;
import java.util.List;

/** The list of pull requests behind the numbers. */
public final class PullRequestsPage {

    private static final SqlFile PAGE = SqlFile.beside(PullRequestsPage.class, "page.sql");
    private static final SqlFile COUNT = SqlFile.beside(PullRequestsPage.class, "count.sql");
    private static final int PAGE_SIZE = 50;
    private static final int CSV_ROWS = 10_000;

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
        routes.get("/data/pull-requests.sql", views.data(ctx -> {
            var parameters = request(ctx, inventory.stock(teams(ctx))).parameters(zone(), PAGE_SIZE);
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
        var lines = database.rows(PAGE, request.parameters(zone(), PAGE_SIZE + 1), Line.class);
        boolean more = lines.size() > PAGE_SIZE;
        var count = database.row(COUNT, request.parameters(zone(), PAGE_SIZE), PullRequests.Count.class)
                .orElseThrow();
        var page = new PullRequests(
                request,
                new FilterBar(Paths.PULL_REQUESTS, request.state(), request.period(), inventory.choices(teams(ctx))),
                count,
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
        var request = request(ctx, inventory.stock(teams(ctx)));
        var lines = database.rows(PAGE, request.parameters(zone(), CSV_ROWS + 1), Line.class);
        var csv = new Csv()
                .line(List.of(
                        "provider",
                        "repo",
                        "number",
                        "title",
                        "team",
                        "origin",
                        "tool",
                        "attribution_confidence",
                        "opened_at",
                        "ready_at",
                        "first_human_review_at",
                        "merged_at",
                        "closed_at",
                        "outcome",
                        "additions",
                        "deletions",
                        "changed_files"));
        lines.stream()
                .limit(CSV_ROWS)
                .forEach(line -> csv.line(Arrays.asList(
                        line.provider(),
                        line.repo(),
                        line.number(),
                        line.title(),
                        line.team(),
                        line.origin(),
                        line.tool(),
                        line.confidence(),
                        line.openedAt(),
                        line.readyAt(),
                        line.firstHumanReviewAt(),
                        line.mergedAt(),
                        line.closedAt(),
                        line.outcome(),
                        line.additions(),
                        line.deletions(),
                        line.changedFiles())));
        if (lines.size() > CSV_ROWS) {
            csv.line(List.of("cut after " + CSV_ROWS + " rows; narrow the filter for the rest"));
        }
        views.csv(ctx, "pull-requests.csv", csv.toString());
    }

    /** Asked each time: a new directory may name another. */
    private ZoneId zone() {
        return views.site().zone();
    }
}
