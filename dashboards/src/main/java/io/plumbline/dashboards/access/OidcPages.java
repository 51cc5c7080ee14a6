package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** To the OpenID provider and back. By links, not forms: the policy lets forms go to this server only. */
final class OidcPages {

    private static final Duration FLOW_LIFE = Duration.ofMinutes(10);

    /** What was set out with; used once. */
    record Flow(String state, String nonce, String verifier, String next, Instant expiresAt) {}

    private final Views views;
    private final Access.Desk desk;
    private final OidcProvider provider;
    private final OidcAccounts accounts;

    OidcPages(Views views, Access.Desk desk) {
        this.views = views;
        this.desk = desk;
        this.provider = new OidcProvider(desk.settings().oidc());
        this.accounts = new OidcAccounts(desk);
    }

    static String href(String next) {
        return next.equals(Paths.OVERVIEW)
                ? Paths.LOGIN_OIDC
                : Paths.LOGIN_OIDC + "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    void addTo(Routes routes) {
        routes.get(Paths.LOGIN_OIDC, views.html("login", ctx -> told(ctx, this::leave)));
        routes.get(Paths.LOGIN_OIDC_BACK, views.html("login", ctx -> told(ctx, this::comeBack)));
    }

    private interface Step {
        void run(Context ctx);
    }

    private void told(Context ctx, Step step) {
        try {
            step.run(ctx);
        } catch (OidcException e) {
            desk.audit().write(new Actor("", desk.addresses().of(ctx)), Audit.LOGIN_FAILED, "oidc", e.getMessage());
            views.message(
                    ctx,
                    HttpStatus.FORBIDDEN,
                    "login",
                    Message.of(
                            "refused",
                            "Login did not work",
                            e.getMessage(),
                            new Message.Link(Paths.LOGIN, "Try again")));
        }
    }

    private URI back(Context ctx) {
        return URI.create(desk.cookies().origin(ctx) + Paths.LOGIN_OIDC_BACK);
    }

    private void leave(Context ctx) {
        var flow = new Flow(
                Secrets.random(),
                Secrets.random(),
                Secrets.random(),
                Next.safe(ctx.queryParam("next")),
                desk.clock().instant().plus(FLOW_LIFE));
        var address = provider.authorisation(back(ctx), flow.state(), flow.nonce(), flow.verifier());
        desk.cookies().write(ctx, Cookies.Name.FLOW, keep(desk.store(), flow), FLOW_LIFE);
        ctx.redirect(address.toString(), HttpStatus.SEE_OTHER);
    }

    /** @return the secret that binds it to this browser */
    private String keep(ControlStore store, Flow flow) {
        var secret = Secrets.random();
        store.inTransaction(handle -> {
            handle.execute(
                    "DELETE FROM login_flow WHERE expires_at < ?", desk.clock().instant());
            return handle.execute(
                    "INSERT INTO login_flow (secret_hash, state, nonce, verifier, next, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    Secrets.hash(secret),
                    flow.state(),
                    flow.nonce(),
                    flow.verifier(),
                    flow.next(),
                    flow.expiresAt());
        });
        return secret;
    }

    /** Gone afterwards, so that an answer counts once. */
    private Optional<Flow> take(String secret) {
        if (secret == null || secret.isEmpty()) {
            return Optional.empty();
        }
        return desk.store().inTransaction(handle -> {
            var flow = handle.select(
                            "SELECT state, nonce, verifier, next, expires_at FROM login_flow WHERE secret_hash = ?",
                            Secrets.hash(secret))
                    .map(ConstructorMapper.of(Flow.class))
                    .findFirst();
            int taken = handle.execute("DELETE FROM login_flow WHERE secret_hash = ?", Secrets.hash(secret));
            return flow.filter(
                    one -> taken == 1 && one.expiresAt().isAfter(desk.clock().instant()));
        });
    }

    private void comeBack(Context ctx) {
        var flow = take(desk.cookies().read(ctx, Cookies.Name.FLOW))
                .filter(one -> Secrets.same(one.state(), ctx.queryParam("state")))
                .orElseThrow(
                        () -> new OidcException(
                                "This answer does not belong to a login that this browser has begun, or that was too long ago."));
        desk.cookies().remove(ctx, Cookies.Name.FLOW);
        if (!provider.isIssuer(ctx.queryParam("iss"))) {
            throw new OidcException("This answer comes from another provider.");
        }
        var error = ctx.queryParam("error");
        if (error != null) {
            throw new OidcException("The provider says: " + shown(error, ctx.queryParam("error_description")) + ".");
        }
        var code = ctx.queryParam("code");
        if (code == null || code.isBlank()) {
            throw new OidcException("The provider's answer holds no code.");
        }
        var person = provider.person(code, back(ctx), flow.nonce(), flow.verifier());
        var session = accounts.enter(person, desk.addresses().of(ctx), ctx.header("User-Agent"));
        LoginPages.enter(ctx, desk, session);
        ctx.redirect(Next.safe(flow.next()), HttpStatus.SEE_OTHER);
    }

    private static String shown(String error, String description) {
        var text = description == null ? error : error + " (" + description + ")";
        return text.length() <= 300 ? text : text.substring(0, 300) + "..";
    }
}
