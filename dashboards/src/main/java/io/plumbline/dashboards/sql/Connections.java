package io.plumbline.dashboards.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.ConnectionFactory;

/**
 * A few JDBC connections, kept: the driver builds an HTTP client with each, which costs more than most queries.
 * Connections hold no session, so one that saw an error may be used again.
 */
final class Connections implements ConnectionFactory, AutoCloseable {

    /** More would wait for each other in the engine. */
    static final int AT_ONCE = 8;

    private static final Duration WAIT = Duration.ofSeconds(10);

    private final String url;
    private final Properties properties;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final Deque<Connection> idle = new ArrayDeque<>();
    private boolean closed;

    Connections(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    @Override
    public Connection openConnection() throws SQLException {
        try {
            if (!permits.tryAcquire(WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("All " + AT_ONCE + " connections are busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("Interrupted while waiting for a connection", e);
        }
        try {
            var kept = take();
            return kept != null ? kept : DriverManager.getConnection(url, properties);
        } catch (SQLException | RuntimeException e) {
            permits.release();
            throw e;
        }
    }

    private synchronized Connection take() {
        return idle.pollFirst();
    }

    @Override
    public void closeConnection(Connection connection) throws SQLException {
        try {
            if (!keep(connection)) {
                connection.close();
            }
        } finally {
            permits.release();
        }
    }

    private synchronized boolean keep(Connection connection) {
        if (!closed) {
            idle.addFirst(connection);
        }
        return !closed;
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        for (var connection : idle) {
            connection.close();
        }
        idle.clear();
    }
}
