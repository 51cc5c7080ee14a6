package io.plumbline.dashboards.access;

import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;

/** A server with accounts in an embedded control store, and a clock that tests move. */
public final class House implements AutoCloseable {

    public static final String PASSWORD = "correct horse battery staple";

    /** Computed once: it is meant to be slow. */
    private static final String HASH = Passwords.hash(PASSWORD);

    /** Nothing answers there: what concerns access does not need ClickHouse. */
    private static final DashboardsConfig WITHOUT_CLICKHOUSE =
            DashboardsConfig.local("jdbc:clickhouse://127.0.0.1:1/default", "nobody", "", ZoneOffset.UTC);

    public final TickingClock clock = new TickingClock(Instant.parse("2025-08-13T12:00:00Z"));
    public final Path mailbox;
    public final Access access;
    public final DashboardServer server;
    public final ADesk decisions = new ADesk();

    private House(DashboardsConfig config, Path folder, UnaryOperator<AccessSettings> changes) {
        this(config, folder, changes, MailSettings.off(URI.create("https://plumbline.example.org")));
    }

    private House(DashboardsConfig config, Path folder, UnaryOperator<AccessSettings> changes, MailSettings mail) {
        this.mailbox = folder.resolve("admin-link");
        this.access =
                Access.start(changes.apply(AccessSettings.local(ControlSettings.embedded(folder), mailbox)), clock);
        this.server = DashboardServer.start(config, access, decisions, mail, 0, clock);
    }

    static House at(Path folder) {
        return at(folder, settings -> settings);
    }

    static House at(Path folder, UnaryOperator<AccessSettings> changes) {
        return new House(WITHOUT_CLICKHOUSE, folder, changes);
    }

    public static House at(Path folder, DashboardsConfig config) {
        return new House(config, folder, settings -> settings);
    }

    /** With a mail server. */
    public static House at(Path folder, DashboardsConfig config, MailSettings mail) {
        return new House(config, folder, settings -> settings, mail);
    }

    Access.Desk desk() {
        return access.desk();
    }

    /** With {@link #PASSWORD}. */
    public House account(String login, Role role, Teams teams) {
        var account = desk().accounts().create(Actor.ITSELF, login, "", role, teams);
        desk().store().inTransaction(handle -> {
            AccountRows.setPassword(handle, account.id(), HASH);
            return null;
        });
        return this;
    }

    long id(String login) {
        return desk().accounts().byLogin(login).orElseThrow().id();
    }

    Visitor visitor() {
        return new Visitor(server);
    }

    Visitor loggedIn(String login) {
        var visitor = visitor();
        var answer = visitor.login(login, PASSWORD);
        if (answer.statusCode() != 303) {
            throw new AssertionError(login + " was not let in: " + answer.statusCode());
        }
        return visitor;
    }

    @Override
    public void close() {
        server.close();
        access.close();
    }
}
