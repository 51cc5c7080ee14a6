package io.plumbline.streams.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in ClickHouse which teams may be named in {@code mart.*}, and with which key people's pseudonyms were made.
 *
 * <p>Every loader counts all teams, so several side by side come to the same. Failure semantics: {@link #settle} throws
 * and is tried again with the batch; a count that fails is tried again later, and until then the views go by the last
 * one. A team that nobody has counted yet is not named.
 */
final class SmallTeams {

    private static final Logger LOG = LoggerFactory.getLogger(SmallTeams.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);

    /** A count may take this share of the time at most: with millions of pull requests it takes seconds. */
    private static final int REST_PER_WORK = 20;

    private static final String COUNT = text("team_quarters.sql");

    private final ClickHouseInserts target;
    private final int minimum;
    private final String keyMark;
    private final String salt;
    private final AtomicBoolean settled = new AtomicBoolean();
    private final AtomicBoolean outdated = new AtomicBoolean(true);
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile long nextNanos = System.nanoTime();

    SmallTeams(ClickHouseInserts target, int minimum, Pseudonyms pseudonyms) {
        this.target = target;
        this.minimum = minimum;
        this.keyMark = pseudonyms.mark();
        this.salt = pseudonyms.salt();
    }

    /**
     * Before the first row: the tables must have been filled with the same key, or one person would have two pseudonyms.
     *
     * @throws IllegalStateException when they were filled with another
     */
    void settle() {
        if (settled.get()) {
            return;
        }
        var known = target.text("SELECT key_mark FROM plumbline.privacy_in_force");
        if (!known.isEmpty() && !known.equals(keyMark)) {
            throw new IllegalStateException(
                    "the tables hold pseudonyms made with another key than"
                            + " plumbline.privacy.pseudonym-key: put the old key back, or change it on purpose as docs/privacy.md says");
        }
        target.execute("INSERT INTO plumbline.privacy SELECT 1, " + minimum + ", '" + keyMark + "', '" + salt
                + "', toUInt64(toUnixTimestamp64Milli(now64(3)))");
        settled.set(true);
    }

    /** Pull requests have changed. */
    void outdated() {
        outdated.set(true);
    }

    /** @return whether {@link #count} should be called, which only one thread at a time is told */
    boolean isDue(long now) {
        return outdated.get() && now - nextNanos >= 0 && counting.compareAndSet(false, true);
    }

    void count() {
        long start = System.nanoTime();
        try {
            settle();
            outdated.set(false);
            target.execute(COUNT.replace("{minimum}", "toUInt32(" + minimum + ")"));
        } catch (RuntimeException e) {
            outdated.set(true);
            LOG.warn("Cannot count the people of teams, trying again: {}", e.toString());
        } finally {
            long took = System.nanoTime() - start;
            nextNanos = System.nanoTime() + Math.max(SHORTEST_PAUSE.toNanos(), took * REST_PER_WORK);
            counting.set(false);
        }
    }

    private static String text(String file) {
        try (var in = SmallTeams.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
