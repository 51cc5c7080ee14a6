package io.plumbline.dashboards.access;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Statements on sessions. */
final class SessionRows {

    /** A row of the table. */
    record Row(
            long id,
            long accountId,
            String way,
            String address,
            String browser,
            Instant createdAt,
            Instant seenAt,
            Instant expiresAt) {}

    private static final String SELECT =
            "SELECT id, account_id, way, address, browser, created_at, seen_at, expires_at FROM session WHERE ";

    private SessionRows() {}

    static List<Row> bySecret(Handle handle, String hash) {
        return rows(handle, "secret_hash = ?", hash);
    }

    static List<Row> of(Handle handle, long accountId) {
        return rows(handle, "account_id = ? ORDER BY id DESC", accountId);
    }

    private static List<Row> rows(Handle handle, String condition, Object value) {
        return handle.select(SELECT + condition, value)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    static void endAll(Handle handle, long accountId) {
        handle.execute("DELETE FROM session WHERE account_id = ?", accountId);
    }
}
