package io.plumbline.dashboards.impact;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.schema.metric.MetricDefinition;
import java.util.List;
import java.util.Set;

/** AI impact: do AI-written pull requests differ, and where should a person own the last mile? */
public final class ImpactPage {

    /** What the addresses of the page understand besides period and scope. */
    public static final List<String> KEYS = ImpactRequest.KEYS;

    private static final SqlFile GROUPS = SqlFile.beside(ImpactPage.class, "groups.sql");
    private static final SqlFile LAST_MILE = SqlFile.beside(ImpactPage.class, "last_mile.sql");
    private static final SqlFile BY_WEEK = SqlFile.beside(ImpactPage.class, "by_week.sql");
    private static final SqlFile ROLL_OUT = SqlFile.beside(ImpactPage.class, "roll_out.sql");

    private static final String DIFFER = "Do AI-written pull requests differ from the rest?";
    private static final String WHERE = "Where should we lean on AI, and where must a person own it?";
    private static final String WORK = "Is it the same kind of work?";
    private static final String STRATA = "Which pull requests can be compared like for like?";
    private static final String UNSEEN = "What if AI hides among the rest?";
    private static final String WEEKS = "How does it go week by week?";
    private static final String BEFORE_AFTER = "Did anything change when AI began?";

    private static final String EARLY =
            " Who takes up a tool first differs from who does not, and picks the work that suits it: the difference"
                    + " between the two sides is not what the tool would do to everybody else's work. Unknown origin does"
                    + " not mean that a person wrote it.";

    /** The page as its template shows it. */
    record Page(CardPage cards, ImpactRequest request) {

        record Tab(String id, String label) {}

        List<Tab> tabs() {
            return List.of(
                    new Tab(ImpactRequest.GROUPS, "Groups"),
                    new Tab(ImpactRequest.ROLL_OUT, "Before and after the roll-out"),
                    new Tab(ImpactRequest.TREND, "Trend"));
        }

        String href(Tab tab) {
            return request.page()
                    .state()
                    .with("tab", tab.id().equals(ImpactRequest.GROUPS) ? null : tab.id())
                    .at(Paths.AI_IMPACT);
        }

        boolean isCurrent(Tab tab) {
            return tab.id().equals(request.tab());
        }

        List<MetricDefinition> metrics() {
            return ImpactRequest.METRICS;
        }

        String label(MetricDefinition metric) {
            return ImpactRequest.label(metric);
        }

        List<String> tiers() {
            return ImpactRequest.TIERS;
        }

        String rollout() {
            return request.page().state().get("rollout");
        }
    }

    private final Cards cards;
    private final Database database;

