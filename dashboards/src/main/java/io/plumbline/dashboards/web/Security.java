package io.plumbline.dashboards.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Headers of every answer, and the check of the Host header.
 *
 * <p>A server that listens on loopback only answers to loopback names: otherwise any web page could reach it through a
 * name of its own that resolves to 127.0.0.1 (DNS rebinding). Webhook endpoints are left out: they arrive through
 * tunnels under other names and are authenticated by their signature.
 */
public final class Security {

    /** See docs: no inline script or style, nothing from elsewhere, no frames. */
    public static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
                    + " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String WEBHOOKS = "/webhooks/";

    private static final String ONE_YEAR = "max-age=31536000";

    private final boolean loopbackOnly;
    private final URI publicUrl;

    /** @param publicUrl address under which readers reach the server through a proxy; null = none */
    public Security(boolean loopbackOnly, URI publicUrl) {
        this.loopbackOnly = loopbackOnly;
        this.publicUrl = publicUrl;
    }

    void before(Context ctx) {
        ctx.header("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "same-origin");
        ctx.header("Cross-Origin-Opener-Policy", "same-origin");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
        ctx.header(
                "Permissions-Policy",
                "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(),"
                        + " payment=(), usb=()");
        ctx.header("Cache-Control", "no-store");
        if (publicUrl != null && "https".equals(publicUrl.getScheme())) {
            ctx.header("Strict-Transport-Security", ONE_YEAR);
        }
        if (loopbackOnly && !ctx.path().startsWith(WEBHOOKS) && !isKnown(ctx.header("Host"))) {
            ctx.status(HttpStatus.MISDIRECTED_REQUEST)
                    .contentType("text/plain; charset=utf-8")
                    .result("This server listens on loopback only and answers to localhost and 127.0.0.1.\n")
                    .skipRemainingHandlers();
        }
    }

    private boolean isKnown(String host) {
        return isLoopback(host)
                || (publicUrl != null
                        && host != null
                        && publicUrl.getAuthority().equalsIgnoreCase(host.strip()));
    }

    static boolean isLoopback(String host) {
        if (host == null) {
            return false;
        }
        return LOOPBACK_NAMES.contains(host.strip().toLowerCase(Locale.ROOT).replaceFirst(":\\d{1,5}$", ""));
    }
}
