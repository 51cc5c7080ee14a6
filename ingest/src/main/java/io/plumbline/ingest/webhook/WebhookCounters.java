package io.plumbline.ingest.webhook;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts since the start of the process. {@code received = accepted + rejected + ignored} whenever no delivery is being
 * handled; {@code rejected} is the sum of {@code rejected.<reason>}. Whether a delivery came before is not known here.
 */
public final class WebhookCounters {

    private static final String PREFIX = "ingest.webhook.";

    private final LongAdder received = new LongAdder();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder ignored = new LongAdder();
    private final Map<Rejection, LongAdder> rejected = new EnumMap<>(Rejection.class);

    WebhookCounters() {
        for (var rejection : Rejection.values()) {
            rejected.put(rejection, new LongAdder());
        }
    }

    void countReceived() {
        received.increment();
    }

    void countAccepted() {
        accepted.increment();
    }

    void countIgnored() {
        ignored.increment();
    }

    void count(Rejection rejection) {
        rejected.get(rejection).increment();
    }

    /** All counters by name, zeros included, such as {@code ingest.webhook.rejected.signature}. */
    public Map<String, Long> snapshot() {
        var counts = new TreeMap<String, Long>();
        var sum = 0L;
        for (var rejection : Rejection.values()) {
            var count = rejected.get(rejection).sum();
            sum += count;
            counts.put(PREFIX + "rejected." + rejection.name().toLowerCase(Locale.ROOT), count);
        }
        counts.put(PREFIX + "rejected", sum);
        counts.put(PREFIX + "accepted", accepted.sum());
        counts.put(PREFIX + "ignored", ignored.sum());
        counts.put(PREFIX + "received", received.sum());
        return counts;
    }
}
