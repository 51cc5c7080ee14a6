package io.plumbline.dashboards.alert;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.dispatch.Item;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Working agreements: what is agreed, how it stands, what was told. */
public final class AgreementPage {

    private static final int HISTORY = 50;

    /** An agreement as a row. */
    record Row(Agreement agreement, Reading reading, Instant now) {

        boolean isSnoozed() {
            return agreement.snoozedUntil().isAfter(now);
        }

        String state() {
            return agreement.paused() ? "paused" : agreement.state().id();
        }

        /** {@code 14 h, n = 23}; why there is none. */
        String value() {
            if (reading == null) {
                return "not looked at yet";
            }
            if (reading.people() < Reading.LEAST_PEOPLE) {
                return "withheld: fewer than five people";
            }
            return agreement.rule().write(reading.value()) + ", n = " + reading.n()
                    + (reading.isEnough(agreement.minimum())
                            ? ""
                            : ": too few, " + agreement.minimum() + " are needed");
        }
    }

    /** What the template shows. */
    record Page(
            Reader reader,
            List<String> teams,
            List<Row> rows,
            List<Item> history,
            boolean mail,
            String error,
            ZoneId zone) {

        List<Rule> rules() {
            return Rule.all();
        }

        List<Agreement.Channel> channels() {
            return List.of(Agreement.Channel.values());
        }

        String nameOf(Item item) {
            return rows.stream()
                    .filter(row -> row.agreement().source().equals(item.source()))
                    .map(row -> row.agreement().team() + ": "
                            + row.agreement().rule().label())
                    .findFirst()
                    .orElse("an agreement that is gone");
        }
    }

    private final Views views;
    private final Function<Reader, List<String>> teams;
    private final AlertService service;
    private final Clock clock;

    /** @param service null = there are no accounts, and so nobody to tell */
    public AgreementPage(Views views, Function<Reader, List<String>> teams, AlertService service, Clock clock) {
        this.views = views;
        this.teams = teams;
        this.service = service;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.AGREEMENTS, views.html("digests", ctx -> show(ctx, HttpStatus.OK, "")));
        if (service != null) {
            routes.post(Paths.AGREEMENTS, views.html("digests", ctx -> changing(ctx, this::create)));
            routes.post(Paths.AGREEMENTS + "/{id}", views.html("digests", ctx -> changing(ctx, this::change)));
        }
    }

    private void changing(Context ctx, java.util.function.Consumer<Context> change) {
        try {
            change.accept(ctx);
            ctx.redirect(Paths.AGREEMENTS, HttpStatus.SEE_OTHER);
        } catch (InvalidAgreementException e) {
            show(ctx, HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private void show(Context ctx, HttpStatus status, String error) {
        if (service == null) {
            views.message(
                    ctx,
                    HttpStatus.OK,
                    "digests",
                    Message.of(
                            "open",
                            "Agreements need accounts",
                            "Login is off, so there is nobody in whose name a team's agreements could be watched and told.",
                            new Message.Link(Paths.ADMIN_ACCESS, "How to switch it on")));
            return;
        }
        var reader = views.reader(ctx);
        var now = clock.instant();
        var rows = (reader.may(Right.ADMINISTRATION)
                        ? service.agreements().all()
                        : service.agreements().of(reader.accountId()))
                .stream()
                        .map(each -> new Row(each, AlertText.read(each.reading()), now))
                        .toList();
        var history = rows.stream()
                .flatMap(row -> service.ledger().history(row.agreement().source(), HISTORY).stream())
                .sorted(java.util.Comparator.comparing(Item::dueAt).reversed())
                .limit(HISTORY)
                .collect(Collectors.toList());
        views.page(
                ctx,
                status,
                views.shell("Agreements", "digests"),
                "alert/page.jte",
                new Page(
                        reader,
                        teams(reader),
                        rows,
                        history,
                        service.smtp().settings().isOn(),
                        error,
                        views.site().zone()));
    }

    private List<String> teams(Reader reader) {
        try {
            return teams.apply(reader);
        } catch (DatabaseAwayException e) {
            return List.of();
        }
    }

    private void create(Context ctx) {
        service.agreements()
                .create(AgreementForm.read(
                        ctx,
                        views.reader(ctx),
                        service.smtp().settings(),
                        service.webhooks().allowsPrivate()));
    }

    private void change(Context ctx) {
        var text = ctx.pathParam("id");
        long id = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        var reader = views.reader(ctx);
        boolean owned = service.agreements()
                .find(id)
                .filter(found -> found.accountId() == reader.accountId() || reader.may(Right.ADMINISTRATION))
                .isPresent();
        if (!owned) {
            throw new InvalidAgreementException("You have no such agreement.");
        }
        switch (String.valueOf(ctx.formParam("action"))) {
            case "pause" -> service.agreements().setPaused(id, true);
            case "resume" -> service.agreements().setPaused(id, false);
            case "snooze" -> service.agreements().snooze(id, clock.instant().plus(Duration.ofDays(7)));
            case "wake" -> service.agreements().snooze(id, Instant.EPOCH);
            case "delete" -> service.agreements().delete(id);
            default -> throw new InvalidAgreementException("Choose pause, resume, snooze, wake or delete.");
        }
    }
}
