package io.plumbline.standalone.process;

import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.access.AccessMode;
import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.control.ControlStoreException;
import io.plumbline.dashboards.dispatch.Dispatcher;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.inventory.OrganisationZone;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.mailroom.Mailroom;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.standalone.config.PlumblineConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** From settings to mails, for the running process and for commands. */
public final class MailAccess {

    private static final String UNSUBSCRIBE_KEY = "unsubscribe-key";

    private MailAccess() {}

    /** Makes the key of unsubscribe links when there is none and one is needed. */
    public static MailSettings settings(PlumblineConfig config, DataDirectory data) {
        if (config.access().mode() == AccessMode.OPEN) {
            return MailSettings.off(URI.create(""));
        }
        var mail = config.mail();
        var url = config.access().publicUrl() == null
                ? URI.create("http://" + config.httpHost() + ":" + config.httpPort())
                : config.access().publicUrl();
        return new MailSettings(
                mail.host() == null ? "" : mail.host(),
                mail.port(),
                mail.security(),
                mail.user(),
                mail.password(),
                mail.from().isEmpty() ? "plumbline@" + url.getHost() : mail.from(),
                mail.bounces(),
                url,
                mail.unsubscribeKey() == null ? data.secret(UNSUBSCRIBE_KEY) : mail.unsubscribeKey(),
                mail.domains(),
                mail.perMinute(),
                MailSettings.TIMEOUT);
    }

    /** Reads ClickHouse as this attachment may. */
    public static Database database(Attachment attachment) {
        return new Database(
                Connections.of(
                                "",
                                Map.of(),
                                attachment.clickHouse(),
                                attachment.readOnlyUser(),
                                attachment.readOnlyPassword())
                        .jdbcUrl(),
                attachment.readOnlyUser(),
                attachment.readOnlyPassword());
    }

    /**
     * Sends what is due now, once.
     *
     * @throws ProcessException without accounts, or while another process holds the embedded control store
     */
    public static Dispatcher.Done round(PlumblineConfig config, Clock clock) {
        var data = new DataDirectory(config.data());
        requireFreeStore(config, data);
        try (var attachment = Attachment.toClickHouse(config, clock);
                var database = database(attachment);
                var access = access(config, data, clock);
                var room = new Mailroom(
                        new Mailroom.Parts(
                                access.store().orElseThrow(),
                                access::reader,
                                database,
                                new Annotations(database, access.store()),
                                settings(config, data),
                                config.mail().privateWebhooks(),
                                config.organisationName(),
                                new OrganisationZone(database, config.organisationZone(), clock)),
                        clock)) {
            return room.round();
        }
    }

    /** Asks the ledger of messages something. */
    public static <T> T ledger(PlumblineConfig config, Clock clock, Function<Ledger, T> question) {
        var data = new DataDirectory(config.data());
        requireFreeStore(config, data);
        try (var access = access(config, data, clock)) {
            return question.apply(new Ledger(access.store().orElseThrow(), clock, "", Duration.ZERO));
        }
    }

    private static Access access(PlumblineConfig config, DataDirectory data, Clock clock) {
        if (config.access().mode() == AccessMode.OPEN) {
            throw new ProcessException("Login is off, so there are no subscriptions: see docs/mail.md. A preview needs"
                    + " neither: plumbline digest preview");
        }
        try {
            return PageAccess.withLogin(config.access(), data, clock);
        } catch (ControlStoreException e) {
            throw new ProcessException(e.getMessage(), e);
        }
    }

    /** The embedded store belongs to the process that serves the pages. */
    private static void requireFreeStore(PlumblineConfig config, DataDirectory data) {
        if (config.access().controlUrl() != null) {
            return;
        }
        var ownership = data.own();
        if (ownership.isEmpty()) {
            throw new ProcessException(
                    "Plumbline runs on " + data.path() + " and holds its control store. It sends by itself"
                            + " what is due; "
                            + Endpoints.read(data).map(Endpoints::http).orElse("its pages")
                            + "/digests shows what became of it.");
        }
        ownership.get().close();
    }
}
