package io.plumbline.dashboards.mailroom;

import io.plumbline.dashboards.alert.AgreementPage;
import io.plumbline.dashboards.alert.AlertService;
import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.digest.Digests;
import io.plumbline.dashboards.dispatch.Backoff;
import io.plumbline.dashboards.dispatch.Dispatcher;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.dispatch.Pace;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.subscription.DigestPage;
import io.plumbline.dashboards.subscription.DigestService;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Digests and alerts of one process. Several processes on one control store share the work.
 *
 * <p>Failure semantics: a round that fails is logged and repeated by the next one; nothing is sent twice (see dispatch).
 */
public final class Mailroom implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Mailroom.class);
    private static final Duration EVERY = Duration.ofSeconds(15);
    /** Longer than all time limits of one conversation with a mail server together. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final Duration GRACE = Duration.ofSeconds(20);

    private final Digests digests;
    private final Clock clock;
    private final MailSettings mail;
    private final Smtp smtp;
    private final Ledger ledger;
    private final DigestService subscriptions;
    private final AlertService alerts;
    private final Dispatcher dispatcher;
    private ScheduledExecutorService thread;
    private Future<?> rounds;

    /**
     * What it is made of.
     *
     * @param store null = without accounts: previews only
     * @param readers what an account may see now
     */
    public record Parts(
            ControlStore store,
            LongFunction<Optional<Reader>> readers,
            Database database,
            Annotations annotations,
            MailSettings mail,
            boolean privateTargets,
            String organisation,
            Supplier<ZoneId> zone) {}

    public Mailroom(Parts parts, Clock clock) {
        this.clock = clock;
        this.mail = parts.mail();
        this.digests = new Digests(parts.database(), parts.annotations());
        this.smtp = new Smtp(mail, parts.organisation());
        if (parts.store() == null) {
            this.ledger = null;
            this.subscriptions = null;
            this.alerts = null;
            this.dispatcher = null;
            return;
        }
        this.ledger = new Ledger(parts.store(), clock, UUID.randomUUID().toString(), LEASE);
        this.subscriptions = new DigestService(
                parts.store(), ledger, digests, smtp, parts.readers(), parts.organisation(), parts.zone(), clock);
        this.alerts = new AlertService(
                new AlertService.Parts(
                        parts.store(),
                        ledger,
                        parts.database(),
                        smtp,
                        parts.readers(),
                        parts.privateTargets(),
                        parts.zone()),
                clock);
        this.dispatcher = new Dispatcher(
                ledger,
                List.of(subscriptions.courier(), alerts.courier()),
                Backoff.USUAL,
                new Pace(mail.perMinute(), clock),
                clock);
    }

    /** @param teams ids that a reader can choose among */
    public void addTo(Routes routes, Views views, Function<Reader, List<String>> teams) {
        new DigestPage(views, digests, teams, subscriptions, clock).addTo(routes);
        new AgreementPage(views, teams, alerts, clock).addTo(routes);
    }

    /** Begins to work, when there are accounts. Without a mail server only alerts to other places leave. */
    public synchronized void start() {
        if (dispatcher == null || thread != null) {
            return;
        }
        thread = Executors.newSingleThreadScheduledExecutor(run -> {
            var made = new Thread(run, "mailroom");
            made.setDaemon(true);
            return made;
        });
        rounds = thread.scheduleWithFixedDelay(this::tryRound, 1, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void tryRound() {
        try {
            round();
        } catch (RuntimeException e) {
            LOG.warn("A round of mails and alerts failed; the next one tries again", e);
        }
    }

    /**
     * What is due now, once.
     *
     * @throws IllegalStateException without accounts
     */
    public Dispatcher.Done round() {
        if (dispatcher == null) {
            throw new IllegalStateException("Without accounts nobody has a subscription");
        }
        if (mail.isOn()) {
            subscriptions.plan();
        }
        alerts.evaluate();
        return dispatcher.pass();
    }

    /** What became of all messages; for status lines. */
    public Optional<Ledger> ledger() {
        return Optional.ofNullable(ledger);
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            rounds.cancel(false);
            thread.shutdown();
            try {
                if (!thread.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                    thread.shutdownNow();
                }
            } catch (InterruptedException e) {
                thread.shutdownNow();
                Thread.currentThread().interrupt();
            }
        }
        smtp.close();
    }
}
