package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** In a real PostgreSQL. */
class PostgresControlStoreTest extends ControlStoreContract {

    private static EmbeddedPostgres postgres;
    private static int databases;

    private String database;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder().start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Override
    ControlSettings settings(Path folder) throws SQLException {
        if (database == null) {
            database = "control_" + databases++;
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + database);
            }
        }
        return ControlSettings.postgresql(postgres.getJdbcUrl("postgres", database), "postgres", "");
    }

    @AfterEach
    void forget() {
        database = null;
    }

    @Override
    ControlStore secondStore() {
        return ControlStore.open(ControlSettings.postgresql(postgres.getJdbcUrl("postgres", database), "postgres", ""));
    }
}
