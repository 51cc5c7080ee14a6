package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import java.util.List;
import java.util.Set;

/** What reviewers find before the merge, and what production says after it. */
public final class DefectsPage {

    /** What its addresses understand besides period and scope. */
    public static final List<String> KEYS = List.of(Heat.DETECTOR, Detectors.SEVERITY, Incidents.TIER);

    private final Cards cards;
    private final List<Figure<?>> figures;

    public DefectsPage(Cards cards, Sources sources) {
        this.cards = cards;
        this.figures = List.of(
                new Findings(sources),
                new Heat(sources),
                new Detectors(sources),
                new HarmForest(sources),
                new ChangeFailures(sources),
                new Incidents(sources));
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.DEFECTS,
                "defects",
                "Defects",
                "What goes wrong?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                figures.stream().map(Figure::slot).toList());
        figures.forEach(figure -> figure.addTo(routes, cards));
    }
}
