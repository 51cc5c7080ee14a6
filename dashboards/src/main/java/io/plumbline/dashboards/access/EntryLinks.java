package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Links that let somebody in once: to become the first administrator, or to choose the password of an account. Looking at
 * the page does not use a link up, because mail scanners look too.
 */
final class EntryLinks {

    static final Duration ADMINISTRATOR_LIFE = Duration.ofHours(1);
    static final Duration INVITATION_LIFE = Duration.ofDays(2);

    /** @param accountId null = whoever has the link becomes an administrator */
    record Row(Long accountId, Instant expiresAt) {}

    private final ControlStore store;
    private final AdminLinkMailbox mailbox;
    private final Audit audit;
    private final Clock clock;

    EntryLinks(ControlStore store, AdminLinkMailbox mailbox, Audit audit, Clock clock) {
        this.store = store;
        this.mailbox = mailbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** Earlier administrator links stop working. */
    String forAdministrator() {
        var secret = Secrets.random();
        store.inTransaction(handle -> {
            keepAdministratorLink(handle, Secrets.hash(secret), clock.instant().plus(ADMINISTRATOR_LIFE));
            return null;
        });
        return secret;
    }

    private void keepAdministratorLink(Handle handle, String hash, Instant expiresAt) {
        handle.execute("DELETE FROM entry_link WHERE account_id IS NULL");
        handle.execute(
                "INSERT INTO entry_link (secret_hash, account_id, expires_at) VALUES (?, NULL, ?)", hash, expiresAt);
        audit.write(handle, Actor.ITSELF, Audit.LINK_MADE, "administrator", "until " + expiresAt);
    }

    /** Earlier links of the account stop working. */
    String forAccount(Handle handle, Actor actor, Account account) {
        var secret = Secrets.random();
        endAll(handle, account.id());
        handle.execute(
                "INSERT INTO entry_link (secret_hash, account_id, expires_at) VALUES (?, ?, ?)",
                Secrets.hash(secret),
                account.id(),
                clock.instant().plus(INVITATION_LIFE));
        audit.write(handle, actor, Audit.LINK_MADE, account.login(), "");
        return secret;
    }

    /** Empty when it is unknown, used, or over. */
    Optional<Row> find(String secret) {
        var now = clock.instant();
        return store.inTransaction(handle -> {
            mailbox.take(now)
                    .ifPresent(letter -> keepAdministratorLink(handle, letter.secretHash(), letter.expiresAt()));
            return handle.select(
                            "SELECT account_id, expires_at FROM entry_link WHERE secret_hash = ?", Secrets.hash(secret))
                    .map(ConstructorMapper.of(Row.class))
                    .findFirst()
                    .filter(row -> row.expiresAt().isAfter(now));
        });
    }

    /** @return false when somebody else was faster */
    boolean use(Handle handle, String secret) {
        return handle.execute(
                        "DELETE FROM entry_link WHERE secret_hash = ? AND expires_at > ?",
                        Secrets.hash(secret),
                        clock.instant())
                == 1;
    }

    static void endAll(Handle handle, long accountId) {
        handle.execute("DELETE FROM entry_link WHERE account_id = ?", accountId);
    }
}
