package io.plumbline.dashboards.subscription;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.digest.Digests;
import io.plumbline.dashboards.digest.IsoWeek;
import io.plumbline.dashboards.digest.NumberStyle;
import io.plumbline.dashboards.digest.Rendered;
import io.plumbline.dashboards.digest.Section;
import io.plumbline.dashboards.digest.Terms;
import io.plumbline.dashboards.dispatch.Item;
import io.plumbline.dashboards.dispatch.Outcome;
import io.plumbline.dashboards.dispatch.State;
import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Security;
import io.plumbline.dashboards.web.Views;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Digests: what one looks like, who gets it when, what became of each. */
public final class DigestPage {

    private static final List<String> KEYS = List.of("team", "week", "form");
    private static final int HISTORY = 50;
    private static final String TEXT = "text";

    /** A frame of our own page may show the preview, and nothing in the preview may run or load. */
    private static final String PAGE_POLICY = Security.CONTENT_SECURITY_POLICY + "; frame-src 'self'";

    private static final String PREVIEW_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

    /** A subscription as a row. */
    record Row(Subscription subscription, Instant next, boolean own) {

        String source() {
            return subscription.source();
        }
    }

    /**
     * What the template shows.
     *
     * @param service null = no accounts, so previews only
     * @param preview null while ClickHouse is away
     */
    record Page(
            Reader reader,
            UrlState state,
            IsoWeek week,
            Rendered preview,
            List<String> teams,
            List<Row> rows,
            List<Item> unknown,
            List<Item> history,
            Map<State, Long> counts,
            DigestService service,
            String note,
            String error,
            ZoneId zone) {

        boolean hasAccounts() {
            return service != null;
        }

        boolean isOn() {
            return service != null && service.mail().isOn();
        }

        boolean isText() {
            return state.get("form").equals(TEXT);
        }

        boolean isPhone() {
            return state.get("form").equals("phone");
        }

        String isForm(String form) {
            return state.get("form").equals(form) ? "true" : null;
        }

        String formHref(String form) {
            return state.with("form", form).at(Paths.DIGESTS);
        }

        String previewHref() {
            return state.without("form").with("week", week.id()).at(Paths.DIGESTS + "/preview");
        }

        String weekHref(long back) {
            return state.with("week", week.minus(back).id()).at(Paths.DIGESTS);
        }

        List<Section> sections() {
            return Section.all();
        }

        List<NumberStyle> styles() {
            return NumberStyle.all();
        }

        String addressOf(Item item) {
            return rows.stream()
                    .filter(row -> row.source().equals(item.source()))
                    .map(row -> row.subscription().address())
                    .findFirst()
                    .orElse(item.recipient());
        }

        int kilobytes() {
            return (preview.html().length() + 1023) / 1024;
        }
    }

    private final Views views;
    private final Digests digests;
    private final Function<Reader, List<String>> teams;
    private final DigestService service;
    private final Clock clock;

