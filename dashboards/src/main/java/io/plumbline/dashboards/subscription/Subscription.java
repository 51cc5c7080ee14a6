package io.plumbline.dashboards.subscription;

import io.plumbline.dashboards.digest.NumberStyle;
import io.plumbline.dashboards.digest.Section;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/**
 * Somebody's wish for a weekly mail.
 *
 * @param accountId whose rights it has, at each sending
 * @param team id; empty = all that the account sees
 * @param skipQuiet nothing instead of three lines when nothing happened
 */
record Subscription(
        long id,
        long accountId,
        String address,
        String team,
        Set<Section> sections,
        Schedule schedule,
        NumberStyle style,
        boolean skipQuiet,
        State state,
        Instant createdAt) {

    /** Whether it gets mail. */
    enum State {
        ACTIVE,
        PAUSED,
        /** By the link in a mail. */
        UNSUBSCRIBED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String id) {
            return valueOf(id.toUpperCase(Locale.ROOT));
        }
    }

    /** As the ledger calls it. */
    String source() {
        return DigestCourier.SORT + ":" + id;
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }
}
