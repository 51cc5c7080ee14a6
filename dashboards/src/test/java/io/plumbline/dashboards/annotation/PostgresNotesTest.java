package io.plumbline.dashboards.annotation;

import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;

/** In PostgreSQL. */
class PostgresNotesTest extends NoteBookContract {

    private EmbeddedPostgres postgres;
    private ControlStore store;

    @Override
    NoteBook book() {
        try {
            postgres = EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = ControlStore.open(
                ControlSettings.postgresql(postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""));
        return new StoredNotes(store);
    }

    @AfterEach
    void close() throws IOException {
        if (store != null) {
            store.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
