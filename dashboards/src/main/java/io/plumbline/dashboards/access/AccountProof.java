package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.plumbline.dashboards.rights.Reader;

/** A session cookie proves a person, a bearer token a program; a request that carries the latter is never a person's. */
final class AccountProof implements Gate.Proof {

    private static final String SESSION = "plumbline.session";

    private final Sessions sessions;
    private final Tokens tokens;
    private final Cookies cookies;

    AccountProof(Sessions sessions, Tokens tokens, Cookies cookies) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.cookies = cookies;
    }

    @Override
    public Reader reader(Context ctx) {
        if (ctx.header("Authorization") != null) {
            var token = Gate.bearer(ctx);
            return token == null ? Reader.STRANGER : tokens.reader(token).orElse(Reader.STRANGER);
        }
        var found = sessions.find(cookies.read(ctx, Cookies.Name.SESSION));
        found.ifPresent(session -> ctx.attribute(SESSION, session));
        return found.map(session -> session.account().reader()).orElse(Reader.STRANGER);
    }

    /** The session of a request that was let in as a person's. */
    static Sessions.Found session(Context ctx) {
        Sessions.Found found = ctx.attribute(SESSION);
        if (found == null) {
            throw new IllegalStateException("No session: the route asks for a right that strangers have");
        }
        return found;
    }
}