    /**
     * @param teams ids that a reader can choose among
     * @param service null = there are no accounts: previews only
     */
    public DigestPage(
            Views views, Digests digests, Function<Reader, List<String>> teams, DigestService service, Clock clock) {
        this.views = views;
        this.digests = digests;
        this.teams = teams;
        this.service = service;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.DIGESTS, views.html("digests", ctx -> show(ctx, HttpStatus.OK, "", "")));
        routes.get(Paths.DIGESTS + "/preview", views.html("digests", this::preview));
        if (service != null) {
            routes.post(Paths.DIGESTS + "/subscriptions", changing(this::create));
            routes.post(Paths.DIGESTS + "/subscriptions/{id}", changing(this::change));
            routes.post(Paths.DIGESTS + "/subscriptions/{id}/test", changing(this::test));
            routes.post(Paths.DIGESTS + "/deliveries", changing(this::settle));
            new UnsubscribePage(views, service).addTo(routes);
        }
    }

    private Handler changing(Handler handler) {
        return views.html("digests", ctx -> {
            try {
                handler.handle(ctx);
            } catch (InvalidSubscriptionException e) {
                show(ctx, HttpStatus.BAD_REQUEST, "", e.getMessage());
            }
        });
    }

    private void show(Context ctx, HttpStatus status, String note, String error) {
        var reader = views.reader(ctx);
        var state = UrlState.read(KEYS, ctx.queryParamMap());
        var week = week(state);
        ctx.header("Content-Security-Policy", PAGE_POLICY);
        var rows = service == null ? List.<Row>of() : rows(reader);
        var pattern = reader.may(Right.ADMINISTRATION) ? DigestCourier.SORT + ":%" : null;
        views.page(
                ctx,
                status,
                views.shell("Digests", "digests"),
                "subscription/page.jte",
                new Page(
                        reader,
                        state,
                        week,
                        rendered(reader, state, week),
                        teams(reader),
                        rows,
                        service == null ? List.of() : mine(rows, pattern, true),
                        service == null ? List.of() : mine(rows, pattern, false),
                        service == null || pattern == null
                                ? Map.of()
                                : service.ledger().counts(),
                        service,
                        note,
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

    private Rendered rendered(Reader reader, UrlState state, IsoWeek week) {
        try {
            return digests.write(terms(reader, state), week);
        } catch (DatabaseAwayException e) {
            // Subscriptions can be looked after meanwhile.
            return null;
        }
    }

    private List<Row> rows(Reader reader) {
        var all = reader.may(Right.ADMINISTRATION)
                ? service.subscriptions().all()
                : service.subscriptions().of(reader.accountId());
        var now = clock.instant();
        return all.stream()
                .map(each -> new Row(
                        each, each.schedule().next(now, views.site().zone()), each.accountId() == reader.accountId()))
                .toList();
    }

    private List<Item> mine(List<Row> rows, String pattern, boolean unknown) {
        var sources = pattern == null ? rows.stream().map(Row::source).toList() : List.of(pattern);
        return sources.stream()
                .flatMap(source -> (unknown
                                ? service.ledger().unknown(source)
                                : service.ledger().history(source, HISTORY))
                        .stream())
                .limit(HISTORY)
                .collect(Collectors.toList());
    }

    private IsoWeek week(UrlState state) {
        var zone = views.site().zone();
        return state.find("week")
                .map(id -> IsoWeek.parse(id)
                        .orElseThrow(() -> new BadFilterException("\"week\" is a week such as 2026-W46.")))
                .orElseGet(() -> IsoWeek.lastCompleteAt(clock.instant(), zone));
    }

    private Terms terms(Reader reader, UrlState state) {
        var base = service == null ? URI.create("") : service.mail().publicUrl();
        var now = clock.instant();
        return new Terms(
                views.site().organisation(),
                state.get("team"),
                reader,
                EnumSet.allOf(Section.class),
                NumberStyle.EN,
                views.site().zone(),
                base,
                "",
                now.minus(Duration.ofDays(7)),
                now);
    }

    /** The mail itself, for the frame; its picture inside, because there is no content id outside of a mail. */
    private void preview(Context ctx) {
        var state = UrlState.read(KEYS, ctx.queryParamMap());
        var rendered = digests.write(terms(views.reader(ctx), state), week(state));
        ctx.header("Content-Security-Policy", PREVIEW_POLICY);
        ctx.contentType("text/html; charset=utf-8")
                .result(rendered.html()
                        .replace(
                                "cid:" + Rendered.PICTURE,
                                "data:image/png;base64," + Base64.getEncoder().encodeToString(rendered.png()))
                        .replace("<a ", "<a target=\"_top\" "));
    }

    private void create(Context ctx) {
        var reader = views.reader(ctx);
        service.subscriptions().create(SubscriptionForm.read(ctx, reader, service.mail()));
        back(ctx);
    }

    private void change(Context ctx) {
        var subscription = owned(ctx);
        var wanted = String.valueOf(ctx.formParam("state"));
        switch (wanted) {
            case "active" -> service.subscriptions().setState(subscription.id(), Subscription.State.ACTIVE);
            case "paused" -> service.subscriptions().setState(subscription.id(), Subscription.State.PAUSED);
            case "gone" -> service.subscriptions().delete(subscription.id());
            default -> throw new InvalidSubscriptionException("A subscription is active, paused or gone.");
        }
        back(ctx);
    }

    private void test(Context ctx) {
        var subscription = owned(ctx);
        if (subscription.accountId() != views.reader(ctx).accountId()) {
            throw new InvalidSubscriptionException("A test goes to whoever asks for it; this is somebody else's.");
        }
        if (!service.mail().isOn()) {
            throw new InvalidSubscriptionException("No mail server is configured (plumbline.mail.host).");
        }
        if (!service.subscriptions().takeTest(subscription.accountId())) {
            throw new InvalidSubscriptionException("At most " + Subscriptions.TESTS_AN_HOUR + " test mails an hour.");
        }
        var outcome = service.digestCourier()
                .test(
                        subscription,
                        IsoWeek.lastCompleteAt(clock.instant(), views.site().zone()));
        show(ctx, HttpStatus.OK, words(outcome, subscription.address()), "");
    }

    private static String words(Outcome outcome, String address) {
        if (outcome instanceof Outcome.Sent sent) {
            return "The test mail to " + address + " was taken by the mail server: " + sent.reply();
        }
        if (outcome instanceof Outcome.Rejected rejected) {
            return "The test mail was refused: " + rejected.reason();
        }
        if (outcome instanceof Outcome.Later later) {
            return "The mail server wants it later: " + later.reason();
        }
        if (outcome instanceof Outcome.Away away) {
            return away.reason();
        }
        return "Whether the test mail arrived is not known: the mail server did not answer.";
    }

    private void settle(Context ctx) {
        var source = String.valueOf(ctx.formParam("source"));
        var occasion = String.valueOf(ctx.formParam("occasion"));
        var item = Optional.of(source)
                .filter(text -> text.matches(DigestCourier.SORT + ":\\d{1,18}"))
                .flatMap(text -> service.ledger().find(text, occasion))
                .filter(found -> isOwned(views.reader(ctx), found.sourceId()))
                .orElseThrow(() -> new InvalidSubscriptionException("There is no such mail."));
        var now = clock.instant();
        boolean done =
                switch (String.valueOf(ctx.formParam("action"))) {
                    case "again" -> service.ledger().sendAgain(source, occasion, now.plus(DigestPlanner.LATEST));
                    case "arrived" -> service.ledger().close(source, occasion, true);
                    case "lost" -> service.ledger().close(source, occasion, false);
                    default -> false;
                };
        if (!done) {
            throw new InvalidSubscriptionException(
                    "Its state is " + item.state().id() + " by now; nothing was changed.");
        }
        back(ctx);
    }

    private Subscription owned(Context ctx) {
        var text = ctx.pathParam("id");
        long id = text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
        if (!isOwned(views.reader(ctx), id)) {
            throw new InvalidSubscriptionException("You have no such subscription.");
        }
        return service.subscriptions().find(id).orElseThrow();
    }

    private boolean isOwned(Reader reader, long id) {
        return service.subscriptions()
                .find(id)
                .filter(found -> found.accountId() == reader.accountId() || reader.may(Right.ADMINISTRATION))
                .isPresent();
    }

    private static void back(Context ctx) {
        ctx.redirect(Paths.DIGESTS, HttpStatus.SEE_OTHER);
    }
}
