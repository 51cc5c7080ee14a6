package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * Slows guessing down. Failures of the last hour are counted for the account and for the address; beyond a few, the next
 * attempt has to wait twice as long each time. The wait of an account is short, or anybody could lock out anybody.
 *
 * <p>An attempt is written down as failed before the password is looked at, so that a hundred at the same moment count as a
 * hundred; an attempt that came too early is refused without being counted, so that waiting helps.
 */
final class LoginLimits {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(1);

    static final int FREE_PER_ACCOUNT = 5;
    static final int FREE_PER_ADDRESS = 20;
    private static final Duration LONGEST_PER_ACCOUNT = Duration.ofMinutes(1);
    private static final Duration LONGEST_PER_ADDRESS = Duration.ofMinutes(15);

    /**
     * What became of asking for an attempt.
     *
     * @param id to {@link #succeeded} with; 0 = it has to wait
     */
    record Permit(long id, Duration delay) {

        boolean isGiven() {
            return id != 0;
        }
    }

    private record Failures(int count, Instant last) {}

    private final ControlStore store;
    private final Clock clock;

    LoginLimits(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param address see {@link Addresses#network} */
    synchronized Permit ask(String login, String address) {
        var now = clock.instant();
        return store.inTransaction(handle -> {
            handle.execute("DELETE FROM login_attempt WHERE at < ?", now.minus(KEPT));
            var ofAccount = wait(failures(handle, "login", login, now), FREE_PER_ACCOUNT, LONGEST_PER_ACCOUNT, now);
            var ofAddress = wait(failures(handle, "address", address, now), FREE_PER_ADDRESS, LONGEST_PER_ADDRESS, now);
            var wait = ofAccount.compareTo(ofAddress) > 0 ? ofAccount : ofAddress;
            if (!wait.isZero()) {
                return new Permit(0, wait);
            }
            long id = ControlStore.insert(
                    handle,
                    "INSERT INTO login_attempt (at, login, address, succeeded) VALUES (?, ?, ?, FALSE)",
                    now,
                    login,
                    address);
            return new Permit(id, Duration.ZERO);
        });
    }

    /** The account starts afresh; the address does not, or one account of one's own would buy more guesses. */
    void succeeded(Handle handle, Permit permit, String login) {
        handle.execute("DELETE FROM login_attempt WHERE login = ? AND id <> ?", login, permit.id());
        handle.execute("UPDATE login_attempt SET succeeded = TRUE WHERE id = ?", permit.id());
    }

    /** @param column a constant of this class */
    private static Failures failures(Handle handle, String column, String value, Instant now) {
        return handle.select(
                        "SELECT count(*) AS many, max(at) AS latest FROM login_attempt WHERE succeeded = FALSE AND "
                                + column + " = ? AND at > ?",
                        value,
                        now.minus(WINDOW))
                .map((row, context) -> new Failures(
                        row.getInt("many"),
                        context.findColumnMapperFor(Instant.class).orElseThrow().map(row, "latest", context)))
                .one();
    }

    private static Duration wait(Failures failures, int free, Duration longest, Instant now) {
        int beyond = failures.count() - free;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        var delay = Duration.ofSeconds(1L << Math.min(beyond, 20));
        var until = failures.last().plus(delay.compareTo(longest) > 0 ? longest : delay);
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }
}
