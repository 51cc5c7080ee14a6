package io.plumbline.dashboards.health;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Can these numbers be trusted? */
public final class HealthPage {

    static final SqlFile LINE = SqlFile.beside(HealthPage.class, "line.sql");
    static final SqlFile SOURCES = SqlFile.beside(HealthPage.class, "sources.sql");
    static final SqlFile DAYS = SqlFile.beside(HealthPage.class, "days.sql");
    static final SqlFile QUALITY = SqlFile.beside(HealthPage.class, "quality.sql");
    static final SqlFile DEAD_LETTERS = SqlFile.beside(HealthPage.class, "dead_letters.sql");
    static final SqlFile RESTATEMENTS = SqlFile.beside(HealthPage.class, "restatements.sql");
    static final SqlFile SECOND = SqlFile.beside(HealthPage.class, "second_computation.sql");
    static final SqlFile DECISIONS = SqlFile.beside(HealthPage.class, "decisions.sql");

    private static final List<CardPage.Slot> SLOTS = List.of(
            new CardPage.Slot("health-line", "How far is the line?", "medium"),
            new CardPage.Slot("health-sources", "Is every source still heard of?", "short"),
            new CardPage.Slot("health-days", "Was everything stored that came?", "short"),
            new CardPage.Slot("health-second", "What did a second computation find?", "short"),
            new CardPage.Slot("health-quality", "What is not known?", "medium"),
            new CardPage.Slot("health-dead-letters", "What could not be used?", "short"),
            new CardPage.Slot("health-restatements", "Which published numbers had to be said again?", "short"),
            new CardPage.Slot("health-decisions", "Which rules and which directory apply?", "short"),
            new CardPage.Slot("health-mail", "Are mails sent?", "short"),
            new CardPage.Slot("health-speed", "How fast are these pages?", "tall"));

    private final Cards cards;
    private final Views views;
    private final LineCards line;
    private final TrustCards trust;
    private final MailCard mail;
    private final DeadLetterPage letters;
    private final UiSpeed speed = new UiSpeed();

    /** @param mail what became of messages; empty without accounts */
    public HealthPage(
            Cards cards, Views views, Database database, Optional<Ledger> mail, FreshnessLimits limits, Clock clock) {
        this.cards = cards;
        this.views = views;
        this.line = new LineCards(database, limits, clock);
        this.trust = new TrustCards(database);
        this.mail = new MailCard(mail, clock);
        this.letters = new DeadLetterPage(views, database);
    }

    public void addTo(Routes routes) {
        cards.page(
                routes,
                Paths.DATA_HEALTH,
                "data-health",
                "Data health",
                "Can these numbers be trusted?",
                "Deliveries, mails and speed are of the whole installation; the filters narrow what rests on pull requests.",
                Set.of("period", "from", "to", "repo", "team", "tool", "origin"),
                SLOTS);
        card(routes, "health-line", LINE, line::line);
        card(routes, "health-sources", SOURCES, line::sources);
        card(routes, "health-days", DAYS, line::days);
        card(routes, "health-second", SECOND, line::second);
        card(routes, "health-quality", QUALITY, trust::quality);
        card(routes, "health-dead-letters", DEAD_LETTERS, trust::deadLetters);
        card(routes, "health-restatements", RESTATEMENTS, trust::restatements);
        card(routes, "health-decisions", DECISIONS, trust::decisions);
        cards.cardOfNow(routes, "health-mail", "health/card.jte", mail::of);
        cards.cardOfNow(routes, "health-speed", "health/card.jte", request -> SpeedCard.of(request, speed.lines()));
        letters.addTo(routes);
        routes.post(Paths.UI_SPEED, views.data(new SpeedBeacon(views, speed)::take));
    }

    /** Ages grow without any new row, so these are never "unchanged". */
    private void card(Routes routes, String name, SqlFile query, Function<PageRequest, HealthCard> model) {
        cards.cardOfNow(routes, name, "health/card.jte", model);
        cards.data(routes, name, query);
    }
}
