package io.plumbline.dashboards.overview;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Csv;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.privacy.Behind.Part;
import io.plumbline.dashboards.privacy.PeopleFloor;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The overview: what changed, and what happens to pull requests that AI tools write. */
public final class OverviewPage {

    private static final SqlFile ACCEPTANCE = SqlFile.beside(OverviewPage.class, "acceptance.sql");
    private static final SqlFile TREND = SqlFile.beside(OverviewPage.class, "trend.sql");
    private static final SqlFile TILES = SqlFile.beside(OverviewPage.class, "tiles.sql");
    private static final SqlFile FINDINGS = SqlFile.beside(OverviewPage.class, "findings.sql");
    private static final SqlFile WEEKS = SqlFile.beside(OverviewPage.class, "weeks.sql");

    private static final String WHAT_CHANGED = "What changed against the period before?";
    private static final String WORK = "How much is there, and who wrote it?";
    private static final String BY_TOOL = "Which pull requests get merged?";
    private static final String BY_WEEK = "Is acceptance moving?";
    private static final String FOUND = "What do AI reviewers find?";

    private final Cards cards;
    private final Views views;
    private final Database database;
    private final Inventory inventory;
    private final PeopleFloor floor;

    public OverviewPage(Views views, Database database, Inventory inventory, PeopleFloor floor, Clock clock) {
        this.cards = new Cards(views, database, inventory, clock, OverviewRequest.KEYS);
        this.views = views;
        this.database = database;
        this.inventory = inventory;
        this.floor = floor;
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.OVERVIEW,
                "overview",
                "Overview",
                "What changed?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                OverviewRequest::of,
                List.of(
                        new CardPage.Slot(KeyTiles.NAME, WHAT_CHANGED, "tall"),
                        new CardPage.Slot("tiles", WORK, "short"),
                        new CardPage.Slot("acceptance", BY_TOOL, "tall"),
                        CardPage.Slot.of("acceptance-trend", BY_WEEK),
                        CardPage.Slot.of("findings", FOUND)));
        cards.card(routes, KeyTiles.NAME, "overview/keyfigures.jte", this::keyTiles);
        cards.data(routes, KeyTiles.NAME, KeyFigures.QUERY, request -> KeyFigures.parameters(request, false));
        cards.card(routes, "tiles", "overview/work.jte", this::work);
        cards.data(routes, "tiles", TILES);
        cards.card(routes, "acceptance", "overview/acceptance.jte", this::byTool);
        routes.get(
                "/data/acceptance.csv",
                views.data(ctx ->
                        views.csv(ctx, "acceptance.csv", acceptanceCsv(OverviewRequest.of(cards.request(ctx))))));
        routes.get(
                "/data/acceptance.sql",
                views.data(ctx -> views.sql(
                        ctx,
                        ACCEPTANCE.filled(OverviewRequest.of(cards.request(ctx)).parameters()))));
        cards.card(routes, "acceptance-trend", "overview/trend.jte", this::byWeek);
        cards.chart(routes, "acceptance-trend", request -> {
            var asked = OverviewRequest.of(request);
            var trend = trend(asked);
            return trend.json(asked, String.join(" ", trendFindings(asked, trend)));
        });
        routes.get(
                "/data/acceptance-trend.csv",
                views.data(ctx ->
                        views.csv(ctx, "acceptance-trend.csv", trendCsv(OverviewRequest.of(cards.request(ctx))))));
        routes.get(
                "/data/acceptance-trend.sql",
                views.data(ctx -> views.sql(
                        ctx, TREND.filled(OverviewRequest.of(cards.request(ctx)).parameters()))));
        cards.card(routes, "findings", "overview/findings.jte", this::found);
        cards.data(routes, "findings", FINDINGS);
    }

    private KeyTiles keyTiles(PageRequest request) {
        var frame = Frame.of(
                        KeyTiles.NAME,
                        WHAT_CHANGED,
                        request,
                        KeyFigures.QUERY.filled(KeyFigures.parameters(request, false)),
                        "ai_pr_share",
                        "merged_matured",
                        "corrective_21d",
                        "findings_per_100_prs",
                        "change_failure_rate_low")
                .caveat("A change is called one when its 95 % interval leaves out zero and it is none of the false"
                        + " alarms that eight looks bring (q ≤ 0.05, Benjamini-Hochberg). Shares: Wilson and"
                        + " Newcombe; counts and findings: quasi-Poisson, by week and by pull request; medians:"
                        + " order statistics. Only settled cohorts count. Deployments and incidents are of all"
                        + " tools and origins.");
        return KeyTiles.of(frame, KeyFigures.ask(database, request, false), request, hasBefore(request));
    }

    private boolean hasBefore(PageRequest request) {
        var first = inventory.stock(request.scope().teams()).firstDay();
        return first != null && !first.isAfter(request.period().previous().to());
    }

    private OverviewCards.Work work(PageRequest request) {
        var asked = OverviewRequest.of(request);
        var row = database.row(TILES, asked.parameters(), Tiles.Row.class).orElseThrow();
        var weeks = database.rows(WEEKS, asked.parameters(), Tiles.Week.class);
        return new OverviewCards.Work(
                Frame.of("tiles", WORK, request, TILES.filled(asked.parameters())),
                Tiles.of(row, weeks, asked, new Tiles.Spans(hasBefore(request), request.zone())));
    }

    private OverviewCards.ByTool byTool(PageRequest request) {
        var asked = OverviewRequest.of(request);
        var acceptance = acceptance(asked);
        var frame = Frame.of("acceptance", BY_TOOL, request, ACCEPTANCE.filled(asked.parameters()));
        return new OverviewCards.ByTool(
                acceptance.isEmpty()
                        ? frame
                        : frame.finding(Findings.amongTools(acceptance.tools(), asked.metric()))
                                .caveat("Dot = share, whisker = 95 % interval. Pull requests of one repository"
                                        + " resemble each other and tools get different work, so a difference"
                                        + " between tools is not yet an effect of the tool. Unknown origin does"
                                        + " not mean that a person wrote it."),
                asked,
                acceptance);
    }

    /** Tools that few of a team used are left out: their row would be those people's. */
    private Acceptance acceptance(OverviewRequest request) {
        var scope = request.page().scope();
        var tools = floor.hiddenParts(scope, request.page().period(), Part.TOOL);
        var origins = floor.hiddenParts(scope, request.page().period(), Part.ORIGIN);
        var rows = database.rows(ACCEPTANCE, request.parameters(), Acceptance.Row.class).stream()
                .filter(row -> row.tool() == null
                        ? !tools.contains(Scope.NONE) && !origins.contains(row.originWithoutTool())
                        : !tools.contains(row.tool()))
                .toList();
        return Acceptance.of(rows, request);
    }

    private OverviewCards.ByWeek byWeek(PageRequest request) {
        var asked = OverviewRequest.of(request);
        var trend = trend(asked);
        return new OverviewCards.ByWeek(
                Frame.of("acceptance-trend", BY_WEEK, request, TREND.filled(asked.parameters())),
                asked,
                trend,
                trendFindings(asked, trend),
                request.data("acceptance-trend.json"));
    }

    private Trend trend(OverviewRequest request) {
        return Trend.of(
                trendRows(request, request.page().period(), request.parameters()),
                request,
                request.page().today());
    }

    private List<Trend.Row> trendRows(OverviewRequest request, Period period, Map<String, Object> parameters) {
        var part = request.split().equals(OverviewRequest.BY_ORIGIN) ? Part.ORIGIN : Part.TOOL;
        var hidden = floor.hiddenParts(request.page().scope(), period, part);
        return database.rows(TREND, parameters, Trend.Row.class).stream()
                .filter(row -> !hidden.contains(row.series()))
                .toList();
    }

    private List<String> trendFindings(OverviewRequest request, Trend trend) {
        var before = new HashMap<String, Share>();
        trendRows(request, request.page().period().previous(), request.parametersBefore())
                .forEach(row -> before.merge(
                        row.series(), new Share(row.finalNumeratorCount(), row.finalDenominatorCount()), Share::plus));
        return Findings.sinceBefore(trend.series(), before, request.metric());
    }

    private OverviewCards.Found found(PageRequest request) {
        var parameters = request.parameters();
        return new OverviewCards.Found(
                Frame.of(
                        "findings",
                        FOUND,
                        request,
                        FINDINGS.filled(parameters),
                        ReviewFindings.PER_100.id(),
                        ReviewFindings.PER_KLOC.id()),
                ReviewFindings.of(database.rows(FINDINGS, parameters, ReviewFindings.Row.class)));
    }

    private String acceptanceCsv(OverviewRequest request) {
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
        return csv.toString();
    }

    private String trendCsv(OverviewRequest request) {
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
        return csv.toString();
    }
}
