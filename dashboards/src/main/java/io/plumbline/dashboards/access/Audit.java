package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What was done by whom. Rows are only ever added. Secrets and passwords are never among them. */
final class Audit {

    static final String LOGIN = "login";
    static final String LOGIN_FAILED = "login failed";
    static final String LOGIN_DELAYED = "login delayed";
    static final String LOGOUT = "logout";
    static final String SESSION_ENDED = "session ended";
    static final String ACCOUNT_CREATED = "account created";
    static final String ACCOUNT_CHANGED = "account changed";
    static final String ACCOUNT_DISABLED = "account disabled";
    static final String ACCOUNT_ENABLED = "account enabled";
    static final String LINK_MADE = "entry link made";
    static final String LINK_USED = "entry link used";
    static final String PASSWORD_CHANGED = "password changed";
    static final String TOKEN_CREATED = "token created";
    static final String TOKEN_REVOKED = "token revoked";
    static final String EXPORT = "export";
    static final String PAYLOAD = "payload viewed";
    static final String SQL = "sql";

    /** Noted by the pages that decide. */
    private static final List<String> DECISIONS =
            List.of("origin overridden", "identity merged", "identity merge undone", "directory published");

    /** In the order of the page's filter. */
    static final List<String> ACTIONS = Stream.concat(
                    Stream.of(
                            LOGIN,
                            LOGIN_FAILED,
                            LOGIN_DELAYED,
                            LOGOUT,
                            SESSION_ENDED,
                            ACCOUNT_CREATED,
                            ACCOUNT_CHANGED,
                            ACCOUNT_DISABLED,
                            ACCOUNT_ENABLED,
                            LINK_MADE,
                            LINK_USED,
                            PASSWORD_CHANGED,
                            TOKEN_CREATED,
                            TOKEN_REVOKED,
                            EXPORT,
                            PAYLOAD,
                            SQL),
                    DECISIONS.stream())
            .toList();

    private static final int LONGEST_DETAIL = 2000;
    /** Statements are kept whole. */
    private static final int LONGEST_STATEMENT = 130_000;

    private static final int LONGEST_SUBJECT = 300;
    private static final int LONGEST_ACTOR = 200;

    /** One row. */
    record Entry(long id, Instant at, String actor, String action, String subject, String detail, String address) {}

    private final ControlStore store;
    private final Clock clock;

    Audit(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** In the transaction of what it tells about: both happen, or neither. */
    void write(Handle handle, Actor actor, String action, String subject, String detail) {
        handle.execute(
                "INSERT INTO audit (at, actor, action, subject, detail, address) VALUES (?, ?, ?, ?, ?, ?)",
                clock.instant(),
                cut(actor.login(), LONGEST_ACTOR),
                action,
                cut(subject, LONGEST_SUBJECT),
                cut(detail, action.equals(SQL) ? LONGEST_STATEMENT : LONGEST_DETAIL),
                actor.address());
    }

    void write(Actor actor, String action, String subject, String detail) {
        store.withHandle(handle -> {
            write(handle, actor, action, subject, detail);
            return null;
        });
    }

    private static String cut(String text, int longest) {
        // A NUL cannot be stored by PostgreSQL, and an attacker may type one.
        var clean = text.replace('\0', '?');
        return clean.length() <= longest ? clean : clean.substring(0, longest - 2) + "..";
    }

    /**
     * Newest first.
     *
     * @param action empty = any
     * @param actor empty = any
     * @param before id of the last row of the page before; 0 = the newest page
     */
    List<Entry> read(String action, String actor, long before, int rows) {
        return store.withHandle(
                handle -> handle.createQuery("SELECT id, at, actor, action, subject, detail, address FROM audit"
                                + " WHERE (:action = '' OR action = :action) AND (:actor = '' OR actor = :actor)"
                                + " AND (:before = 0 OR id < :before) ORDER BY id DESC LIMIT :rows")
                        .bind("action", action)
                        .bind("actor", actor)
                        .bind("before", before)
                        .bind("rows", rows)
                        .map(ConstructorMapper.of(Entry.class))
                        .list());
    }
}
