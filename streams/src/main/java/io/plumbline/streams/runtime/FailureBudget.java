package io.plumbline.streams.runtime;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How many records may become dead letters before something is wrong with more than records: more than the limit within
 * the window, and the application stops, so that a bad release does not turn a whole topic into dead letters.
 */
final class FailureBudget {

    private final int limit;
    private final Duration window;
    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();

    FailureBudget(int limit, Duration window, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.clock = clock;
    }

    /** @return false when this failure is one too many */
    synchronized boolean spend() {
        var now = clock.instant();
        failures.addLast(now);
        while (failures.peekFirst().isBefore(now.minus(window))) {
            failures.removeFirst();
        }
        // Beyond the limit the oldest no longer matters, and a flood must not fill the memory.
        if (failures.size() > limit + 1) {
            failures.removeFirst();
        }
        return failures.size() <= limit;
    }

    @Override
    public String toString() {
        return limit + " failed records in " + window;
    }
}
