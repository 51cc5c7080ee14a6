package io.plumbline.schema.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings ClickHouse to the newest schema: forward only, each file once, in order.
 *
 * <p>A file that has run must never change: a differing checksum stops the start with both checksums. ClickHouse has no
 * transactional DDL, so every statement is written to be repeatable or the file is marked as done only after its last
 * statement; a file that was cut off runs again from its first statement, with "already exists" taken as done.
 *
 * <p>Failure semantics: throws on the first statement that fails; what ran before it stays.
 */
public final class Migrator {

    private static final Logger LOG = LoggerFactory.getLogger(Migrator.class);
    private static final int TABLE_ALREADY_EXISTS = 57;

    private final Deployment deployment;
    private final Clock clock;

    public Migrator(Deployment deployment, Clock clock) {
        this.deployment = deployment;
        this.clock = clock;
    }

    /**
     * @return number of files that ran now
     * @throws SchemaException when a file that has run was edited, or when the database is newer than this code
     */
    public int migrate(Connection connection) throws SQLException {
        createLedger(connection);
        var done = ledger(connection);
        var files = Migration.all();
        refuseNewerDatabase(done, files);
        int ran = 0;
        for (var migration : files) {
            var checksum = done.get(migration.version());
            if (checksum == null) {
                run(connection, migration);
                ran++;
            } else if (!checksum.equals(migration.checksum())) {
                throw new SchemaException(
                        "Migration " + migration.name() + " was changed after it had run here: recorded " + checksum
                                + ", file " + migration.checksum() + ". Restore the file and add a new one instead.");
            }
        }
        return ran;
    }

    private static void refuseNewerDatabase(Map<Integer, String> done, List<Migration> files) {
        int newest = files.get(files.size() - 1).version();
        done.keySet().stream().filter(version -> version > newest).findFirst().ifPresent(version -> {
            throw new SchemaException("The database is at schema version " + version + ", this Plumbline knows only "
                    + newest + ". Start a version of Plumbline that is at least as new as the one used before.");
        });
    }

    private void run(Connection connection, Migration migration) throws SQLException {
        for (var sql : migration.statements(deployment)) {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                if (e.getErrorCode() != TABLE_ALREADY_EXISTS) {
                    throw new SQLException(
                            "Migration " + migration.name() + " failed: " + e.getMessage(),
                            e.getSQLState(),
                            e.getErrorCode(),
                            e);
                }
            }
        }
        try (var insert = connection.prepareStatement(
                "INSERT INTO plumbline.schema_migration (version, name, checksum, ran_at) VALUES (?, ?, ?, ?)")) {
            insert.setInt(1, migration.version());
            insert.setString(2, migration.name());
            insert.setString(3, migration.checksum());
            insert.setObject(4, clock.instant().atZone(java.time.ZoneOffset.UTC));
            insert.execute();
        }
        LOG.info("Ran migration {}", migration.name());
    }

    private void createLedger(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(deployment.fill("CREATE DATABASE IF NOT EXISTS plumbline${on_cluster}"));
            statement.execute(
                    deployment.fill(
                            "CREATE TABLE IF NOT EXISTS plumbline.schema_migration${on_cluster} (version UInt32, name String, "
                                    + "checksum String, ran_at DateTime64(3, 'UTC')) ENGINE = ${Replicated}ReplacingMergeTree ORDER BY version"));
        }
    }

    private static Map<Integer, String> ledger(Connection connection) throws SQLException {
        var done = new HashMap<Integer, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT version, checksum FROM plumbline.schema_migration FINAL")) {
            while (rows.next()) {
                done.put(rows.getInt(1), rows.getString(2));
            }
        }
        return done;
    }
}
