package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.web.Door;
import io.plumbline.dashboards.web.Route;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The door of every route. In this order: does a form come from a page of ours; is the reader known; may they; do they ask
 * for a team of theirs.
 */
final class Gate implements Door {

    /** Proves who asks. */
    interface Proof {
        Reader reader(Context ctx);
    }

    /** Hears of what was let out. */
    interface Watch {

        /** Where nobody is known there is nobody to watch. */
        Watch NOBODY = new Watch() {};

        default void served(Context ctx, Route route, Reader reader) {}

        default void noted(Context ctx, Reader reader, String action, String subject, String detail) {}
    }

    private static final String READER = "plumbline.reader";
    private static final String FORM_COOKIE = "plumbline.form-cookie";
    private static final String BEARER = "Bearer ";

    private final Proof proof;
    private final Cookies cookies;
    private final Watch watch;

    /** @param watch hears of everything that was let in and answered */
    Gate(Proof proof, Cookies cookies, Watch watch) {
        this.proof = proof;
        this.cookies = cookies;
        this.watch = watch;
    }

    @Override
    public Reader reader(Context ctx) {
        Reader known = ctx.attribute(READER);
        if (known == null) {
            known = proof.reader(ctx);
            ctx.attribute(READER, known);
        }
        return known;
    }

    @Override
    public Optional<Refusal> refusal(Context ctx, Route route) {
        var reader = reader(ctx);
        if (route.wantsForm() && !comesFromOurForm(ctx, route, reader)) {
            return reader.isStranger() && route.right() != Right.PUBLIC
                    ? Optional.of(loginNeeded())
                    : Optional.of(new Refusal(
                            HttpStatus.FORBIDDEN,
                            "This form is out of date",
                            "It was not sent from a page that this server gave to this browser, or that page is too old."
                                    + " Open the page again and repeat it there; nothing was changed."));
        }
        if (reader.may(route.right()) && !(reader.isToken() && route.changes() && !route.question())) {
            return route.right() == Right.PUBLIC ? Optional.empty() : foreignTeam(ctx, reader);
        }
        return Optional.of(reader.isStranger() ? loginNeeded() : notAllowed(reader, route));
    }

    private static Refusal loginNeeded() {
        return new Refusal(
                HttpStatus.UNAUTHORIZED, "Please log in", "Log in, or send a valid API token as a bearer token.");
    }

    private static Refusal notAllowed(Reader reader, Route route) {
        if (reader.isToken()) {
            var scope = route.right().scope();
            return new Refusal(
                    HttpStatus.FORBIDDEN,
                    "This token may not",
                    scope.map(needed -> "It needs the scope " + needed.id() + ", and an account that may.")
                            .orElse("No token opens this address."));
        }
        return new Refusal(
                HttpStatus.FORBIDDEN,
                "Your role does not see this",
                "Accounts with the role " + reader.role().id()
                        + " may not open this page. An administrator can change roles.");
    }

    /** Said, not silently empty: an empty figure would read as "nothing happened there". */
    private static Optional<Refusal> foreignTeam(Context ctx, Reader reader) {
        return ctx.queryParams("team").stream()
                .map(String::strip)
                .filter(team -> !team.isEmpty())
                .filter(team -> !reader.teams().include(team.equals(Scope.NONE) ? null : team))
                .findFirst()
                .map(team -> new Refusal(
                        HttpStatus.FORBIDDEN,
                        "Another team's figures",
                        "Your account does not see the team \"" + team + "\". It sees "
                                + reader.teams().label() + "."));
    }

    /** The origin as the browser states it, and a token that only a page for this browser holds. */
    private boolean comesFromOurForm(Context ctx, Route route, Reader reader) {
        if (ctx.header("Authorization") != null) {
            // No cookie speaks for it (see AccountProof), so there is nothing to forge.
            return true;
        }
        var origin = ctx.header("Origin");
        if (origin != null && !origin.equalsIgnoreCase(cookies.origin(ctx))) {
            return false;
        }
        var site = ctx.header("Sec-Fetch-Site");
        if (site != null && !List.of("same-origin", "none").contains(site)) {
            return false;
        }
        var field = ctx.formParam(FORM_TOKEN);
        var given = field == null ? ctx.header(FORM_TOKEN_HEADER) : field;
        var session = reader.hasAccount() ? cookies.read(ctx, Cookies.Name.SESSION) : null;
        var form = route.right() == Right.PUBLIC || !reader.hasAccount() ? cookies.read(ctx, Cookies.Name.FORM) : null;
        return Stream.of(Optional.ofNullable(session), Optional.ofNullable(form))
                .flatMap(Optional::stream)
                .filter(cookie -> !cookie.isEmpty())
                .anyMatch(cookie -> Secrets.same(token(cookie), given));
    }

    @Override
    public String formToken(Context ctx) {
        if (reader(ctx).hasAccount()) {
            return token(cookies.read(ctx, Cookies.Name.SESSION));
        }
        String cookie = ctx.attribute(FORM_COOKIE);
        if (cookie == null) {
            var sent = cookies.read(ctx, Cookies.Name.FORM);
            cookie = sent == null || sent.isEmpty() ? Secrets.random() : sent;
            cookies.write(ctx, Cookies.Name.FORM, cookie);
            ctx.attribute(FORM_COOKIE, cookie);
        }
        return token(cookie);
    }

    /** Follows from the cookie and does not lead back to it; changes at login with the session. */
    private static String token(String cookie) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.digest("plumbline form\n" + cookie));
    }

    @Override
    public void served(Context ctx, Route route) {
        if (ctx.statusCode() < HttpStatus.BAD_REQUEST.getCode()) {
            watch.served(ctx, route, reader(ctx));
        }
    }

    @Override
    public void note(Context ctx, String action, String subject, String detail) {
        watch.noted(ctx, reader(ctx), action, subject, detail);
    }

    /** Null when the request carries none. */
    static String bearer(Context ctx) {
        var header = ctx.header("Authorization");
        return header != null && header.startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
