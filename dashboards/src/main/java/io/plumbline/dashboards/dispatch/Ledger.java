package io.plumbline.dashboards.dispatch;

import io.plumbline.dashboards.control.ControlStore;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The rows of {@code dispatch}. Every step is one UPDATE that says from which state it starts and who holds the lease, so of
 * several processes exactly one takes it; there are no locks to be left behind.
 */
public final class Ledger {

    private static final String COLUMNS = "source, occasion, state, due_at, expires_at, retry_at, changed_at, attempts,"
            + " committed, recipient, title, body, message_id, reason";
    private static final String WITHOUT_BODY = COLUMNS.replace("body", "'' AS body");
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TITLE = 300;

    private final ControlStore store;
    private final Clock clock;
    private final String owner;
    private final Duration lease;

    /**
     * @param owner unique among all running processes
     * @param lease longer than writing or sending one message ever takes
     */
    public Ledger(ControlStore store, Clock clock, String owner, Duration lease) {
        this.store = store;
        this.clock = clock;
        this.owner = owner;
        this.lease = lease;
    }

    /** A new message; false when there is one for this occasion already, whatever became of it. */
    public boolean plan(String source, String occasion, Instant dueAt, Instant expiresAt, String messageId) {
        return insert(source, occasion, State.PLANNED, dueAt, expiresAt, messageId, "");
    }

    /** Remembers that nothing was sent on this occasion. */
    public boolean skip(String source, String occasion, Instant dueAt, String messageId, String reason) {
        return insert(source, occasion, State.SKIPPED, dueAt, dueAt, messageId, reason);
    }

