package io.plumbline.dashboards.subscription;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.digest.Digests;
import io.plumbline.dashboards.dispatch.Courier;
import io.plumbline.dashboards.dispatch.Ledger;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.mail.UnsubscribeTokens;
import io.plumbline.dashboards.rights.Reader;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Digests by subscription: plans them, writes and sends them. */
public final class DigestService {

    private final Subscriptions subscriptions;
    private final UnsubscribeTokens tokens;
    private final DigestCourier courier;
    private final DigestPlanner planner;
    private final Ledger ledger;
    private final MailSettings mail;

    /**
     * @param readers what an account may see now; empty when it is gone
     * @param zone the organisation's, which cuts the weeks
     */
    public DigestService(
            ControlStore store,
            Ledger ledger,
            Digests digests,
            Smtp smtp,
            LongFunction<Optional<Reader>> readers,
            String organisation,
            Supplier<ZoneId> zone,
            Clock clock) {
        this.mail = smtp.settings();
        this.ledger = ledger;
        this.subscriptions = new Subscriptions(store, clock);
        this.tokens = new UnsubscribeTokens(mail.unsubscribeKey());
        this.courier = new DigestCourier(new DigestCourier.Desk(
                subscriptions, ledger, digests, smtp, tokens, readers, organisation, zone, clock));
        this.planner = new DigestPlanner(subscriptions, ledger, zone, mail.publicUrl(), clock);
    }

    public Courier courier() {
        return courier;
    }

    /** Enters what is due into the ledger; returns how many mails are new there. */
    public int plan() {
        return planner.plan();
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    UnsubscribeTokens tokens() {
        return tokens;
    }

    DigestCourier digestCourier() {
        return courier;
    }

    Ledger ledger() {
        return ledger;
    }

    MailSettings mail() {
        return mail;
    }
}
