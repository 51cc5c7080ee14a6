package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.measure.Measures;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import java.util.List;
import java.util.Set;

/** How much merged work has to be done again. */
public final class ReworkPage {

    private static final List<Measures.Spec> MEASURES = List.of(
            new Measures.Spec(
                    "corrective_21d",
                    "How many merged pull requests were corrected within 21 days?",
                    "merged",
                    "A correction touches a file of the pull request, or names it, and is a fix."),
            new Measures.Spec("revert_rate_30d", "How many were reverted within 30 days?", "merged", ""));

    private final Cards cards;
    private final Measures measures;

    public ReworkPage(Cards cards, Measures measures) {
        this.cards = cards;
        this.measures = measures;
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.REWORK,
                "rework",
                "Rework",
                "How much has to be done again?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                Measures.slots(MEASURES));
        MEASURES.forEach(spec -> measures.add(routes, spec));
    }
}
