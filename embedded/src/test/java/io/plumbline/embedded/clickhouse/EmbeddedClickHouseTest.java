package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClickHouseTest {
    @TempDir
    Path directory;

    @Test
    void dataIsThereAfterARestart() throws SQLException {
        try (EmbeddedClickHouse first = EmbeddedClickHouse.start(directory, 0);
                Connection connection = pipeline(first);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (n Int32) ENGINE = MergeTree ORDER BY n");
            statement.execute("INSERT INTO kept VALUES (1), (2)");
        }

        try (EmbeddedClickHouse second = EmbeddedClickHouse.start(directory, 0);
                Connection connection = pipeline(second);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sum(n) FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(3);
        }
    }

    private static Connection pipeline(EmbeddedClickHouse clickHouse) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", clickHouse.pipelineUser());
        properties.setProperty("password", clickHouse.pipelinePassword());
        return DriverManager.getConnection(clickHouse.jdbcUrl(), properties);
    }
}
