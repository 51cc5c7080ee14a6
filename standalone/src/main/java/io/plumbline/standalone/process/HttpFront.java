package io.plumbline.standalone.process;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import io.plumbline.dashboards.Dashboards;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.sqlconsole.ConsoleSettings;
import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.webhook.Webhook;
import io.plumbline.ingest.webhook.WebhookSettings;
import io.plumbline.ingest.webhook.WebhookSource;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.decision.PageDecisions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/** One port for webhooks and pages, whichever of the two this process does. */
final class HttpFront implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Javalin javalin;
    private final String host;
    private Access access;
    private Dashboards pages;

    HttpFront(
            PlumblineConfig config,
            DataDirectory data,
            Connections connections,
            Set<Role> roles,
            String banner,
            Clock clock) {
        this.host = config.httpHost();
        if (roles.contains(Role.DASHBOARDS)) {
            access = PageAccess.start(config, data, clock);
            parts.push(access);
        }
        this.javalin = Javalin.create(server -> {
            server.startup.showJavalinBanner = false;
            if (roles.contains(Role.DASHBOARDS)) {
                var decisions = new PageDecisions(
                        connections.kafkaClient(), connections.jdbcUrl(), connections.jdbcProperties(), clock);
                parts.push(decisions);
                var dashboards = new Dashboards(
                        new DashboardsConfig(
                                connections.jdbcUrl(),
                                connections.user(),
                                connections.password(),
                                config.organisationName(),
                                config.organisationZone(),
                                config.rawPayloads(),
                                banner,
                                config.httpHost(),
                                config.minimumPeople(),
                                console(config, connections),
                                config.freshness()),
                        access,
                        decisions,
                        clock);
                dashboards.withMail(
                        MailAccess.settings(config, data), config.mail().privateWebhooks());
                parts.push(dashboards);
                pages = dashboards;
                dashboards.register(server);
            }
            if (roles.contains(Role.COLLECT)) {
                var producer = new RawEventProducer(connections.kafkaClient(), RawEventProducer.Pace.PROMPT);
                parts.push(producer);
                for (var source : WebhookSource.values()) {
                    new Webhook(source, webhookSettings(source, config, data), producer, clock).addTo(server);
                }
            }
        });
        try {
            javalin.start(config.httpHost(), config.httpPort());
            if (pages != null) {
                pages.startMail();
            }
        } catch (JavalinBindException e) {
            close();
            throw new ProcessException(
                    "Port " + config.httpPort() + " on " + config.httpHost()
                            + " is in use. Choose another one with --http-port N; 0 takes any free one.",
                    e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Null for an own ClickHouse without a user for it: the writing account is never used in its place. */
    private static ConsoleSettings console(PlumblineConfig config, Connections connections) {
        var sql = config.sql();
        boolean embedded = config.clickHouseUrl() == null;
        if (!embedded && sql.user().isEmpty()) {
            return null;
        }
        return new ConsoleSettings(
                connections.clickHouse(),
                embedded ? EmbeddedClickHouse.nameOfConsoleUser() : sql.user(),
                embedded ? "" : sql.password(),
                sql.queriesPerHour(),
                sql.timePerHour(),
                sql.atOnce(),
                sql.longest(),
                ConsoleSettings.EXPORT_ROWS,
                ConsoleSettings.EXPORT_BYTES);
    }

    private static WebhookSettings webhookSettings(WebhookSource source, PlumblineConfig config, DataDirectory data) {
        var settings = WebhookSettings.withSecrets(WebhookSecrets.of(source, config, data));
        if (source != WebhookSource.GITHUB) {
            return settings.forSmallBodies();
        }
        return config.webhookEvents().isEmpty() ? settings : settings.withEvents(Set.copyOf(config.webhookEvents()));
    }

    /** Path of a new link for the first administrator; empty when nobody needs one. */
    Optional<String> firstAdministratorLink() {
        return access == null ? Optional.empty() : access.firstAdministratorLink();
    }

    String url() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
        while (!parts.isEmpty()) {
            Closing.quietly(parts.pop());
        }
    }
}
