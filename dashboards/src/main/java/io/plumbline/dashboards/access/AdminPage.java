package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Admin, Access: accounts with their roles and teams, everybody's tokens, the audit. */
final class AdminPage {

    private static final List<String> KEYS = List.of("action", "actor", "before");
    private static final int AUDIT_ROWS = 50;
    private static final int LONGEST_FILTER = 200;

    /** A link to hand to somebody, shown once. */
    record Link(String login, String href) {}

    /** What the template shows; {@code link} is null but after one was made, {@code error} empty but after a mistake. */
    record Admin(
            Reader reader,
            List<Account> accounts,
            List<String> teams,
            List<Tokens.Row> tokens,
            List<Audit.Entry> audit,
            boolean more,
            UrlState state,
            Link link,
            String error,
            Instant now,
            ZoneId zone) {

        /** What the template must know of who looks. */
        record Reader(long accountId) {}

        List<Role> roles() {
            return Arrays.asList(Role.values());
        }

        List<String> actions() {
            return Audit.ACTIONS;
        }

        boolean isSelf(Account account) {
            return account.id() == reader.accountId();
        }

        String olderHref() {
            return state.with(
                                    "before",
                                    Long.toString(audit.get(audit.size() - 1).id()))
                            .at(Paths.ADMIN_ACCESS)
                    + "#audit";
        }

        /** Offered teams and those that the account has although no pull request of theirs is stored. */
        List<String> teamsFor(Account account) {
            var all = new TreeSet<>(teams);
            all.addAll(account.teams().ids());
            return List.copyOf(all);
        }
    }

    private final Views views;
    private final Access.Desk desk;
    private final Supplier<List<String>> teams;

    AdminPage(Views views, Access.Desk desk, Supplier<List<String>> teams) {
        this.views = views;
        this.desk = desk;
        this.teams = teams;
    }

    void addTo(Routes routes) {
        routes.get(Paths.ADMIN_ACCESS, views.html("access", ctx -> show(ctx, HttpStatus.OK, null, "")));
        routes.post(Paths.ADMIN_ACCESS + "/accounts", changing(this::create));
        routes.post(Paths.ADMIN_ACCESS + "/accounts/{id}", changing(this::change));
        routes.post(Paths.ADMIN_ACCESS + "/accounts/{id}/state", changing(this::setState));
        routes.post(Paths.ADMIN_ACCESS + "/accounts/{id}/link", changing(this::makeLink));
        routes.post(Paths.ADMIN_ACCESS + "/tokens/{id}/revoke", changing(this::revokeToken));
    }

    private Handler changing(Handler handler) {
        return views.html("access", ctx -> {
            try {
                handler.handle(ctx);
            } catch (InvalidAccountException e) {
                show(ctx, HttpStatus.BAD_REQUEST, null, e.getMessage());
            }
        });
    }

    private void show(Context ctx, HttpStatus status, Link link, String error) {
        var state = UrlState.read(KEYS, ctx.queryParamMap());
        var before = state.get("before");
        var entries = desk.audit()
                .read(
                        state.get("action"),
                        cut(Accounts.normal(state.get("actor"))),
                        before.matches("\\d{1,18}") ? Long.parseLong(before) : 0,
                        AUDIT_ROWS + 1);
        boolean more = entries.size() > AUDIT_ROWS;
        var page = new Admin(
                new Admin.Reader(views.reader(ctx).accountId()),
                desk.accounts().all(),
                knownTeams(),
                desk.tokens().all(),
                more ? entries.subList(0, AUDIT_ROWS) : entries,
                more,
                state,
                link,
                error,
                desk.clock().instant(),
                views.site().zone());
        views.page(ctx, status, views.shell("Access", "access"), "access/admin.jte", page);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_FILTER ? text : text.substring(0, LONGEST_FILTER);
    }

    /** Accounts can be looked after while ClickHouse is away; teams are then typed. */
    private List<String> knownTeams() {
        try {
            return teams.get();
        } catch (DatabaseAwayException e) {
            return List.of();
        }
    }

    private void create(Context ctx) {
        var actor = desk.actor(ctx);
        var link = desk.store().inTransaction(handle -> {
            var account = desk.accounts()
                    .create(
                            handle,
                            actor,
                            ctx.formParam("login"),
                            ctx.formParam("name"),
                            role(ctx),
                            teams(ctx, role(ctx)));
            return link(ctx, account, desk.links().forAccount(handle, actor, account));
        });
        show(ctx, HttpStatus.OK, link, "");
    }

    private Link link(Context ctx, Account account, String secret) {
        return new Link(account.login(), desk.cookies().origin(ctx) + Paths.setup(secret));
    }

    private void change(Context ctx) {
        var role = role(ctx);
        desk.accounts().change(desk.actor(ctx), Ids.of(ctx), ctx.formParam("name"), role, teams(ctx, role));
        back(ctx);
    }

    private void setState(Context ctx) {
        var account = account(ctx);
        if (account.id() == views.reader(ctx).accountId()) {
            throw new InvalidAccountException("Somebody else has to disable your account.");
        }
        desk.accounts().setDisabled(desk.actor(ctx), account.id(), "disabled".equals(ctx.formParam("state")));
        back(ctx);
    }

    private void makeLink(Context ctx) {
        var account = account(ctx);
        if (account.disabled()) {
            throw new InvalidAccountException("The account " + account.login() + " is disabled.");
        }
        var secret = desk.store().inTransaction(handle -> desk.links().forAccount(handle, desk.actor(ctx), account));
        show(ctx, HttpStatus.OK, link(ctx, account, secret), "");
    }

    private void revokeToken(Context ctx) {
        if (!desk.tokens().revoke(desk.actor(ctx), Ids.of(ctx), null)) {
            throw new InvalidAccountException("There is no such token.");
        }
        back(ctx);
    }

    private static void back(Context ctx) {
        ctx.redirect(Paths.ADMIN_ACCESS, HttpStatus.SEE_OTHER);
    }

    private Account account(Context ctx) {
        return desk.accounts()
                .find(Ids.of(ctx))
                .orElseThrow(() -> new InvalidAccountException("There is no such account."));
    }

    private static Role role(Context ctx) {
        return Role.of(ctx.formParam("role"))
                .orElseThrow(() -> new InvalidAccountException("A role is viewer, manager, analyst or admin."));
    }

    /** Chosen ones and typed ones together; an administrator looks after everything. */
    private static Teams teams(Context ctx, Role role) {
        if (role == Role.ADMIN || "all".equals(ctx.formParam("reach"))) {
            return Teams.ALL;
        }
        var ids = new TreeSet<String>();
        ctx.formParams("team").stream().map(String::strip).forEach(ids::add);
        var typed = ctx.formParam("more-teams");
        if (typed != null) {
            Arrays.stream(typed.split(",")).map(String::strip).forEach(ids::add);
        }
        ids.remove("");
        return Teams.only(ids);
    }
}
