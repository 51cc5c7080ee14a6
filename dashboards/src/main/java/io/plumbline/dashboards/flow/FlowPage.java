package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import java.util.List;
import java.util.Set;

/** Where the time of pull requests goes, and how delivery does. */
public final class FlowPage {

    /** What its addresses understand besides period and scope. */
    public static final List<String> KEYS = FlowChoices.KEYS;

    private final Cards cards;
    private final List<Figure<?>> figures;

    public FlowPage(Cards cards, Sources sources) {
        this.cards = cards;
        this.figures = List.of(
                new DoraTiles(sources),
                new PhaseStacks(sources),
                new Slowest(sources),
                new CycleTime(sources),
                new OpenPullRequests(sources),
                new ReviewLoad(sources),
                new Sizes(sources));
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.FLOW,
                "flow",
                "Flow",
                "Where does the time go?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                figures.stream().map(Figure::slot).toList());
        figures.forEach(figure -> figure.addTo(routes, cards));
    }
}
