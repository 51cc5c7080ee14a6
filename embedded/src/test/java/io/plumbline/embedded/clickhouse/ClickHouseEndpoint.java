package io.plumbline.embedded.clickhouse;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** Where a ClickHouse answers and who may ask it: all that the contracts need, whatever is behind it. */
public record ClickHouseEndpoint(
        URI http, String jdbcUrl, String pipelineUser, String pipelinePassword, String reader, String readerPassword) {

    static ClickHouseEndpoint of(EmbeddedClickHouse embedded) {
        return new ClickHouseEndpoint(
                embedded.httpUrl(),
                embedded.jdbcUrl(),
                embedded.pipelineUser(),
                embedded.pipelinePassword(),
                embedded.readOnlyUser(),
                "");
    }

    Connection asPipeline(String... settings) throws SQLException {
        return connect(pipelineUser, pipelinePassword, settings);
    }

    Connection asReader(String... settings) throws SQLException {
        return connect(reader, readerPassword, settings);
    }

    private Connection connect(String user, String password, String... settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        for (int i = 0; i < settings.length; i += 2) {
            properties.setProperty("clickhouse_setting_" + settings[i], settings[i + 1]);
        }
        return DriverManager.getConnection(jdbcUrl, properties);
    }
}
