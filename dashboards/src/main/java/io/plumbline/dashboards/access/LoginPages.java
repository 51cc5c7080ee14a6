package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;

/** In with a password, and out. What goes wrong with a password is always told in the same words. */
final class LoginPages {

    private static final String WRONG = "Login or password is not right.";

    /** What the template shows. */
    record Login(String login, String next, String error, String oidcHref, String issuer) {

        boolean hasOidc() {
            return !oidcHref.isEmpty();
        }
    }

    private final Views views;
    private final Access.Desk desk;

    LoginPages(Views views, Access.Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    void addTo(Routes routes) {
        routes.get(Paths.LOGIN, views.html("login", this::form));
        routes.post(Paths.LOGIN, views.html("login", this::login));
        routes.post(Paths.LOGOUT, views.html("login", this::logout));
    }

    private void form(Context ctx) {
        var next = Next.safe(ctx.queryParam("next"));
        if (views.reader(ctx).hasAccount()) {
            ctx.redirect(next, HttpStatus.SEE_OTHER);
            return;
        }
        show(ctx, HttpStatus.OK, "", next, "");
    }

    private void show(Context ctx, HttpStatus status, String login, String next, String error) {
        var oidc = desk.settings().oidc();
        var page = new Login(
                login,
                next,
                error,
                oidc == null ? "" : OidcPages.href(next),
                oidc == null ? "" : oidc.issuer().getHost());
        views.page(ctx, status, views.shell("Log in", "login"), "access/login.jte", page);
    }

    private void login(Context ctx) {
        var next = Next.safe(ctx.formParam("next"));
        var login = Accounts.normal(ctx.formParam("login"));
        var actor = new Actor(login, desk.addresses().of(ctx));
        // No account is longer; what is typed is kept among the attempts.
        if (login.isEmpty() || login.length() > 100 || login.indexOf('\0') >= 0) {
            show(ctx, HttpStatus.UNAUTHORIZED, "", next, WRONG);
            return;
        }
        var permit = desk.limits().ask(login, Addresses.network(actor.address()));
        if (!permit.isGiven()) {
            long seconds =
                    Math.max(1, permit.delay().toSeconds() + (permit.delay().toNanosPart() > 0 ? 1 : 0));
            desk.audit().write(actor, Audit.LOGIN_DELAYED, login, seconds + " s");
            ctx.header("Retry-After", Long.toString(seconds));
            show(
                    ctx,
                    HttpStatus.TOO_MANY_REQUESTS,
                    login,
                    next,
                    "Too many attempts. Try again in " + Labels.many(seconds, "second", "seconds") + ".");
            return;
        }
        var account = desk.accounts().byLogin(login);
        boolean right = Passwords.matches(
                ctx.formParam("password"), account.map(Account::passwordHash).orElse(null));
        if (!right || account.get().disabled()) {
            desk.audit().write(actor, Audit.LOGIN_FAILED, login, "password");
            show(ctx, HttpStatus.UNAUTHORIZED, login, next, WRONG);
            return;
        }
        var secret = desk.store().inTransaction(handle -> {
            desk.limits().succeeded(handle, permit, login);
            return desk.sessions().open(handle, account.get(), "password", actor.address(), ctx.header("User-Agent"));
        });
        enter(ctx, desk, secret);
        ctx.redirect(next, HttpStatus.SEE_OTHER);
    }

    /** The new session's cookie replaces whatever the browser had, and the form token of before login goes. */
    static void enter(Context ctx, Access.Desk desk, String secret) {
        desk.sessions().replace(desk.cookies().read(ctx, Cookies.Name.SESSION));
        desk.cookies().write(ctx, Cookies.Name.SESSION, secret);
        desk.cookies().remove(ctx, Cookies.Name.FORM);
    }

    private void logout(Context ctx) {
        desk.sessions().logout(desk.actor(ctx), AccountProof.session(ctx).session());
        desk.cookies().remove(ctx, Cookies.Name.SESSION);
        ctx.redirect(Paths.LOGIN, HttpStatus.SEE_OTHER);
    }
}
