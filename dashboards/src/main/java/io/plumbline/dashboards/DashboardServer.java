package io.plumbline.dashboards;

import io.javalin.Javalin;
import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.mail.MailSettings;
import java.time.Clock;

/** The dashboards role alone, in a server of its own. */
public final class DashboardServer implements AutoCloseable {

    private final Javalin javalin;
    private final Dashboards dashboards;
    private final String host;

    private DashboardServer(Javalin javalin, Dashboards dashboards, String host) {
        this.javalin = javalin;
        this.dashboards = dashboards;
        this.host = host;
    }

    /**
     * Returns once the port answers.
     *
     * @param port 0 = any free one
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public static DashboardServer start(DashboardsConfig config, int port, Clock clock) {
        return start(config, Access.withoutLogin(), port, clock);
    }

    /** @param access who may see what; stays the caller's to close */
    public static DashboardServer start(DashboardsConfig config, Access access, int port, Clock clock) {
        return start(new Dashboards(config, access, clock), config, port);
    }

    /** @param desk takes decisions; stays the caller's to close, like access */
    public static DashboardServer start(
            DashboardsConfig config, Access access, DecisionDesk desk, int port, Clock clock) {
        return start(new Dashboards(config, access, desk, clock), config, port);
    }

    /** With mail; nothing is sent before somebody calls {@link Dashboards#startMail}. */
    public static DashboardServer start(
            DashboardsConfig config, Access access, DecisionDesk desk, MailSettings mail, int port, Clock clock) {
        return start(new Dashboards(config, access, desk, clock).withMail(mail, true), config, port);
    }

    private static DashboardServer start(Dashboards dashboards, DashboardsConfig config, int port) {
        var javalin = Javalin.create(server -> {
            server.startup.showJavalinBanner = false;
            dashboards.register(server);
        });
        try {
            javalin.start(config.bindHost(), port);
        } catch (RuntimeException e) {
            dashboards.close();
            throw e;
        }
        return new DashboardServer(javalin, dashboards, config.bindHost());
    }

    /** With the system's clock. */
    public static DashboardServer start(DashboardsConfig config, int port) {
        return start(config, port, Clock.systemUTC());
    }

    public int port() {
        return javalin.port();
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public String url() {
        return "http://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port();
    }

    @Override
    public void close() {
        javalin.stop();
        dashboards.close();
    }
}
