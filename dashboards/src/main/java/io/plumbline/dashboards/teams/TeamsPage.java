package io.plumbline.dashboards.teams;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.format.Csv;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.keyfigures.KeyFigure;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.stats.Interval;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Teams side by side: who needs help? Never people. */
public final class TeamsPage {

    private static final String NAME = "teams";
    private static final String HEADING = "How do teams compare?";

    private static final List<String> COLUMNS =
            List.of("team", "measure", "events", "units", "value", "lower_95", "upper_95", "against_the_others", "q");

    private final Views views;
    private final Cards cards;
    private final Database database;
    private final Inventory inventory;

    public TeamsPage(Views views, Cards cards, Database database, Inventory inventory) {
        this.views = views;
        this.cards = cards;
        this.database = database;
        this.inventory = inventory;
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.TEAMS,
                NAME,
                "Teams",
                "Which team needs help?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                List.of(new CardPage.Slot(NAME, HEADING, "tall")));
        cards.card(routes, NAME, "teams/table.jte", this::table);
        // Not the rows of the query: those hold every team.
        routes.get("/data/teams.csv", views.data(ctx -> {
            var csv = new Csv().line(COLUMNS);
            rows(table(cards.request(ctx))).forEach(csv::line);
            views.csv(ctx, "teams.csv", csv.toString());
        }));
        routes.get(
                "/data/teams.json",
                views.data(
                        ctx -> views.json(ctx, Map.of("columns", COLUMNS, "rows", rows(table(cards.request(ctx)))))));
        routes.get(
                "/data/teams.sql",
                views.data(ctx ->
                        views.sql(ctx, KeyFigures.QUERY.filled(KeyFigures.parameters(cards.request(ctx), true)))));
    }

    private static List<List<Object>> rows(TeamTable table) {
        var rows = new ArrayList<List<Object>>();
        for (var team : table.teams()) {
            if (team.isHidden()) {
                rows.add(Arrays.asList(team.label(), "", null, null, null, null, null, "not shown", null));
            }
            for (var cell : team.cells()) {
                var figure = cell.figure();
                boolean counted = figure.measure().kind() != KeyFigure.Kind.HOURS;
                rows.add(Arrays.asList(
                        team.label(),
                        figure.measure().id(),
                        counted ? figure.events() : null,
                        figure.units(),
                        cell.hasValue() ? figure.number() : null,
                        cell.hasValue() ? figure.interval().map(Interval::lower).orElse(null) : null,
                        cell.hasValue() ? figure.interval().map(Interval::upper).orElse(null) : null,
                        cell.standing(),
                        cell.q()));
            }
        }
        return rows;
    }

    private TeamTable table(PageRequest request) {
        var frame = Frame.of(
                        NAME,
                        HEADING,
                        request,
                        KeyFigures.QUERY.filled(KeyFigures.parameters(request, true)),
                        "ai_pr_share",
                        "merged_matured",
                        "corrective_21d",
                        "findings_per_100_prs",
                        "change_failure_rate_low")
                .caveat("A to Z, because most differences between teams are chance. Above or below the others: the 95"
                        + " % interval of the difference leaves out zero and q ≤ 0.05 over the table"
                        + " (Benjamini-Hochberg). A place is given only where intervals touch no other team's and"
                        + " every team has five people. Counts and medians are not compared: teams differ in size"
                        + " and work. Teams of fewer than five people are not shown, nor one more where they could"
                        + " be derived. Deployments and incidents are of all tools and origins.");
        var first = inventory.stock(request.scope().teams()).firstDay();
        boolean hasBefore =
                first != null && !first.isAfter(request.period().previous().to());
        return TeamTable.of(frame, KeyFigures.ask(database, request, true), request, hasBefore);
    }
}
