package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.rights.TokenScope;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** One's own account: password, sessions, tokens. */
final class AccountPage {

    /**
     * What the template shows.
     *
     * @param newToken shown once; empty otherwise
     * @param error of the form that was sent; empty = none
     */
    record Own(
            Account account,
            List<SessionRows.Row> sessions,
            SessionRows.Row current,
            List<Tokens.Row> tokens,
            List<TokenScope> scopes,
            String newToken,
            String note,
            String error,
            Instant now,
            ZoneId zone) {

        boolean isCurrent(SessionRows.Row session) {
            return session.id() == current.id();
        }
    }

    private final Views views;
    private final Access.Desk desk;

    AccountPage(Views views, Access.Desk desk) {
        this.views = views;
        this.desk = desk;
    }

    void addTo(Routes routes) {
        routes.get(Paths.ACCOUNT, views.html("account", ctx -> show(ctx, HttpStatus.OK, "", "", "")));
        routes.post(Paths.ACCOUNT + "/password", changing(this::changePassword));
        routes.post(Paths.ACCOUNT + "/sessions/end", changing(this::endOtherSessions));
        routes.post(Paths.ACCOUNT + "/tokens", changing(this::createToken));
        routes.post(Paths.ACCOUNT + "/tokens/{id}/revoke", changing(this::revokeToken));
    }

    private io.javalin.http.Handler changing(io.javalin.http.Handler handler) {
        return views.html("account", ctx -> {
            try {
                handler.handle(ctx);
            } catch (InvalidAccountException e) {
                show(ctx, HttpStatus.BAD_REQUEST, "", "", e.getMessage());
            }
        });
    }

    private void show(Context ctx, HttpStatus status, String newToken, String note, String error) {
        var own = AccountProof.session(ctx);
        var scopes = Arrays.stream(TokenScope.values())
                .filter(scope -> scope.isUsefulTo(own.account().role()))
                .toList();
        var page = new Own(
                own.account(),
                desk.sessions().of(own.account()),
                own.session(),
                desk.tokens().of(own.account()),
                scopes,
                newToken,
                note,
                error,
                desk.clock().instant(),
                views.site().zone());
        views.page(ctx, status, views.shell("Your account", "account"), "access/account.jte", page);
    }

    /** Guessing the old password from an open session is slowed down like guessing it at the door. */
    private void changePassword(Context ctx) {
        var own = AccountProof.session(ctx);
        var actor = desk.actor(ctx);
        var account = own.account();
        if (!account.hasPassword()) {
            throw new InvalidAccountException("This account has no password.");
        }
        var permit = desk.limits().ask(account.login(), Addresses.network(actor.address()));
        if (!permit.isGiven()) {
            throw new InvalidAccountException("Too many attempts. Try again in a minute.");
        }
        if (!Passwords.matches(ctx.formParam("current"), account.passwordHash())) {
            desk.audit().write(actor, Audit.LOGIN_FAILED, account.login(), "password change");
            throw new InvalidAccountException("The current password is not right.");
        }
        var password = ctx.formParam("password");
        Passwords.problem(password, account.login()).ifPresent(problem -> {
            throw new InvalidAccountException(problem);
        });
        if (!password.equals(ctx.formParam("repeated"))) {
            throw new InvalidAccountException("The two passwords differ.");
        }
        var hash = Passwords.hash(password);
        var secret = desk.store().inTransaction(handle -> {
            desk.limits().succeeded(handle, permit, account.login());
            desk.accounts().setPassword(handle, actor, account, hash);
            return desk.sessions().open(handle, account, "password", actor.address(), ctx.header("User-Agent"));
        });
        LoginPages.enter(ctx, desk, secret);
        ctx.redirect(Paths.ACCOUNT, HttpStatus.SEE_OTHER);
    }

    private void endOtherSessions(Context ctx) {
        var own = AccountProof.session(ctx);
        desk.sessions().endOthers(desk.actor(ctx), own.account(), own.session());
        ctx.redirect(Paths.ACCOUNT, HttpStatus.SEE_OTHER);
    }

    private void createToken(Context ctx) {
        var scopes = EnumSet.noneOf(TokenScope.class);
        ctx.formParams("scope").stream()
                .map(TokenScope::of)
                .flatMap(Optional::stream)
                .forEach(scopes::add);
        var token = desk.tokens()
                .create(
                        desk.actor(ctx),
                        AccountProof.session(ctx).account(),
                        ctx.formParam("name"),
                        scopes,
                        days(ctx.formParam("days")));
        show(ctx, HttpStatus.OK, token, "", "");
    }

    private static int days(String text) {
        return text != null && text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    private void revokeToken(Context ctx) {
        var own = AccountProof.session(ctx);
        if (!desk.tokens().revoke(desk.actor(ctx), Ids.of(ctx), own.account())) {
            throw new InvalidAccountException("There is no such token of yours.");
        }
        ctx.redirect(Paths.ACCOUNT, HttpStatus.SEE_OTHER);
    }
}
