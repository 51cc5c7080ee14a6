package io.plumbline.ingest.webhook;

import io.plumbline.ingest.raw.RawEventProducer;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How deliveries are received.
 *
 * @param secrets any of these may have signed; several while a secret is being replaced. Empty: every delivery is
 *     refused, unless {@code unsignedFromLoopback}
 * @param events names of the events to keep; empty = all. Others are answered 202 and dropped, because GitHub would
 *     otherwise report the hook as failing
 * @param largestBody bytes; GitHub sends at most 25 MB
 * @param ackTimeout after which the answer is 503; GitHub itself gives up after ten seconds
 * @param retryAfter what a 503 tells the sender to wait
 * @param mostWaiting requests that may wait for Kafka at once; the next is answered 503 at once
 * @param mostBuffered bytes of all bodies being handled at once; beyond, 503
 * @param unsignedFromLoopback for trying out: without secrets, take unsigned deliveries from this machine, never
 *     forwarded ones
 */
public record WebhookSettings(
        List<String> secrets,
        Set<String> events,
        int largestBody,
        Duration ackTimeout,
        Duration retryAfter,
        int mostWaiting,
        long mostBuffered,
        boolean unsignedFromLoopback) {

    private static final int MEGABYTE = 1024 * 1024;

    public WebhookSettings {
        secrets = List.copyOf(secrets);
        events = Set.copyOf(events);
        if (secrets.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("A webhook secret is empty: leave it out, or set it as on GitHub");
        }
        if (largestBody < 1 || largestBody > RawEventProducer.MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException("The largest webhook body must be 1.."
                    + RawEventProducer.MAX_PAYLOAD_BYTES + " bytes, is " + largestBody);
        }
        if (mostBuffered <= largestBody || mostBuffered > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "The bytes buffered for webhooks must be more than the largest body and at most 2 GB, are "
                            + mostBuffered);
        }
        if (mostWaiting < 1 || ackTimeout.isNegative() || ackTimeout.isZero() || retryAfter.isNegative()) {
            throw new IllegalArgumentException("Webhook limits and times must be positive");
        }
    }

    public static WebhookSettings withSecrets(List<String> secrets) {
        return new WebhookSettings(
                secrets,
                Set.of(),
                26 * MEGABYTE,
                Duration.ofSeconds(9),
                Duration.ofSeconds(30),
                64,
                96L * MEGABYTE,
                false);
    }

    /** For senders whose deliveries are small: each endpoint has memory of its own. */
    public WebhookSettings forSmallBodies() {
        return withLargestBody(4 * MEGABYTE).withMostBuffered(16L * MEGABYTE);
    }

    public WebhookSettings withEvents(Set<String> only) {
        return new WebhookSettings(
                secrets, only, largestBody, ackTimeout, retryAfter, mostWaiting, mostBuffered, unsignedFromLoopback);
    }

    public WebhookSettings withLargestBody(int bytes) {
        return new WebhookSettings(
                secrets, events, bytes, ackTimeout, retryAfter, mostWaiting, mostBuffered, unsignedFromLoopback);
    }

    public WebhookSettings withAckTimeout(Duration timeout) {
        return new WebhookSettings(
                secrets, events, largestBody, timeout, retryAfter, mostWaiting, mostBuffered, unsignedFromLoopback);
    }

    public WebhookSettings withMostWaiting(int requests) {
        return new WebhookSettings(
                secrets, events, largestBody, ackTimeout, retryAfter, requests, mostBuffered, unsignedFromLoopback);
    }

    public WebhookSettings withMostBuffered(long bytes) {
        return new WebhookSettings(
                secrets, events, largestBody, ackTimeout, retryAfter, mostWaiting, bytes, unsignedFromLoopback);
    }

    public WebhookSettings withUnsignedFromLoopback() {
        return new WebhookSettings(
                secrets, events, largestBody, ackTimeout, retryAfter, mostWaiting, mostBuffered, true);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "WebhookSettings[" + secrets.size() + " secrets, events=" + (events.isEmpty() ? "all" : events)
                + ", largestBody=" + largestBody + ", ackTimeout=" + ackTimeout + ", retryAfter=" + retryAfter
                + ", mostWaiting=" + mostWaiting + ", mostBuffered=" + mostBuffered + ", unsignedFromLoopback="
                + unsignedFromLoopback + "]";
    }
}
