package io.plumbline.dashboards.overview;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Csv;
import io.plumbline.dashboards.inventory.Empty;
import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.inventory.Stock;
import io.plumbline.dashboards.privacy.Behind.Part;
import io.plumbline.dashboards.privacy.PeopleFloor;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The overview: what happens to pull requests that AI tools write. */
public final class OverviewPage {

    private static final SqlFile ACCEPTANCE = SqlFile.beside(OverviewPage.class, "acceptance.sql");
    private static final SqlFile TREND = SqlFile.beside(OverviewPage.class, "trend.sql");
    private static final SqlFile TILES = SqlFile.beside(OverviewPage.class, "tiles.sql");
    private static final SqlFile FINDINGS = SqlFile.beside(OverviewPage.class, "findings.sql");
    private static final SqlFile WEEKS = SqlFile.beside(OverviewPage.class, "weeks.sql");

    private final Views views;
    private final Database database;
    private final Inventory inventory;
    private final PeopleFloor floor;
    private final Clock clock;

    public OverviewPage(Views views, Database database, Inventory inventory, PeopleFloor floor, Clock clock) {
        this.views = views;
        this.database = database;
        this.inventory = inventory;
        this.floor = floor;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.OVERVIEW, views.html("overview", this::page));
        routes.get("/data/acceptance.csv", views.data(this::acceptanceCsv));
        routes.get("/data/acceptance.sql", views.data(ctx -> views.sql(ctx, filled(ACCEPTANCE, ctx))));
        routes.get("/data/acceptance-trend.json", views.data(this::trendJson));
        routes.get("/data/acceptance-trend.csv", views.data(this::trendCsv));
        routes.get("/data/acceptance-trend.sql", views.data(ctx -> views.sql(ctx, filled(TREND, ctx))));
        routes.get("/data/findings.sql", views.data(ctx -> views.sql(ctx, filled(FINDINGS, ctx))));
        routes.get("/data/tiles.sql", views.data(ctx -> views.sql(ctx, filled(TILES, ctx))));
    }

    private void page(Context ctx) {
        var stock = inventory.stock(teams(ctx));
        var request = request(ctx, stock);
        Views.canonicalUrl(ctx, request.state(), Paths.OVERVIEW);
        if (stock.isEmpty()) {
            views.message(ctx, HttpStatus.OK, "overview", Empty.page(inventory.arrivals(), teams(ctx)));
            return;
        }
        var parameters = request.parameters(zone());
        var acceptance = acceptance(request);
        var trend = trend(request);
        var overview = new Overview(
                request,
                new FilterBar(Paths.OVERVIEW, request.state(), request.period(), inventory.choices(teams(ctx))),
                stock,
                tiles(request, stock, parameters),
                acceptance,
                Findings.amongTools(acceptance.tools(), request.metric()),
                ACCEPTANCE.filled(parameters),
                trend,
                trendFindings(request, trend),
                TREND.filled(parameters),
                ReviewFindings.of(findings(request, parameters)),
                FINDINGS.filled(parameters));
        views.page(ctx, views.shellWithChart("Overview", "overview"), "overview/page.jte", overview);
    }

    private OverviewRequest request(Context ctx, Stock stock) {
        return OverviewRequest.of(ctx.queryParamMap(), stock.span(), today(), teams(ctx));
    }

    private Teams teams(Context ctx) {
        return views.reader(ctx).teams();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone());
    }

    private Tiles tiles(OverviewRequest request, Stock stock, Map<String, Object> parameters) {
        var row = database.row(TILES, parameters, Tiles.Row.class).orElseThrow();
        var weeks = database.rows(WEEKS, parameters, Tiles.Week.class);
        boolean hasBefore =
                !stock.firstDay().isAfter(request.period().previous().to());
        return Tiles.of(row, weeks, request, new Tiles.Spans(hasBefore, zone()));
    }

    /** Tools that few of a team used are left out: their row would be those people's. */
    private Acceptance acceptance(OverviewRequest request) {
        var tools = floor.hiddenParts(request.scope(), request.period(), Part.TOOL);
        var origins = floor.hiddenParts(request.scope(), request.period(), Part.ORIGIN);
        var rows = database.rows(ACCEPTANCE, request.parameters(zone()), Acceptance.Row.class).stream()
                .filter(row -> row.tool() == null
                        ? !tools.contains(Scope.NONE) && !origins.contains(row.originWithoutTool())
                        : !tools.contains(row.tool()))
                .toList();
        return Acceptance.of(rows, request);
    }

    private Trend trend(OverviewRequest request) {
        return Trend.of(trendRows(request, request.period(), request.parameters(zone())), request, today());
    }

    private List<Trend.Row> trendRows(OverviewRequest request, Period period, Map<String, Object> parameters) {
        var part = request.split().equals(OverviewRequest.BY_ORIGIN) ? Part.ORIGIN : Part.TOOL;
        var hidden = floor.hiddenParts(request.scope(), period, part);
        return database.rows(TREND, parameters, Trend.Row.class).stream()
                .filter(row -> !hidden.contains(row.series()))
                .toList();
    }

    /** AI-written ones beside the rest: not while one of the two is few people's. */
    private List<ReviewFindings.Row> findings(OverviewRequest request, Map<String, Object> parameters) {
        return floor.hidesArms(request.scope(), request.period())
                ? List.of()
                : database.rows(FINDINGS, parameters, ReviewFindings.Row.class);
    }

    private List<String> trendFindings(OverviewRequest request, Trend trend) {
        var before = new HashMap<String, Share>();
        trendRows(request, request.period().previous(), request.parametersBefore(zone()))
                .forEach(row -> before.merge(
                        row.series(), new Share(row.finalNumeratorCount(), row.finalDenominatorCount()), Share::plus));
        return Findings.sinceBefore(trend.series(), before, request.metric());
    }

    private String filled(SqlFile query, Context ctx) {
        return query.filled(request(ctx, inventory.stock(teams(ctx))).parameters(zone()));
    }

    private void acceptanceCsv(Context ctx) {
        var request = request(ctx, inventory.stock(teams(ctx)));
        var csv = new Csv()
                .line(List.of(
                        "tool",
                        "metric_id",
                        "numerator",
                        "denominator",
                        "percent",
                        "wilson_lower_95",
                        "wilson_upper_95",
                        "provisional",
                        "from",
                        "to"));
        for (var line : acceptance(request).all()) {
            for (var metric : OverviewRequest.ACCEPTANCE) {
                var cell = line.cell(metric);
                var share = cell.share();
                csv.line(Arrays.asList(
                        line.label(),
                        metric.id(),
                        share.numerator(),
                        share.denominator(),
                        share.isKnown() ? share.ratio() * 100 : null,
                        share.interval().map(bounds -> bounds.lower() * 100).orElse(null),
                        share.interval().map(bounds -> bounds.upper() * 100).orElse(null),
                        cell.provisional(),
                        request.period().from(),
                        request.period().to()));
            }
        }
        views.csv(ctx, "acceptance.csv", csv.toString());
    }

    private void trendJson(Context ctx) {
        var request = request(ctx, inventory.stock(teams(ctx)));
        var trend = trend(request);
        views.json(ctx, trend.json(request, String.join(" ", trendFindings(request, trend))));
    }

    private void trendCsv(Context ctx) {
        var request = request(ctx, inventory.stock(teams(ctx)));
        var trend = trend(request);
        var csv = new Csv()
                .line(List.of("week", request.split(), "metric_id", "numerator", "denominator", "provisional"));
        for (var series : trend.series()) {
            for (int i = 0; i < trend.weeks().size(); i++) {
                var point = series.points().get(i);
                if (point != null) {
                    csv.line(List.of(
                            trend.weeks().get(i).monday(),
                            series.label(),
                            request.metric().id(),
                            point.share().numerator(),
                            point.share().denominator(),
                            point.provisional()));
                }
            }
        }
        views.csv(ctx, "acceptance-trend.csv", csv.toString());
    }

    /** Asked each time: a new directory may name another. */
    private ZoneId zone() {
        return views.site().zone();
    }
}
