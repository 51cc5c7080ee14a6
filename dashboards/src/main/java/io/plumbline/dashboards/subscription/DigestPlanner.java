package io.plumbline.dashboards.subscription;

import io.plumbline.dashboards.digest.IsoWeek;
import io.plumbline.dashboards.dispatch.Ledger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Enters what is due into the ledger: the newest week, and as skipped the weeks that nobody was there to send. */
final class DigestPlanner {

    /** Later than this the week's mail is old news. */
    static final Duration LATEST = Duration.ofHours(24);

    private static final int REMEMBERED_WEEKS = 12;

    private final Subscriptions subscriptions;
    private final Ledger ledger;
    private final Supplier<ZoneId> zone;
    private final URI publicUrl;
    private final Clock clock;

    DigestPlanner(Subscriptions subscriptions, Ledger ledger, Supplier<ZoneId> zone, URI publicUrl, Clock clock) {
        this.subscriptions = subscriptions;
        this.ledger = ledger;
        this.zone = zone;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Returns how many mails were planned. */
    int plan() {
        int planned = 0;
        for (var subscription : subscriptions.active()) {
            planned += plan(subscription);
        }
        return planned;
    }

    private int plan(Subscription subscription) {
        var now = clock.instant();
        var week = subscription.schedule().lastDue(now, zone.get());
        int planned = 0;
        for (int back = 0; back < REMEMBERED_WEEKS; back++, week = week.minus(1)) {
            var due = subscription.schedule().due(week, zone.get());
            if (due.isBefore(subscription.createdAt())
                    || ledger.find(subscription.source(), week.id()).isPresent()) {
                break;
            }
            if (now.isAfter(due.plus(LATEST))) {
                ledger.skip(
                        subscription.source(),
                        week.id(),
                        due,
                        messageId(subscription, week),
                        "Nobody was there to send it within 24 hours.");
            } else if (ledger.plan(
                    subscription.source(), week.id(), due, due.plus(LATEST), messageId(subscription, week))) {
                planned++;
            }
        }
        return planned;
    }

    /** The same whenever it is asked for, so that readers' programs recognise a second copy. */
    private String messageId(Subscription subscription, IsoWeek week) {
        return "digest-" + subscription.id() + "-" + week.id() + "@" + publicUrl.getHost();
    }
}
