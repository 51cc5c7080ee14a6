package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;

/** What an entry link opens: become an administrator, or choose the password of an account. */
final class SetupPage {

    /** @param known the account that the link is for; null = a new administrator */
    record Setup(String action, Account known, String login, String name, String error) {

        boolean isNew() {
            return known == null;
        }

        int shortest() {
            return Passwords.SHORTEST;
        }
    }

    private final Views views;
    private final Access.Desk desk;

    SetupPage(Views views, Access.Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    void addTo(Routes routes) {
        routes.get(Paths.SETUP, views.html("login", this::form));
        routes.post(Paths.SETUP, views.html("login", this::enter));
    }

    private void form(Context ctx) {
        var link = desk.links().find(ctx.pathParam("secret"));
        if (link.isEmpty()) {
            over(ctx);
            return;
        }
        show(ctx, HttpStatus.OK, account(link.get()), "", "", "");
    }

    private Account account(EntryLinks.Row link) {
        return link.accountId() == null
                ? null
                : desk.accounts().find(link.accountId()).orElseThrow();
    }

    private void enter(Context ctx) {
        var secret = ctx.pathParam("secret");
        var link = desk.links().find(secret);
        if (link.isEmpty()) {
            over(ctx);
            return;
        }
        var account = account(link.get());
        var login = account == null ? Accounts.normal(ctx.formParam("login")) : account.login();
        var name = ctx.formParam("name") == null ? "" : ctx.formParam("name");
        var password = ctx.formParam("password");
        var problem = Passwords.problem(password, login).or(() -> java.util.Optional.of("The two passwords differ.")
                .filter(text -> !password.equals(ctx.formParam("repeated"))));
        if (problem.isPresent()) {
            show(ctx, HttpStatus.BAD_REQUEST, account, login, name, problem.get());
            return;
        }
        var hash = Passwords.hash(password);
        var address = desk.addresses().of(ctx);
        try {
            var session = desk.store().inTransaction(handle -> {
                if (!desk.links().use(handle, secret)) {
                    return null;
                }
                var actor = new Actor(login, address);
                var who = account == null
                        ? desk.accounts().create(handle, actor, login, name, Role.ADMIN, Teams.ALL)
                        : account;
                desk.audit().write(handle, actor, Audit.LINK_USED, login, "");
                desk.accounts().setPassword(handle, actor, who, hash);
                return desk.sessions().open(handle, who, "link", address, ctx.header("User-Agent"));
            });
            if (session == null) {
                over(ctx);
                return;
            }
            LoginPages.enter(ctx, desk, session);
            ctx.redirect(account == null ? Paths.ADMIN_ACCESS : Paths.OVERVIEW, HttpStatus.SEE_OTHER);
        } catch (InvalidAccountException e) {
            show(ctx, HttpStatus.BAD_REQUEST, account, login, name, e.getMessage());
        }
    }

    private void show(Context ctx, HttpStatus status, Account account, String login, String name, String error) {
        var page = new Setup(ctx.path(), account, login, name, error);
        views.page(ctx, status, views.shell("Welcome", "login"), "access/setup.jte", page);
    }

    private void over(Context ctx) {
        views.message(
                ctx,
                HttpStatus.NOT_FOUND,
                "login",
                new Message(
                        "not-found",
                        "This link does not work any more",
                        "A link lets somebody in once and ends after a while.",
                        java.util.List.of("Ask an administrator for a new one."),
                        java.util.List.of(new Message.Command(
                                "On the server, a new link for an administrator", "./plumbline access admin-link")),
                        java.util.List.of(new Message.Link(Paths.LOGIN, "Log in"))));
    }
}
