package io.plumbline.dashboards.sql;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Keeps answers for a moment: the cards of one page ask the same at the same time. A versioned answer that was dear to
 * get is kept longer, so that asking again never takes more than a twentieth of the time.
 */
public final class ShortMemory<V> {

    private static final int MOST = 200;
    private static final int SHARE = 20;
    private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();

    private record Kept<V>(V value, String version, long until) {}

    private final ConcurrentHashMap<String, Kept<V>> kept = new ConcurrentHashMap<>();
    private final long nanos;
    private final Predicate<V> worthKeeping;

    /** @param worthKeeping false for answers that the next event changes, such as "nothing yet" */
    public ShortMemory(Duration time, Predicate<V> worthKeeping) {
        this.nanos = time.toNanos();
        this.worthKeeping = worthKeeping;
    }

    /** Asks again when the moment is over. */
    public V get(String key, Supplier<V> asked) {
        var known = fresh(key);
        return known != null ? known.value() : ask(key, "", 0, asked);
    }

    /** Asks again when the moment is over and what is stored has another version. */
    public V get(String key, Supplier<String> version, Supplier<V> asked) {
        var known = fresh(key);
        if (known != null) {
            return known.value();
        }
        // Read before the answer: what comes in between makes the next one ask again.
        var now = version.get();
        var old = kept.get(key);
        if (old != null && old.version().equals(now)) {
            kept.put(key, new Kept<>(old.value(), now, System.nanoTime() + nanos));
            return old.value();
        }
        return ask(key, now, SHARE, asked);
    }

    private Kept<V> fresh(String key) {
        var known = kept.get(key);
        return known != null && System.nanoTime() - known.until() < 0 ? known : null;
    }

    private V ask(String key, String version, int share, Supplier<V> asked) {
        long start = System.nanoTime();
        var value = asked.get();
        long end = System.nanoTime();
        if (kept.size() >= MOST) {
            kept.clear();
        }
        if (worthKeeping.test(value)) {
            long time = Math.max(nanos, Math.min((end - start) * share, LONGEST_NANOS));
            kept.put(key, new Kept<>(value, version, end + time));
        } else {
            kept.remove(key);
        }
        return value;
    }
}
