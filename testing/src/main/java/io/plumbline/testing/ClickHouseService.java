package io.plumbline.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one ClickHouse of this JVM's tests, with the pipeline's user, who may do everything, a read-only one, and the
 * console's, who reads database {@code mart} only.
 *
 * @param jdbcUrl {@code jdbc:clickhouse://host:port/}, without a database
 * @param httpUrl {@code http://host:port}, without a slash at the end
 */
public record ClickHouseService(
        String jdbcUrl,
        String httpUrl,
        String user,
        String password,
        String readOnlyUser,
        String readOnlyPassword,
        String consoleUser,
        String consolePassword) {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    /** The pipeline's user, in the default database; the caller closes it. */
    public Connection connect() throws SQLException {
        return connect("default");
    }

    /** The pipeline's user in a database; the caller closes it. */
    public Connection connect(String database) throws SQLException {
        return connect(database, user, password);
    }

    /** The read-only user in a database; the caller closes it. */
    public Connection connectReadOnly(String database) throws SQLException {
        return connect(database, readOnlyUser, readOnlyPassword);
    }

    /** JDBC address of a database, for code under test that wants one. */
    public String jdbcUrl(String database) {
        return jdbcUrl + database;
    }

    /** Creates an empty database with a name of its own and returns the name, for example {@code loader_3}. */
    public String freshDatabase(String prefix) throws SQLException {
        String database = prefix + "_" + DATABASES.incrementAndGet();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database);
            statement.execute("CREATE DATABASE " + database);
        }
        return database;
    }

    private Connection connect(String database, String as, String secret) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", as);
        properties.setProperty("password", secret);
        return DriverManager.getConnection(jdbcUrl(database), properties);
    }

    @Override
    public String toString() {
        return "ClickHouseService[" + httpUrl + "]";
    }
}
