package io.plumbline.dashboards.alert;

import io.plumbline.dashboards.control.ControlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Agreements in the control store. */
final class Agreements {

    private static final String COLUMNS =
            "id, account_id, team, rule, threshold, clears_at, window_days, minimum, channel,"
                    + " target, secret, quiet_from, quiet_until, zone, paused, snoozed_until, state, told, sequence, reading, checked_at";
    private static final int LONGEST_READING = 300;

    private final ControlStore store;
    private final Clock clock;

    Agreements(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param wanted its id and how it stands are not used */
    long create(Agreement wanted) {
        return store.inTransaction(handle -> ControlStore.insert(
                handle,
                "INSERT INTO agreement (account_id, team, rule, threshold, clears_at, window_days, minimum, channel, target,"
                        + " secret, quiet_from, quiet_until, zone, paused, snoozed_until, state, told, sequence, reading,"
                        + " checked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, FALSE, ?, 'unknown', 'kept', 0, '', ?)",
                wanted.accountId(),
                wanted.team(),
                wanted.rule().id(),
                wanted.threshold(),
                wanted.clearsAt(),
                wanted.windowDays(),
                wanted.minimum(),
                wanted.channel().id(),
                wanted.target(),
                wanted.secret(),
                wanted.quietFrom().toString(),
                wanted.quietUntil().toString(),
                wanted.zone().getId(),
                Instant.EPOCH,
                Instant.EPOCH));
    }

    Optional<Agreement> find(long id) {
        return list("id = ?", id).stream().findFirst();
    }

    List<Agreement> of(long accountId) {
        return list("account_id = ?", accountId);
    }

    List<Agreement> all() {
        return list("id > ?", 0L);
    }

    /** Not paused, and not looked at since. */
    List<Agreement> due(Instant lookedBefore) {
        return list("paused = FALSE AND checked_at < ?", lookedBefore);
    }

    /**
     * Keeps how it stands, if nobody else has looked meanwhile.
     *
     * @param told null = nothing is told now
     */
    boolean looked(Handle handle, Agreement before, Agreement.State state, Agreement.State told, String reading) {
        return handle.execute(
                        "UPDATE agreement SET state = ?, told = ?, sequence = ?, reading = ?, checked_at = ?"
                                + " WHERE id = ? AND sequence = ? AND checked_at = ? AND paused = FALSE",
                        state.id(),
                        told == null ? before.told().id() : told.id(),
                        before.sequence() + (told == null ? 0 : 1),
                        reading.length() <= LONGEST_READING ? reading : reading.substring(0, LONGEST_READING),
                        clock.instant(),
                        before.id(),
                        before.sequence(),
                        before.checkedAt())
                == 1;
    }

    void setPaused(long id, boolean paused) {
        store.withHandle(handle -> handle.execute("UPDATE agreement SET paused = ? WHERE id = ?", paused, id));
    }

    void snooze(long id, Instant until) {
        store.withHandle(handle -> handle.execute("UPDATE agreement SET snoozed_until = ? WHERE id = ?", until, id));
    }

    void delete(long id) {
        store.inTransaction(handle -> {
            handle.execute("DELETE FROM agreement WHERE id = ?", id);
            return handle.execute(
                    "DELETE FROM dispatch WHERE source = ? AND state IN ('planned', 'rendered')",
                    AlertCourier.SORT + ":" + id);
        });
    }

    private List<Agreement> list(String condition, Object value) {
        return store.withHandle(handle -> handle.select(
                        "SELECT " + COLUMNS + " FROM agreement WHERE " + condition + " ORDER BY team, id", value)
                .map(ROW)
                .list());
    }

    private static final RowMapper<Agreement> ROW = (row, context) -> new Agreement(
            row.getLong("id"),
            row.getLong("account_id"),
            row.getString("team"),
            Rule.of(row.getString("rule")).orElseThrow(),
            row.getDouble("threshold"),
            row.getDouble("clears_at"),
            row.getInt("window_days"),
            row.getInt("minimum"),
            Agreement.Channel.valueOf(row.getString("channel").toUpperCase(Locale.ROOT)),
            row.getString("target"),
            row.getString("secret"),
            LocalTime.parse(row.getString("quiet_from")),
            LocalTime.parse(row.getString("quiet_until")),
            ZoneId.of(row.getString("zone")),
            row.getBoolean("paused"),
            instant(row, "snoozed_until"),
            Agreement.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
            Agreement.State.valueOf(row.getString("told").toUpperCase(Locale.ROOT)),
            row.getInt("sequence"),
            row.getString("reading"),
            instant(row, "checked_at"));

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
