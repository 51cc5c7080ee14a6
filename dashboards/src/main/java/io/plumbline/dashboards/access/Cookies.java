package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Duration;

/**
 * The cookies of this server: HttpOnly, SameSite=Lax, for the whole site, and Secure with the {@code __Host-} prefix
 * wherever readers use https, so that no neighbouring host can plant one.
 */
final class Cookies {

    private static final int UNTIL_THE_BROWSER_CLOSES = -1;

    private final URI publicUrl;

    /** @param publicUrl null = readers reach the server directly */
    Cookies(URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** What a cookie is called when it is not prefixed. */
    enum Name {
        SESSION("plumbline-session"),
        /** Binds a form to the browser that got it, before login. */
        FORM("plumbline-form"),
        /** Binds the way to the OpenID provider and back to one browser. */
        FLOW("plumbline-flow");

        private final String plain;

        Name(String plain) {
            this.plain = plain;
        }
    }

    boolean isHttps(Context ctx) {
        return publicUrl == null ? ctx.scheme().equals("https") : "https".equals(publicUrl.getScheme());
    }

    private String name(Context ctx, Name name) {
        return isHttps(ctx) ? "__Host-" + name.plain : name.plain;
    }

    /** Null when there is none. */
    String read(Context ctx, Name name) {
        return ctx.cookie(name(ctx, name));
    }

    void write(Context ctx, Name name, String value) {
        write(ctx, name, value, UNTIL_THE_BROWSER_CLOSES);
    }

    void write(Context ctx, Name name, String value, Duration life) {
        write(ctx, name, value, (int) life.toSeconds());
    }

    void remove(Context ctx, Name name) {
        write(ctx, name, "", 0);
    }

    private void write(Context ctx, Name name, String value, int seconds) {
        var cookie = new Cookie(name(ctx, name), value, "/", seconds, isHttps(ctx), true);
        cookie.setSameSite(SameSite.LAX);
        ctx.cookie(cookie);
    }

    /** Where readers reach this server, without a slash at the end. */
    String origin(Context ctx) {
        if (publicUrl != null) {
            return publicUrl.getScheme() + "://" + publicUrl.getAuthority();
        }
        return ctx.scheme() + "://" + ctx.header("Host");
    }
}
