package io.plumbline.dashboards.dispatch;

import java.time.Instant;

/**
 * One message in the ledger.
 *
 * @param source what it belongs to, such as {@code digest:12}; the part before the colon names its courier
 * @param occasion such as {@code 2026-W46}; source and occasion are unique together
 * @param expiresAt too late to be sent from then on
 * @param retryAt not before
 * @param committed the recipient may have it already
 * @param recipient mail address or URL; empty until it is rendered
 * @param body what is sent; empty before it is rendered and after it was sent
 * @param messageId the same for every attempt
 * @param reason of the last failure, or why it was skipped
 */
public record Item(
        String source,
        String occasion,
        State state,
        Instant dueAt,
        Instant expiresAt,
        Instant retryAt,
        Instant changedAt,
        int attempts,
        boolean committed,
        String recipient,
        String title,
        String body,
        String messageId,
        String reason) {

    /** The part of the source before the colon. */
    public String sort() {
        return source.substring(0, source.indexOf(':'));
    }

    /** The number behind the colon. */
    public long sourceId() {
        return Long.parseLong(source.substring(source.indexOf(':') + 1));
    }

    /** What shares a pace: the domain of an address, the host of a URL. */
    public String destination() {
        int at = recipient.lastIndexOf('@');
        if (recipient.startsWith("http")) {
            return java.net.URI.create(recipient).getHost();
        }
        return at < 0 ? recipient : recipient.substring(at + 1);
    }
}
