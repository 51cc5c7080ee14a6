package io.plumbline.dashboards.dispatch;

import io.plumbline.dashboards.control.ControlSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** In a real PostgreSQL. */
class PostgresDispatchTest extends DispatchContract {

    private static EmbeddedPostgres postgres;
    private static int databases;

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
        var database = "dispatch_" + databases++;
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return ControlSettings.postgresql(postgres.getJdbcUrl("postgres", database), "postgres", "");
    }
}
