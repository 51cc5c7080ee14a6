package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Who is logged in. The secret is in the cookie and nowhere else; every login makes a new one, so that a secret that
 * somebody planted before is worth nothing after.
 */
final class Sessions {

    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_BROWSER = 200;

    /** A session with its account as it is now. */
    record Found(SessionRows.Row session, Account account) {}

    private final ControlStore store;
    private final Audit audit;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    Sessions(ControlStore store, Audit audit, Clock clock, Duration idle, Duration longest) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** @return the secret for the cookie */
    String open(Handle handle, Account account, String way, String address, String browser) {
        var secret = Secrets.random();
        var now = clock.instant();
        handle.execute("DELETE FROM session WHERE expires_at < ? OR seen_at < ?", now, now.minus(idle));
        handle.execute(
                "INSERT INTO session (secret_hash, account_id, way, address, browser, created_at, seen_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                Secrets.hash(secret),
                account.id(),
                way,
                address,
                shortened(browser),
                now,
                now,
                now.plus(longest));
        AccountRows.loggedIn(handle, account.id(), now);
        audit.write(handle, account.at(address), Audit.LOGIN, account.login(), way);
        return secret;
    }

    private static String shortened(String browser) {
        var text = browser == null ? "" : browser.replace('\0', '?');
        return text.length() <= LONGEST_BROWSER ? text : text.substring(0, LONGEST_BROWSER);
    }

    /** Empty when the secret is unknown, the session over, or the account disabled. */
    Optional<Found> find(String secret) {
        if (secret == null || secret.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        return store.withHandle(handle -> {
            var session = SessionRows.bySecret(handle, Secrets.hash(secret)).stream()
                    .filter(row -> row.expiresAt().isAfter(now)
                            && row.seenAt().plus(idle).isAfter(now))
                    .findFirst();
            var found = session.flatMap(row -> AccountRows.find(handle, row.accountId())
                    .filter(account -> !account.disabled())
                    .map(account -> new Found(row, account)));
            found.filter(one -> one.session().seenAt().plus(SEEN_EVERY).isBefore(now))
                    .ifPresent(one -> handle.execute(
                            "UPDATE session SET seen_at = ? WHERE id = ?",
                            now,
                            one.session().id()));
            return found;
        });
    }

    List<SessionRows.Row> of(Account account) {
        var now = clock.instant();
        return store.withHandle(handle -> SessionRows.of(handle, account.id())).stream()
                .filter(row ->
                        row.expiresAt().isAfter(now) && row.seenAt().plus(idle).isAfter(now))
                .toList();
    }

    void logout(Actor actor, SessionRows.Row session) {
        store.inTransaction(handle -> {
            handle.execute("DELETE FROM session WHERE id = ?", session.id());
            audit.write(handle, actor, Audit.LOGOUT, actor.login(), "");
            return null;
        });
    }

    /** Ends the session that a browser had when it logged in again; null and unknown secrets do nothing. */
    void replace(String former) {
        if (former != null && !former.isEmpty()) {
            store.withHandle(
                    handle -> handle.execute("DELETE FROM session WHERE secret_hash = ?", Secrets.hash(former)));
        }
    }

    /** All of the account but the one that asks. */
    void endOthers(Actor actor, Account account, SessionRows.Row kept) {
        store.inTransaction(handle -> {
            int ended = handle.execute("DELETE FROM session WHERE account_id = ? AND id <> ?", account.id(), kept.id());
            audit.write(handle, actor, Audit.SESSION_ENDED, account.login(), ended + " others");
            return null;
        });
    }
}
