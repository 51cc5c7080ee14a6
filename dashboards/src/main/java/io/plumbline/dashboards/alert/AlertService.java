package io.plumbline.dashboards.alert;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.dispatch.Courier;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at agreements from time to time and plans what has to be told. */
public final class AlertService {

    private static final Logger LOG = LoggerFactory.getLogger(AlertService.class);
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration LATEST = Duration.ofHours(24);

    /**
     * What it works with.
     *
     * @param privateTargets whether webhooks may lead to private addresses
     */
    public record Parts(
            ControlStore store,
            Ledger ledger,
            Database database,
            Smtp smtp,
            LongFunction<Optional<Reader>> readers,
            boolean privateTargets,
            Supplier<ZoneId> zone) {}

    private final Parts parts;
    private final Agreements agreements;
    private final Readings readings;
    private final Webhooks webhooks;
    private final AlertCourier courier;
    private final Clock clock;

    public AlertService(Parts parts, Clock clock) {
        this.parts = parts;
        this.clock = clock;
        this.agreements = new Agreements(parts.store(), clock);
        this.readings = new Readings(parts.database());
        this.webhooks = new Webhooks(parts.privateTargets(), clock);
        this.courier = new AlertCourier(agreements, parts.smtp(), webhooks, parts.readers(), clock);
    }

    public Courier courier() {
        return courier;
    }

    /** Looks at what was not looked at for a quarter of an hour; returns how many messages are new in the ledger. */
    public int evaluate() {
        int planned = 0;
        for (var agreement : agreements.due(clock.instant().minus(EVERY))) {
            try {
                planned += look(agreement);
            } catch (DatabaseAwayException e) {
                LOG.warn("Agreements are not looked at: {}", e.getMessage());
                return planned;
            }
        }
        return planned;
    }

    private int look(Agreement agreement) {
        var now = clock.instant();
        var zone = parts.zone().get();
        var reader = parts.readers().apply(agreement.accountId());
        if (reader.filter(who -> who.may(Right.FIGURES) && who.teams().include(agreement.team()))
                .isEmpty()) {
            return 0;
        }
        var reading = readings.of(agreement, reader.get().teams(), LocalDate.ofInstant(now, zone), zone);
        var next = agreement.after(reading);
        boolean tell = agreement.isToTell(next, now) && reading.isEnough(agreement.minimum());
        return parts.store().inTransaction(handle -> {
            if (!agreements.looked(handle, agreement, next, tell ? next : null, AlertText.kept(reading)) || !tell) {
                return 0;
            }
            var occasion = Integer.toString(agreement.sequence() + 1);
            var due = new QuietHours(agreement.quietFrom(), agreement.quietUntil(), agreement.zone()).earliest(now);
            return parts.ledger()
                            .plan(
                                    handle,
                                    agreement.source(),
                                    occasion,
                                    due,
                                    due.plus(LATEST),
                                    "alert-" + agreement.id() + "-" + occasion + "@"
                                            + parts.smtp()
                                                    .settings()
                                                    .publicUrl()
                                                    .getHost())
                    ? 1
                    : 0;
        });
    }

    Agreements agreements() {
        return agreements;
    }

    Webhooks webhooks() {
        return webhooks;
    }

    Ledger ledger() {
        return parts.ledger();
    }

    Smtp smtp() {
        return parts.smtp();
    }
}
