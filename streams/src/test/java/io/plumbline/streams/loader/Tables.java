package io.plumbline.streams.loader;

import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import io.plumbline.testing.ClickHouseService;
import io.plumbline.testing.TestServices;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Plumbline's own databases on the tests' ClickHouse, made anew for each test. */
public final class Tables implements AutoCloseable {

    private final ClickHouseService service = TestServices.clickHouse();
    private final Connection connection;

    private Tables() throws SQLException {
        this.connection = service.connect();
    }

    /** Nothing there: neither databases nor functions. */
    public static Tables none() throws SQLException {
        var tables = new Tables();
        for (var sql : List.of(
                "DROP DATABASE IF EXISTS mart SYNC",
                "DROP DATABASE IF EXISTS plumbline SYNC",
                "DROP FUNCTION IF EXISTS wilson_lower",
                "DROP FUNCTION IF EXISTS wilson_upper")) {
            tables.execute(sql);
        }
        return tables;
    }

    /** All migrations have run, no rows; every team is named, however small. */
    public static Tables empty() throws SQLException {
        return withMinimumPeople(1);
    }

    /** All migrations have run, no rows; views name no team with fewer people. */
    public static Tables withMinimumPeople(int people) throws SQLException {
        var tables = none();
        new Migrator(Deployment.singleNode(), Clock.systemUTC()).migrate(tables.connection);
        tables.execute("INSERT INTO plumbline.privacy SELECT 1, " + people
                + ", key_mark, salt, 1 FROM plumbline.privacy_in_force");
        return tables;
    }

    public Connection connection() {
        return connection;
    }

    public ClickHouseTarget target() {
        return ClickHouseTarget.of(URI.create(service.httpUrl()), service.user(), service.password());
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as text, columns separated by a bar. */
    public List<String> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                var row = new StringBuilder();
                for (int column = 1; column <= columns; column++) {
                    row.append(column == 1 ? "" : "|").append(result.getString(column));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
