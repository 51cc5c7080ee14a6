package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.measure.Measures;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How much merged work has to be done again. */
public final class ReworkPage {

    /** What its addresses understand besides period and scope. */
    public static final List<String> KEYS = List.of(Lines.KEY);

    private static final List<Measures.Spec> AFTER_MERGE = List.of(
            new Measures.Spec(
                    "corrective_21d",
                    "How many merged pull requests were corrected within 21 days?",
                    "merged",
                    "A correction touches a file of the pull request, or names it, and is a fix."),
            new Measures.Spec("corrective_14d", "How many were corrected within 14 days?", "merged", ""),
            new Measures.Spec("revert_rate_30d", "How many were reverted within 30 days?", "merged", ""));

    private static final List<Measures.Spec> BEFORE_MERGE = List.of(
            new Measures.Spec(
                    "pr_rework_after_human_review",
                    "How many are changed after a person has reviewed them?",
                    "closed",
                    "Changing one's work after a review is what reviews are for: neither high nor low is good by itself."),
            new Measures.Spec("pr_rework_after_bot_review", "How many are changed after a bot has?", "closed", ""),
            new Measures.Spec(
                    "merged_unmodified_share",
                    "How many are merged as they were submitted?",
                    "merged",
                    "High can mean good work, or reviews that nobody made."));

    private final Cards cards;
    private final Measures measures;
    private final List<Figure<?>> lines;
    private final Figure<?> rounds;

    public ReworkPage(Cards cards, Measures measures, Sources sources) {
        this.cards = cards;
        this.measures = measures;
        this.lines = List.of(
                new LineRework(sources), new LineClasses(sources), new Survival(sources), new ReworkCommits(sources));
        this.rounds = new Rounds(sources);
    }

    public void addTo(Routes routes) {
        var slots = new ArrayList<CardPage.Slot>();
        lines.forEach(figure -> slots.add(figure.slot()));
        slots.addAll(Measures.slots(AFTER_MERGE));
        slots.addAll(Measures.slots(BEFORE_MERGE));
        slots.add(rounds.slot());
        cards.page(
                routes,
                Paths.REWORK,
                "rework",
                "Rework",
                "How much has to be done again?",
                "",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                slots);
        lines.forEach(figure -> figure.addTo(routes, cards));
        rounds.addTo(routes, cards);
        AFTER_MERGE.forEach(spec -> measures.add(routes, spec));
        BEFORE_MERGE.forEach(spec -> measures.add(routes, spec));
    }
}
