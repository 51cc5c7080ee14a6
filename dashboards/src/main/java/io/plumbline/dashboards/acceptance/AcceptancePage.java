package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import java.util.List;
import java.util.Set;

/** Three panels that are never summed, and what lies behind them. */
public final class AcceptancePage {

    /** What its addresses understand besides period and scope. */
    public static final List<String> KEYS = List.of(SuggestionPanel.SEVERITY);

    private final Cards cards;
    private final List<Figure<?>> figures;

    public AcceptancePage(Cards cards, Sources sources) {
        this.cards = cards;
        this.figures = List.of(
                new IdePanel(sources),
                new SuggestionPanel(sources),
                new AgentPanel(sources),
                new Funnel(sources),
                new Languages(sources),
                new Vendors(sources));
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.ACCEPTANCE,
                "acceptance",
                "Acceptance",
                "What is accepted, and what survives?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                figures.stream().map(Figure::slot).toList());
        figures.forEach(figure -> figure.addTo(routes, cards));
    }
}
