package io.plumbline.dashboards.dispatch;

import java.time.Duration;
import java.util.List;

/**
 * When to try again.
 *
 * @param pauses after the first, second, .. attempt; their number is that of the retries
 */
public record Backoff(List<Duration> pauses) {

    /** Three retries within a working day. */
    public static final Backoff USUAL =
            new Backoff(List.of(Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2)));

    public Backoff {
        pauses = List.copyOf(pauses);
    }

    boolean isExhausted(int attempts) {
        return attempts > pauses.size();
    }

    /** @param attempts made so far, at least 1 */
    Duration after(int attempts) {
        return pauses.get(Math.min(attempts, pauses.size()) - 1);
    }
}