    /** @param cards with {@link #KEYS} */
    public ImpactPage(Cards cards, Database database) {
        this.cards = cards;
        this.database = database;
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.AI_IMPACT,
                "ai-impact",
                "AI impact",
                "impact/page.jte",
                (request, filters, reader) -> page(request, filters));
        cards.card(routes, "impact-forest", "impact/forest.jte", this::comparison);
        data(routes, "impact-forest", GROUPS);
        cards.card(routes, "impact-last-mile", "impact/last_mile.jte", this::lastMile);
        data(routes, "impact-last-mile", LAST_MILE);
        cards.card(routes, "impact-mix", "impact/mix.jte", request -> {
            var asked = ImpactRequest.of(request);
            return Mix.of(frame("impact-mix", WORK, asked, GROUPS), asked, groups(asked));
        });
        data(routes, "impact-mix", GROUPS);
        cards.card(routes, "impact-strata", "impact/strata.jte", request -> {
            var asked = ImpactRequest.of(request);
            return StrataTable.of(frame("impact-strata", STRATA, asked, GROUPS), asked, groups(asked));
        });
        data(routes, "impact-strata", GROUPS);
        cards.card(routes, "impact-hidden", "impact/hidden.jte", this::hidden);
        data(routes, "impact-hidden", GROUPS);
        cards.card(routes, "impact-weeks", "impact/weeks.jte", this::weeks);
        data(routes, "impact-weeks", BY_WEEK);
        cards.chart(routes, "impact-weeks-chart", request -> {
            var weeks = weeks(request);
            return weeks.lines().json(weeks.frame().finding(), request.today());
        });
        cards.card(routes, "impact-roll-out", "impact/roll_out.jte", this::rollOut);
        data(routes, "impact-roll-out", ROLL_OUT);
        cards.chart(routes, "impact-roll-out-weeks", request -> rollOut(request).json());
    }

    private void data(Routes routes, String name, SqlFile query) {
        cards.data(routes, name, query, request -> ImpactRequest.of(request).parameters());
    }

    private static Page page(PageRequest request, FilterBar filters) {
        var asked = ImpactRequest.of(request);
        var slots =
                switch (asked.tab()) {
                    case ImpactRequest.ROLL_OUT -> List.of(new CardPage.Slot("impact-roll-out", BEFORE_AFTER, "tall"));
                    case ImpactRequest.TREND -> List.of(CardPage.Slot.of("impact-weeks", WEEKS));
                    default ->
                        List.of(
                                CardPage.Slot.of("impact-forest", DIFFER),
                                new CardPage.Slot("impact-last-mile", WHERE, "tall"),
                                CardPage.Slot.of("impact-mix", WORK),
                                new CardPage.Slot("impact-hidden", UNSEEN, "short"),
                                CardPage.Slot.of("impact-strata", STRATA));
                };
        var fields = Set.of("period", "from", "to", "repo", "team", "tool", "origin", "compared", "tier", "rollout");
        return new Page(
                new CardPage("Do AI-written pull requests fare differently?", "", filters, fields, request, slots),
                asked);
    }

    private static Frame frame(String name, String heading, ImpactRequest request, SqlFile query) {
        return Frame.of(
                name,
                heading,
                request.page(),
                query.filled(request.parameters()),
                request.metric().id());
    }

    private List<Strata.Row> groups(ImpactRequest request) {
        return database.rows(GROUPS, request.parameters(), Strata.Row.class);
    }

    private Comparison comparison(PageRequest request) {
        var asked = ImpactRequest.of(request);
        var frame = frame("impact-forest", DIFFER, asked, GROUPS)
                .caveat("Ratio = AI-written over the rest, 95 % interval, on a logarithmic scale. Holding still means"
                        + " that only pull requests of the same repository (and weeks, ..) are compared with each"
                        + " other. Among pull requests that differ in nothing but their week the tool's share"
                        + " grows with time while everything else changes, too: so the weeks are held still, and"
                        + " repositories are resampled because their pull requests share a fate." + EARLY);
        return Comparison.of(frame, asked, groups(asked));
    }

    private LastMile lastMile(PageRequest request) {
        var asked = ImpactRequest.of(request);
        var parameters = asked.parameters();
        var frame = Frame.of(
                        "impact-last-mile",
                        WHERE,
                        request,
                        LAST_MILE.filled(parameters),
                        ImpactRequest.METRICS.stream().map(MetricDefinition::id).toArray(String[]::new))
                .caveat("Each cell: AI-written beside the rest, then the ratio within the same repository and four"
                        + " weeks (Mantel-Haenszel; rates widened by their dispersion; exact and crude where"
                        + " AI-written ones have no event). A difference is called one when its interval leaves"
                        + " out 1 and q ≤ 0.05 over all cells (Benjamini-Hochberg). A pull request counts in each"
                        + " of its areas. Few findings or incidents are no proof of quality where nobody"
                        + " looks." + EARLY);
        return LastMile.of(frame, asked, database.rows(LAST_MILE, parameters, LastMile.Cut.class));
    }

    private Hidden hidden(PageRequest request) {
        var asked = ImpactRequest.of(request);
        var frame = frame("impact-hidden", UNSEEN, asked, GROUPS)
                .caveat("Of the ratio within repository and weeks, after Rogan and Gladen; the shares are assumptions,"
                        + " not estimates. The adjusted ratio takes hidden AI work to be like the visible; the"
                        + " extremes take it to be the best and the worst of the rest, from the crude counts and"
                        + " without sampling error.");
        return Hidden.of(frame, asked, groups(asked));
    }

    private ByWeek weeks(PageRequest request) {
        var asked = ImpactRequest.of(request);
        var frame = frame("impact-weeks", WEEKS, asked, BY_WEEK)
                .caveat("By ISO week of the day that the metric counts on. Band = 95 % interval (Wilson; rates:"
                        + " Poisson, widened by their dispersion). Hollow points have fewer than 30 or are"
                        + " provisional." + EARLY);
        return ByWeek.of(
                frame,
                asked,
                database.rows(BY_WEEK, asked.parameters(), ByWeek.Row.class),
                request.data("impact-weeks-chart.json"));
    }

    private RollOut rollOut(PageRequest request) {
        var asked = ImpactRequest.of(request);
        var frame = frame("impact-roll-out", BEFORE_AFTER, asked, ROLL_OUT)
                .caveat("AI begins in a repository in the first week with two AI-written pull requests, or in the week"
                        + " of the date given above. All pull requests count, whoever wrote them,"
                        + " in the " + RollOut.WINDOW
                        + " weeks before and after, whatever the period above begins with. Before against"
                        + " after also holds everything else that changed meanwhile; begun against not yet"
                        + " begun in the same weeks compares different repositories. Where the two disagree,"
                        + " neither is an effect." + EARLY);
        return RollOut.of(frame, asked, database.rows(ROLL_OUT, asked.parameters(), RollOut.Row.class));
    }
}
