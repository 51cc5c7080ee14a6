package io.plumbline.dashboards.access;

import io.javalin.http.Context;
import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.web.Door;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Route;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who may see what on this server: without login, or with accounts in the control store.
 *
 * <p>Failure semantics: {@link #start} throws {@link io.plumbline.dashboards.control.ControlStoreException} when the store
 * cannot be opened. While PostgreSQL is away later, nobody gets in: every page answers 500 with an id of the log.
 */
public final class Access implements AutoCloseable {

    /** Everything that the pages of this package work with. */
    record Desk(
            AccessSettings settings,
            Clock clock,
            ControlStore store,
            Audit audit,
            Accounts accounts,
            Sessions sessions,
            Tokens tokens,
            LoginLimits limits,
            EntryLinks links,
            Cookies cookies,
            Addresses addresses) {

        Actor actor(Context ctx) {
            return AccountProof.session(ctx).account().at(addresses.of(ctx));
        }
    }

    private final Desk desk;
    private final Door door;

    private Access(Desk desk, Door door) {
        this.desk = desk;
        this.door = door;
    }

    /** Everybody who reaches the server sees everything; only for loopback. */
    public static Access withoutLogin() {
        return new Access(null, new Gate(ctx -> Reader.ANYBODY_HERE, new Cookies(null), Gate.Watch.NOBODY));
    }

    /** Opens and migrates the control store. */
    public static Access start(AccessSettings settings, Clock clock) {
        var store = ControlStore.open(settings.control());
        var audit = new Audit(store, clock);
        var cookies = new Cookies(settings.publicUrl());
        var desk = new Desk(
                settings,
                clock,
                store,
                audit,
                new Accounts(store, audit, clock),
                new Sessions(store, audit, clock, settings.idle(), settings.longest()),
                new Tokens(store, audit, clock),
                new LoginLimits(store, clock),
                new EntryLinks(store, new AdminLinkMailbox(settings.mailbox()), audit, clock),
                cookies,
                new Addresses(settings.forwardedFor()));
        var proof = new AccountProof(desk.sessions(), desk.tokens(), cookies);
        return new Access(desk, new Gate(proof, cookies, new ToAudit(desk)));
    }

    /** What was let out, and what was decided on other pages. */
    private record ToAudit(Desk desk) implements Gate.Watch {

        @Override
        public void served(Context ctx, Route route, Reader reader) {
            watch(desk, ctx, route, reader);
        }

        @Override
        public void noted(Context ctx, Reader reader, String action, String subject, String detail) {
            desk.audit().write(new Actor(reader.login(), desk.addresses().of(ctx)), action, subject, detail);
        }
    }

    private static void watch(Desk desk, Context ctx, Route route, Reader reader) {
        if (route.right() != Right.EXPORT && route.right() != Right.PAYLOAD) {
            return;
        }
        var query = ctx.queryString();
        desk.audit()
                .write(
                        new Actor(reader.login(), desk.addresses().of(ctx)),
                        route.right() == Right.EXPORT ? Audit.EXPORT : Audit.PAYLOAD,
                        query == null ? ctx.path() : ctx.path() + "?" + query,
                        reader.isToken() ? "by API token" : "");
    }

    /**
     * Keeps in the audit what somebody asked in SQL; nothing where login is off.
     *
     * @param subject how it ended
     * @param detail the whole statement
     */
    public void askedSql(Context ctx, Reader reader, String subject, String detail) {
        if (desk != null) {
            var actor = new Actor(reader.login(), desk.addresses().of(ctx));
            desk.audit().write(actor, Audit.SQL, subject + (reader.isToken() ? ", by API token" : ""), detail);
        }
    }

    Desk desk() {
        return desk;
    }

    public boolean hasLogin() {
        return desk != null;
    }

    /** Null = readers reach the server directly. */
    public URI publicUrl() {
        return desk == null ? null : desk.settings().publicUrl();
    }

    public Door door() {
        return door;
    }

    /** Where later features keep what Plumbline itself must remember; empty without login. */
    public Optional<ControlStore> store() {
        return Optional.ofNullable(desk).map(Desk::store);
    }

    /**
     * A new link for the first administrator.
     *
     * @return its path, such as {@code /setup/..}; empty when there is an administrator, or no login
     */
    public Optional<String> firstAdministratorLink() {
        return desk == null || desk.accounts().hasAdministrator() ? Optional.empty() : Optional.of(administratorLink());
    }

    /** A new link for one more administrator; earlier ones stop working. */
    public String administratorLink() {
        return Paths.setup(desk.links().forAdministrator());
    }

    /** What an account may see at this moment; empty when it is gone or disabled. For work done in its name later. */
    public Optional<Reader> reader(long accountId) {
        return Optional.ofNullable(desk)
                .flatMap(open -> open.accounts().find(accountId))
                .filter(account -> !account.disabled())
                .map(Account::reader);
    }

    /** @param teams ids that an account can be limited to, asked when the page is shown */
    public void addTo(Routes routes, Views views, Supplier<List<String>> teams) {
        if (desk == null) {
            new WithoutLoginPage(views).addTo(routes);
            return;
        }
        new LoginPages(views, desk).addTo(routes);
        new SetupPage(views, desk).addTo(routes);
        new AccountPage(views, desk).addTo(routes);
        new AdminPage(views, desk, teams).addTo(routes);
        if (desk.settings().oidc() != null) {
            new OidcPages(views, desk).addTo(routes);
        }
    }

    @Override
    public void close() {
        if (desk != null) {
            desk.store().close();
        }
    }
}
