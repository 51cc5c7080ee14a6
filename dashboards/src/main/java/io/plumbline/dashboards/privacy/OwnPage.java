package io.plumbline.dashboards.privacy;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.decision.DecisionRefusedException;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One's own pull requests and figures, beside nobody else's. It asks for nothing and takes nothing from the address: whose
 * rows they are follows from the session alone, so nobody can ask for another's, whatever their role.
 */
public final class OwnPage {

    private static final SqlFile LINES = SqlFile.beside(OwnPage.class, "own.sql");
    private static final SqlFile FIGURES = SqlFile.beside(OwnPage.class, "own_figures.sql");
    private static final int SHOWN = 50;
    private static final int DAYS = 84;

    private final Views views;
    private final Database database;
    private final DecisionDesk desk;
    private final Clock clock;

    public OwnPage(Views views, Database database, DecisionDesk desk, Clock clock) {
        this.views = views;
        this.database = database;
        this.desk = desk;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.ME, views.html("account", this::page));
    }

    private void page(Context ctx) {
        var reader = views.reader(ctx);
        if (!reader.hasAccount()) {
            say(
                    ctx,
                    "Nobody is logged in here",
                    "Where login is off, nobody is known, so nobody has rows of their own.");
            return;
        }
        DecisionBook book;
        try {
            book = desk.book();
        } catch (DecisionRefusedException e) {
            say(ctx, "The directory does not answer", e.getMessage());
            return;
        }
        var person = book.personOf(reader.login());
        if (person.isEmpty()) {
            say(
                    ctx,
                    "Your account is not linked to a person",
                    "The directory tells whose pull requests are yours. An administrator lists, among your accounts there,"
                            + " the e-mail address that you log in with, or { provider: plumbline, login: "
                            + reader.login()
                            + " }. Nobody else will see this page.");
            return;
        }
        views.page(ctx, views.shell("Your pull requests", "account"), "privacy/own.jte", own(person.get()));
    }

    private void say(Context ctx, String heading, String text) {
        views.message(
                ctx,
                HttpStatus.OK,
                "account",
                Message.of("not-linked", heading, text, new Message.Link(Paths.OVERVIEW, "Go to the overview")));
    }

    private Own own(DecisionBook.Person person) {
        var zone = views.site().zone();
        var parameters = new HashMap<String, Object>();
        parameters.put(
                "accounts",
                person.accounts().stream()
                        .map(account -> account.toLowerCase(Locale.ROOT))
                        .filter(account -> !account.startsWith(DecisionBook.OWN))
                        .collect(Collectors.joining("\n")));
        parameters.put("zone", zone.getId());
        parameters.put("today", LocalDate.ofInstant(clock.instant(), zone).toString());
        parameters.put("days", DAYS);
        List<Own.Line> lines = database.rows(LINES, parameters, Own.Line.class);
        return new Own(
                person,
                database.row(FIGURES, parameters, Own.Figures.class).orElseThrow(),
                lines.size() > SHOWN ? lines.subList(0, SHOWN) : lines,
                lines.size() > SHOWN,
                DAYS,
                zone);
    }
}
