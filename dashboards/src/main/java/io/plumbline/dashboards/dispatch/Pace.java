package io.plumbline.dashboards.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * At most so many messages a minute to one destination, evenly after a first burst of as many as fit into ten seconds. Of this
 * process: two schedulers together are twice as fast.
 */
public final class Pace {

    private static final Duration BURST = Duration.ofSeconds(10);

    private final Duration step;
    private final Clock clock;
    /** When the destination would be idle again if it took one message each step. */
    private final Map<String, Instant> busyUntil = new HashMap<>();

    public Pace(int perMinute, Clock clock) {
        this.step = Duration.ofMinutes(1).dividedBy(perMinute);
        this.clock = clock;
    }

    /** Whether one may leave now; it then counts. */
    synchronized boolean take(String destination) {
        var now = clock.instant();
        busyUntil.values().removeIf(until -> !until.isAfter(now));
        var busy = busyUntil.getOrDefault(destination, now);
        if (busy.isAfter(now.plus(BURST))) {
            return false;
        }
        busyUntil.put(destination, busy.plus(step));
        return true;
    }
}
