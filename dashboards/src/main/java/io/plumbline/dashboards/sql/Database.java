package io.plumbline.dashboards.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs query files.
 *
 * <p>Failure semantics: a query that fails or takes longer than ten seconds throws {@link DatabaseAwayException}; nothing
 * is retried, the reader has a button for that.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 300;

    private final Connections connections;
    private final Jdbi jdbi;
    private final ExecutorService askers = Executors.newFixedThreadPool(Connections.AT_ONCE, Database::asker);

    /** @param url JDBC, such as {@code jdbc:clickhouse://127.0.0.1:8123/default}; nothing is opened yet */
    public Database(String url, String user, String password) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connection_timeout", Long.toString(TIMEOUT.toMillis()));
        properties.setProperty("socket_timeout", Long.toString(TIMEOUT.toMillis()));
        this.connections = new Connections(url, properties);
        this.jdbi = Jdbi.create(connections)
                .registerColumnMapper(Instant.class, (row, column, context) -> instant(row, column))
                .registerColumnMapper(LocalDate.class, (row, column, context) -> day(row, column));
    }

    /**
     * Begins to ask, while the caller asks more; for pages of several questions that do not build on each other.
     *
     * @return waits for the answer, and fails as the question failed
     */
    public <T> Supplier<T> begin(Supplier<T> question) {
        var answer = CompletableFuture.supplyAsync(question, askers);
        return () -> {
            try {
                return answer.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException failure ? failure : e;
            }
        };
    }

    private static Thread asker(Runnable run) {
        var thread = new Thread(run, "page-question");
        thread.setDaemon(true);
        return thread;
    }

    /** Rows as records: a column {@code first_review_at} fills the component {@code firstReviewAt}. */
    public <T> List<T> rows(SqlFile query, Map<String, ?> parameters, Class<T> type) {
        return rows(query, parameters, ConstructorMapper.of(type));
    }

    public <T> Optional<T> row(SqlFile query, Map<String, ?> parameters, Class<T> type) {
        return rows(query, parameters, type).stream().findFirst();
    }

    /**
     * Rows as they are.
     *
     * @param columns names, in the order of each row
     */
    public record Table(List<String> columns, List<List<Object>> rows) {}

    public Table table(SqlFile query, Map<String, ?> parameters) {
        var columns = new ArrayList<String>();
        var rows = rows(query, parameters, (RowMapper<List<Object>>) (row, context) -> {
            int width = row.getMetaData().getColumnCount();
            if (columns.isEmpty()) {
                for (int i = 1; i <= width; i++) {
                    columns.add(row.getMetaData().getColumnLabel(i));
                }
            }
            var cells = new ArrayList<Object>(width);
            for (int i = 1; i <= width; i++) {
                cells.add(cell(row, i));
            }
            return cells;
        });
        return new Table(List.copyOf(columns), rows);
    }

    /** Moments as instants, whatever the driver makes of them, and arrays as lists: both have a text of their own then. */
    private static Object cell(ResultSet row, int column) throws SQLException {
        var value = row.getObject(column);
        if (value instanceof java.sql.Timestamp
                || value instanceof java.time.chrono.ChronoZonedDateTime<?>
                || value instanceof java.time.OffsetDateTime
                || value instanceof java.time.LocalDateTime) {
            return instant(row, column);
        }
        if (value instanceof java.sql.Date) {
            return day(row, column);
        }
        if (value instanceof java.sql.Array array) {
            return list(array.getArray());
        }
        return value != null && value.getClass().isArray() ? list(value) : value;
    }

    private static List<Object> list(Object array) {
        int length = java.lang.reflect.Array.getLength(array);
        var list = new ArrayList<Object>(length);
        for (int i = 0; i < length; i++) {
            list.add(java.lang.reflect.Array.get(array, i));
        }
        return list;
    }

    private <T> List<T> rows(SqlFile query, Map<String, ?> parameters, RowMapper<T> mapper) {
        try {
            return jdbi.withHandle(handle -> {
                try (var statement = handle.createQuery(query.text())) {
                    return statement
                            .configure(
                                    org.jdbi.v3.core.statement.SqlStatements.class,
                                    settings -> settings.setUnusedBindingAllowed(true))
                            .bindMap(parameters)
                            .map(mapper)
                            .list();
                }
            });
        } catch (JdbiException e) {
            LOG.warn("Query {} failed: {}", query.name(), reason(e));
            throw new DatabaseAwayException("ClickHouse did not answer \"" + query.name() + "\": " + reason(e), e);
        }
    }

    /** The innermost message: the driver wraps "connection refused" and the engine's own words in general ones. */
    private static String reason(Throwable failure) {
        var text = "no reason given";
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                text = cause.getMessage().strip();
            }
        }
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) + ".." : text;
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, java.time.OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static LocalDate day(ResultSet row, int column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    @Override
    public void close() {
        askers.shutdown();
        try {
            connections.close();
        } catch (SQLException e) {
            LOG.warn("Closing connections: {}", e.getMessage());
        }
    }
}
