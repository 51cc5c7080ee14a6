package io.plumbline.dashboards.subscription;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.digest.NumberStyle;
import io.plumbline.dashboards.digest.Section;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;

/** Subscriptions in the control store. */
final class Subscriptions {

    static final int TESTS_AN_HOUR = 5;

    private static final String COLUMNS =
            "id, account_id, address, team, sections, weekday, local_time, zone, number_style,"
                    + " skip_quiet, state, created_at";

    private final ControlStore store;
    private final Clock clock;

    Subscriptions(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @param wanted its id, state and moment are not used */
    long create(Subscription wanted) {
        var now = clock.instant();
        return store.inTransaction(handle -> ControlStore.insert(
                handle,
                "INSERT INTO subscription (account_id, address, team, sections, weekday, local_time, zone, number_style,"
                        + " skip_quiet, state, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'active', ?, ?)",
                wanted.accountId(),
                wanted.address(),
                wanted.team(),
                wanted.sections().stream().map(Section::id).collect(Collectors.joining(" ")),
                wanted.schedule().day().getValue(),
                wanted.schedule().time().toString(),
                wanted.schedule().zone().getId(),
                wanted.style().id(),
                wanted.skipQuiet(),
                now,
                now));
    }

    Optional<Subscription> find(long id) {
        return list("id = ?", id).stream().findFirst();
    }

    List<Subscription> of(long accountId) {
        return list("account_id = ?", accountId);
    }

    List<Subscription> all() {
        return list("id > ?", 0L);
    }

    List<Subscription> active() {
        return list("state = ?", Subscription.State.ACTIVE.id());
    }

    /** False when there is no such subscription, or it is in that state already. */
    boolean setState(long id, Subscription.State state) {
        return store.withHandle(handle -> handle.execute(
                        "UPDATE subscription SET state = ?, changed_at = ? WHERE id = ? AND state <> ?",
                        state.id(),
                        clock.instant(),
                        id,
                        state.id()))
                == 1;
    }

    /** With what is planned for it; the history of what was sent stays. */
    void delete(long id) {
        store.inTransaction(handle -> {
            handle.execute("DELETE FROM subscription WHERE id = ?", id);
            return handle.execute(
                    "DELETE FROM dispatch WHERE source = ? AND state IN ('planned', 'rendered')",
                    DigestCourier.SORT + ":" + id);
        });
    }

    /** Whether this account may send one more test mail now; it then counts. */
    boolean takeTest(long accountId) {
        var now = clock.instant();
        return store.inTransaction(handle -> {
            handle.execute("DELETE FROM test_mail WHERE at <= ?", now.minus(Duration.ofHours(1)));
            // Locked, so that two clicks at once cannot both be the fifth.
            handle.select("SELECT id FROM account WHERE id = ? FOR UPDATE", accountId)
                    .mapTo(Long.class)
                    .list();
            long sent = handle.select("SELECT count(*) FROM test_mail WHERE account_id = ?", accountId)
                    .mapTo(Long.class)
                    .one();
            return sent < TESTS_AN_HOUR
                    && handle.execute("INSERT INTO test_mail (account_id, at) VALUES (?, ?)", accountId, now) == 1;
        });
    }

    private List<Subscription> list(String condition, Object value) {
        return store.withHandle(handle -> handle.select(
                        "SELECT " + COLUMNS + " FROM subscription WHERE " + condition + " ORDER BY id", value)
                .map(ROW)
                .list());
    }

    private static final RowMapper<Subscription> ROW = (row, context) -> new Subscription(
            row.getLong("id"),
            row.getLong("account_id"),
            row.getString("address"),
            row.getString("team"),
            Section.of(List.of(row.getString("sections").split(" "))),
            new Schedule(
                    DayOfWeek.of(row.getInt("weekday")),
                    LocalTime.parse(row.getString("local_time")),
                    ZoneId.of(row.getString("zone"))),
            NumberStyle.of(row.getString("number_style")).orElse(NumberStyle.EN),
            row.getBoolean("skip_quiet"),
            Subscription.State.of(row.getString("state")),
            row.getObject("created_at", OffsetDateTime.class).toInstant());
}
