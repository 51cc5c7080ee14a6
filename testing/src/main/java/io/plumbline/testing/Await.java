package io.plumbline.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Waits for a condition instead of for a time; what did not come true in time is an {@link AssertionError} that says so. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Await() {}

    /** Returns as soon as {@code condition} holds; it is asked at least once. */
    public static void until(String description, Duration patience, BooleanSupplier condition) {
        until(description, patience, condition::getAsBoolean, holds -> holds);
    }

    /**
     * Asks {@code question} until its answer is the one waited for, and returns that answer.
     *
     * @throws AssertionError after {@code patience}, with the last answer, or at once when the question itself fails
     */
    public static <T> T until(String description, Duration patience, Callable<T> question, Predicate<T> expected) {
        long giveUpAt = System.nanoTime() + patience.toNanos();
        while (true) {
            T answer = ask(description, question);
            if (expected.test(answer)) {
                return answer;
            }
            if (System.nanoTime() >= giveUpAt) {
                throw new AssertionError("Waited " + patience.toMillis() + " ms for: " + description
                        + "; the last answer was " + answer);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new AssertionError("Interrupted while waiting for: " + description);
            }
        }
    }

    private static <T> T ask(String description, Callable<T> question) {
        try {
            return question.call();
        } catch (Exception e) {
            throw new AssertionError("Failed while waiting for: " + description + ": " + e, e);
        }
    }
}