    private boolean insert(
            String source,
            String occasion,
            State state,
            Instant dueAt,
            Instant expiresAt,
            String messageId,
            String reason) {
        try {
            return store.inTransaction(
                    handle -> insert(handle, source, occasion, state, dueAt, expiresAt, messageId, reason));
        } catch (UnableToExecuteStatementException e) {
            // Another scheduler was first between looking and inserting.
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Within a transaction of the caller. */
    public boolean plan(
            Handle handle, String source, String occasion, Instant dueAt, Instant expiresAt, String messageId) {
        return insert(handle, source, occasion, State.PLANNED, dueAt, expiresAt, messageId, "");
    }

    private boolean insert(
            Handle handle,
            String source,
            String occasion,
            State state,
            Instant dueAt,
            Instant expiresAt,
            String messageId,
            String reason) {
        if (find(handle, source, occasion).isPresent()) {
            return false;
        }
        var now = clock.instant();
        return handle.execute(
                        "INSERT INTO dispatch (" + COLUMNS + ", lease_owner, lease_until)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, 0, FALSE, '', '', '', ?, ?, '', ?)",
                        source,
                        occasion,
                        state.id(),
                        dueAt,
                        expiresAt,
                        dueAt,
                        now,
                        messageId,
                        reason,
                        now)
                == 1;
    }

    /**
     * Takes back what dead processes held. One that died before the fence has delivered nothing, so its message can be sent;
     * one that died behind it may have, so nobody knows.
     */
    void release() {
        var now = clock.instant();
        store.withHandle(handle -> {
            handle.execute(
                    "UPDATE dispatch SET state = 'unknown', lease_owner = '', changed_at = ?,"
                            + " reason = 'The process that was sending it ended before it heard an answer.'"
                            + " WHERE state = 'sending' AND lease_until < ? AND committed = TRUE",
                    now,
                    now);
            handle.execute(
                    "UPDATE dispatch SET state = 'rendered', lease_owner = '', changed_at = ?"
                            + " WHERE state = 'sending' AND lease_until < ? AND committed = FALSE",
                    now,
                    now);
            handle.execute(
                    "UPDATE dispatch SET state = 'skipped', lease_owner = '', changed_at = ?, body = '',"
                            + " reason = 'It could not be sent in time.'"
                            + " WHERE state IN ('planned', 'rendered') AND expires_at < ? AND lease_until < ? AND attempts = 0",
                    now,
                    now,
                    now);
            handle.execute(
                    "UPDATE dispatch SET state = 'failed', lease_owner = '', changed_at = ?, body = ''"
                            + " WHERE state IN ('planned', 'rendered') AND expires_at < ? AND lease_until < ? AND attempts > 0",
                    now,
                    now,
                    now);
            return null;
        });
    }

    /** What somebody could work on now, in the order in which it became due, without bodies. */
    List<Item> ready(int rows) {
        var now = clock.instant();
        return store.withHandle(handle -> handle.createQuery("SELECT " + WITHOUT_BODY + " FROM dispatch"
                        + " WHERE state IN ('planned', 'rendered') AND retry_at <= :now AND expires_at >= :now"
                        + " AND (lease_owner = '' OR lease_until < :now) ORDER BY due_at, source LIMIT :rows")
                .bind("now", now)
                .bind("rows", rows)
                .map(ROW)
                .list());
    }

    /** To write it. */
    boolean claim(Item item) {
        var now = clock.instant();
        return changed(
                "UPDATE dispatch SET lease_owner = ?, lease_until = ? WHERE source = ? AND occasion = ?"
                        + " AND state = 'planned' AND (lease_owner = '' OR lease_until < ?)",
                owner,
                now.plus(lease),
                item.source(),
                item.occasion(),
                now);
    }

    boolean rendered(Item item, Preparation.Ready ready) {
        return changed(
                "UPDATE dispatch SET state = 'rendered', lease_owner = '', recipient = ?, title = ?, body = ?,"
                        + " changed_at = ? WHERE source = ? AND occasion = ? AND state = 'planned' AND lease_owner = ?",
                ready.recipient(),
                cut(ready.title(), LONGEST_TITLE),
                ready.body(),
                clock.instant(),
                item.source(),
                item.occasion(),
                owner);
    }

    /** Not written, or not allowed any more. */
    boolean skip(Item item, String reason) {
        return changed(
                "UPDATE dispatch SET state = 'skipped', lease_owner = '', body = '', reason = ?, changed_at = ?"
                        + " WHERE source = ? AND occasion = ? AND ((state = 'planned' AND lease_owner = ?)"
                        + " OR (state = 'rendered' AND lease_owner = ''))",
                cut(reason, LONGEST_REASON),
                clock.instant(),
                item.source(),
                item.occasion(),
                owner);
    }

    boolean postpone(Item item, Instant until, String reason) {
        return changed(
                "UPDATE dispatch SET lease_owner = '', retry_at = ?, reason = ? WHERE source = ? AND occasion = ?"
                        + " AND state = 'planned' AND lease_owner = ?",
                until,
                cut(reason, LONGEST_REASON),
                item.source(),
                item.occasion(),
                owner);
    }

    /** To send it: only one process gets a yes. */
    boolean beginSending(Item item) {
        var now = clock.instant();
        return changed(
                "UPDATE dispatch SET state = 'sending', committed = FALSE, attempts = attempts + 1, lease_owner = ?,"
                        + " lease_until = ?, changed_at = ? WHERE source = ? AND occasion = ? AND state = 'rendered'"
                        + " AND retry_at <= ?",
                owner,
                now.plus(lease),
                now,
                item.source(),
                item.occasion(),
                now);
    }

    boolean commit(Item item) {
        return changed(
                "UPDATE dispatch SET committed = TRUE WHERE source = ? AND occasion = ? AND state = 'sending'"
                        + " AND lease_owner = ? AND committed = FALSE",
                item.source(),
                item.occasion(),
                owner);
    }

    /** After an attempt; false when the lease was lost meanwhile, and then the row is somebody else's. */
    boolean settle(Item item, State state, String reason) {
        boolean over = state == State.SENT || state == State.FAILED;
        return changed(
                "UPDATE dispatch SET state = ?, lease_owner = '', reason = ?, changed_at = ?"
                        + (over ? ", body = ''" : "")
                        + " WHERE source = ? AND occasion = ? AND state = 'sending' AND lease_owner = ?",
                state.id(),
                cut(reason, LONGEST_REASON),
                clock.instant(),
                item.source(),
                item.occasion(),
                owner);
    }

    /** After an attempt that has certainly delivered nothing. */
    boolean again(Item item, Instant at, boolean counts, String reason) {
        return changed(
                "UPDATE dispatch SET state = 'rendered', lease_owner = '', committed = FALSE, retry_at = ?, reason = ?,"
                        + " changed_at = ?" + (counts ? "" : ", attempts = attempts - 1")
                        + " WHERE source = ? AND occasion = ? AND state = 'sending' AND lease_owner = ?",
                at,
                cut(reason, LONGEST_REASON),
                clock.instant(),
                item.source(),
                item.occasion(),
                owner);
    }

    /**
     * A person decided that a message of unknown fate is to be sent once more, at the risk of a second copy.
     *
     * @return false when its fate is not unknown, or what it said is gone
     */
    public boolean sendAgain(String source, String occasion, Instant expiresAt) {
        var now = clock.instant();
        return changed(
                "UPDATE dispatch SET state = 'rendered', committed = FALSE, retry_at = ?, expires_at = ?, changed_at = ?,"
                        + " reason = 'Sent again by hand.' WHERE source = ? AND occasion = ? AND state = 'unknown' AND body <> ''",
                now,
                expiresAt,
                now,
                source,
                occasion);
    }

    /** A person found out, or does not care, what became of it. */
    public boolean close(String source, String occasion, boolean arrived) {
        return changed(
                "UPDATE dispatch SET state = ?, body = '', changed_at = ?, reason = 'Settled by hand.'"
                        + " WHERE source = ? AND occasion = ? AND state = 'unknown'",
                arrived ? State.SENT.id() : State.FAILED.id(),
                clock.instant(),
                source,
                occasion);
    }

    /** A mail server told later that it could not deliver; false when no sent message has this id. */
    public boolean bounced(String messageId, String reason) {
        return changed(
                "UPDATE dispatch SET state = 'failed', reason = ?, changed_at = ? WHERE message_id = ?"
                        + " AND state IN ('sent', 'unknown')",
                cut("Bounced: " + reason, LONGEST_REASON),
                clock.instant(),
                messageId);
    }

    public Optional<Item> find(String source, String occasion) {
        return store.withHandle(handle -> find(handle, source, occasion));
    }

    private static Optional<Item> find(Handle handle, String source, String occasion) {
        return handle.select("SELECT " + COLUMNS + " FROM dispatch WHERE source = ? AND occasion = ?", source, occasion)
                .map(ROW)
                .findFirst();
    }

    /** When this source was last heard of by its recipient. */
    public Optional<Instant> lastSent(String source) {
        return store.withHandle(handle -> handle.select(
                        "SELECT changed_at FROM dispatch WHERE source = ? AND state = 'sent' ORDER BY changed_at DESC LIMIT 1",
                        source)
                .mapTo(Instant.class)
                .findFirst());
    }

    /** Newest first, without bodies. */
    public List<Item> history(String sourceLike, int rows) {
        return list("source LIKE ? ORDER BY due_at DESC, source LIMIT " + rows, sourceLike);
    }

    /** Those that did not arrive, or may not have, the newest first. */
    public List<Item> troubles(Instant since, int rows) {
        return list("state IN ('failed', 'unknown') AND due_at >= ? ORDER BY due_at DESC, source LIMIT " + rows, since);
    }

    public List<Item> unknown(String sourceLike) {
        return list("source LIKE ? AND state = 'unknown' ORDER BY due_at, source", sourceLike);
    }

    private List<Item> list(String condition, Object... values) {
        return store.withHandle(
                handle -> handle.select("SELECT " + WITHOUT_BODY + " FROM dispatch WHERE " + condition, values)
                        .map(ROW)
                        .list());
    }

    /** How many messages are in which state. */
    public Map<State, Long> counts() {
        return counts(Instant.EPOCH);
    }

    /** Of those that were due since. */
    public Map<State, Long> counts(Instant since) {
        var counts = new TreeMap<State, Long>();
        store.withHandle(handle -> {
            handle.select("SELECT state, count(*) AS n FROM dispatch WHERE due_at >= ? GROUP BY state", since)
                    .map((row, context) -> Map.entry(State.of(row.getString("state")), row.getLong("n")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return null;
        });
        return counts;
    }

    private boolean changed(String sql, Object... values) {
        return store.withHandle(handle -> handle.execute(sql, values)) == 1;
    }

    private static String cut(String text, int longest) {
        var clean = text.replace('\0', '?');
        return clean.length() <= longest ? clean : clean.substring(0, longest - 2) + "..";
    }

    private static final RowMapper<Item> ROW = (row, context) -> new Item(
            row.getString("source"),
            row.getString("occasion"),
            State.of(row.getString("state")),
            instant(row, "due_at"),
            instant(row, "expires_at"),
            instant(row, "retry_at"),
            instant(row, "changed_at"),
            row.getInt("attempts"),
            row.getBoolean("committed"),
            row.getString("recipient"),
            row.getString("title"),
            row.getString("body"),
            row.getString("message_id"),
            row.getString("reason"));

    private static Instant instant(java.sql.ResultSet row, String column) throws SQLException {
        return row.getObject(column, java.time.OffsetDateTime.class).toInstant();
    }
}
