package io.plumbline.dashboards.inventory;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Keeps answers for a moment: the cards of one page ask the same at the same time. */
final class ShortMemory<V> {

    private static final int MOST = 200;

    private record Kept<V>(V value, long until) {}

    private final ConcurrentHashMap<String, Kept<V>> kept = new ConcurrentHashMap<>();
    private final long nanos;
    private final Predicate<V> worthKeeping;

    /** @param worthKeeping false for answers that the next event changes, such as "nothing yet" */
    ShortMemory(Duration time, Predicate<V> worthKeeping) {
        this.nanos = time.toNanos();
        this.worthKeeping = worthKeeping;
    }

    V get(String key, Supplier<V> asked) {
        long now = System.nanoTime();
        var known = kept.get(key);
        if (known != null && now - known.until() < 0) {
            return known.value();
        }
        var value = asked.get();
        if (kept.size() >= MOST) {
            kept.clear();
        }
        if (worthKeeping.test(value)) {
            kept.put(key, new Kept<>(value, now + nanos));
        } else {
            kept.remove(key);
        }
        return value;
    }
}
