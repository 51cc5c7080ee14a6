package io.plumbline.dashboards.annotation;

import io.plumbline.dashboards.control.ControlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

/** Notes in the control store. */
final class StoredNotes implements NoteBook {

    private static final int MOST = 10_000;
    private static final String COLUMNS =
            "SELECT id, on_day, kind, text, team, repo, shared, account_id, author, created_at FROM note";

    private final ControlStore store;

    StoredNotes(ControlStore store) {
        this.store = store;
    }

    @Override
    public List<Note> between(LocalDate from, LocalDate to) {
        return store.withHandle(
                handle -> handle.select(COLUMNS + " WHERE on_day BETWEEN ? AND ? ORDER BY on_day, id", from, to)
                        .map((row, context) -> note(row))
                        .list());
    }

    @Override
    public List<Note> newest(int most) {
        return store.withHandle(
                handle -> handle.select(COLUMNS + " ORDER BY on_day DESC, id DESC FETCH FIRST " + most + " ROWS ONLY")
                        .map((row, context) -> note(row))
                        .list());
    }

    @Override
    public boolean remove(long id) {
        return store.withHandle(handle -> handle.execute("DELETE FROM note WHERE id = ?", id)) > 0;
    }

    @Override
    public void add(Note note) {
        store.inTransaction(handle -> {
            var count =
                    handle.select("SELECT count(*) FROM note").mapTo(Long.class).one();
            if (count >= MOST) {
                throw new InvalidNoteException("There are " + MOST + " notes already; remove some first.");
            }
            return ControlStore.insert(
                    handle,
                    "INSERT INTO note (on_day, kind, text, team, repo, shared, account_id, author, created_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    note.day(),
                    note.kind().id(),
                    note.text(),
                    note.team(),
                    note.repo(),
                    note.shared(),
                    note.accountId(),
                    note.author(),
                    note.createdAt());
        });
    }

    @Override
    public String version() {
        return store.withHandle(handle -> handle.select("SELECT count(*), max(id) FROM note")
                .map((row, context) -> row.getLong(1) + "-" + row.getLong(2))
                .one());
    }

    @Override
    public boolean lasts() {
        return true;
    }

    private static Note note(ResultSet row) throws SQLException {
        return new Note(
                row.getLong("id"),
                row.getObject("on_day", LocalDate.class),
                Note.Kind.of(row.getString("kind")),
                row.getString("text"),
                row.getString("team"),
                row.getString("repo"),
                row.getBoolean("shared"),
                row.getLong("account_id"),
                row.getString("author"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
