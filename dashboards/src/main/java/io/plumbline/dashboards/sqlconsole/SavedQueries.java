package io.plumbline.dashboards.sqlconsole;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.rights.Reader;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Statements that people keep under a name: for themselves, or for everybody who may use the console. */
final class SavedQueries {

    private static final int MOST = 200;
    private static final int LONGEST_NAME = 100;

    /** @param own false = somebody else's, who shares it */
    record Row(long id, String name, String login, String statement, boolean shared, boolean own) {}

    private final ControlStore store;
    private final Clock clock;

    SavedQueries(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    List<Row> of(Reader reader) {
        return store.withHandle(handle -> handle.select(
                        "SELECT id, name, login, statement, shared, account_id = ? AS own FROM saved_query"
                                + " WHERE account_id = ? OR shared ORDER BY lower(name), id",
                        reader.accountId(),
                        reader.accountId())
                .map(ConstructorMapper.of(Row.class))
                .list());
    }

    /**
     * A name of one's own that is there already gets the new statement.
     *
     * @throws BadQuestionException saying what is wrong
     */
    void save(Reader reader, String name, String statement, boolean shared) {
        if (name == null || name.isBlank() || name.strip().length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
            throw new BadQuestionException("A saved query has a name of at most " + LONGEST_NAME + " characters.");
        }
        if (statement == null
                || statement.isBlank()
                || statement.length() > Question.LONGEST_STATEMENT
                || statement.indexOf('\0') >= 0) {
            throw new BadQuestionException("There is no statement to save, or it is longer than "
                    + Question.LONGEST_STATEMENT + " characters.");
        }
        store.inTransaction(handle -> {
            int replaced = handle.execute(
                    "UPDATE saved_query SET statement = ?, shared = ?, changed_at = ? WHERE account_id = ? AND name ="
                            + " ?",
                    statement,
                    shared,
                    clock.instant(),
                    reader.accountId(),
                    name.strip());
            if (replaced > 0) {
                return null;
            }
            int many = handle.select("SELECT count(*) FROM saved_query WHERE account_id = ?", reader.accountId())
                    .mapTo(Integer.class)
                    .one();
            if (many >= MOST) {
                throw new BadQuestionException("A person keeps at most " + MOST + " queries; delete one first.");
            }
            handle.execute(
                    "INSERT INTO saved_query (account_id, login, name, statement, shared, changed_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    reader.accountId(),
                    reader.login(),
                    name.strip(),
                    statement,
                    shared,
                    clock.instant());
            return null;
        });
    }

    /** @return false when there is none of one's own */
    boolean delete(Reader reader, long id) {
        return store.withHandle(handle ->
                handle.execute("DELETE FROM saved_query WHERE id = ? AND account_id = ?", id, reader.accountId()) > 0);
    }
}
