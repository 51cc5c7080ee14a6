package io.plumbline.dashboards.control;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * The relational database of what Plumbline itself remembers, migrated to this version.
 *
 * <p>Failure semantics: {@link #open} throws {@link ControlStoreException} with what to do; later failures are jdbi's
 * exceptions, and nothing of a failed transaction stays.
 */
public final class ControlStore implements AutoCloseable {

    private static final String MIGRATIONS = "classpath:io/plumbline/dashboards/control/migration";
    private static final int CONNECTIONS = 8;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private ControlStore(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool)
                .registerArgument(new InstantArgument())
                .registerColumnMapper(Instant.class, (row, column, context) -> instant(row, column));
    }

    /** Connects, and creates or migrates the tables. */
    public static ControlStore open(ControlSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("control");
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            Flyway.configure(ControlStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations(MIGRATIONS)
                    .table("schema_history")
                    // An own database may already hold tables of somebody else in the same schema.
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            return new ControlStore(pool);
        } catch (HikariPool.PoolInitializationException | FlywayException e) {
            if (pool != null) {
                pool.close();
            }
            throw new ControlStoreException(
                    "Cannot open the control store at " + settings.url() + ": " + innermost(e), e);
        }
    }

    private static String innermost(Throwable failure) {
        var cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage();
    }

    /** One transaction; what the callback throws undoes it. */
    public <T, X extends Exception> T inTransaction(HandleCallback<T, X> work) throws X {
        return jdbi.inTransaction(work);
    }

    /** One or several statements that need not stand together. */
    public <T, X extends Exception> T withHandle(HandleCallback<T, X> work) throws X {
        return jdbi.withHandle(work);
    }

    /** The id that an INSERT into a table with an identity column has made. */
    public static long insert(Handle handle, String sql, Object... values) {
        try (var update = handle.createUpdate(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.bind(i, values[i]);
            }
            return update.executeAndReturnGeneratedKeys("id").mapTo(Long.class).one();
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Both drivers take a moment with its zone and neither depends on the zone of this process then. */
    private static final class InstantArgument extends AbstractArgumentFactory<Instant> {

        private InstantArgument() {
            super(Types.TIMESTAMP_WITH_TIMEZONE);
        }

        @Override
        protected Argument build(Instant value, ConfigRegistry config) {
            return (position, statement, context) ->
                    statement.setObject(position, value.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
