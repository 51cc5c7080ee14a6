package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the read-only user of a ClickHouse may and may not do, in plain JDBC. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ClickHouseReaderContract {
    private static final int READONLY = 164;

    private final String database =
            "reader_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    protected abstract ClickHouseEndpoint endpoint();

    @BeforeEach
    void fillDatabase() throws SQLException {
        asPipeline("CREATE DATABASE " + database);
        asPipeline("CREATE TABLE " + database + ".t (n Int32, file String) ENGINE = MergeTree ORDER BY n");
        asPipeline("INSERT INTO " + database + ".t VALUES (1, 'Main.java'), (2, 'pom.xml')");
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        asPipeline("DROP DATABASE " + database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT sum(n) FROM DB.t",
                "WITH x AS (SELECT n FROM DB.t) SELECT sum(n) FROM x",
                "(SELECT 1) UNION ALL (SELECT 2)",
                "SELECT sum(n) FROM DB.t AS p WHERE p.file != ''",
                "SHOW TABLES FROM DB",
                "DESCRIBE TABLE DB.t",
                "EXPLAIN SELECT 1",
                "SHOW CREATE TABLE DB.t",
                "EXISTS TABLE DB.t",
                "SELECT 1 -- and a remark; not a second statement\n;",
                "SELECT 'DROP TABLE x; INSERT INTO y'",
                "SELECT count() FROM numbers(10)",
                "SELECT format('{} {}', 'a', 'b')",
            })
    void readingIsAllowed(String sql) throws SQLException {
        try (Connection connection = endpoint().asReader();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql.replace("DB", database))) {
            assertThat(rows.next()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO DB.t VALUES (3, '')",
                "INSERT INTO DB.t SELECT * FROM DB.t",
                "CREATE TABLE DB.mine (n Int32) ENGINE = Memory",
                "CREATE TEMPORARY TABLE mine (n Int32)",
                "CREATE FUNCTION mine AS (x) -> x",
                "CREATE DATABASE mine",
                "DROP TABLE DB.t",
                "TRUNCATE TABLE DB.t",
                "ALTER TABLE DB.t DELETE WHERE 1",
                "RENAME TABLE DB.t TO DB.u",
                "OPTIMIZE TABLE DB.t FINAL",
                "SYSTEM DROP MARK CACHE",
                "SET max_threads = 1",
                "SET readonly = 0",
                "SELECT 1 SETTINGS readonly = 0",
                "SELECT 1 SETTINGS max_execution_time = 0",
                "SELECT * FROM file('/etc/hostname', 'LineAsString')",
                "SELECT * FROM `file`('/etc/hostname', 'LineAsString')",
                "SELECT * FROM url('http://127.0.0.1:1/', 'LineAsString')",
                "SELECT * FROM s3('http://127.0.0.1:1/b/k', 'LineAsString')",
                "SELECT * FROM executable('id', 'TSV', 'a String')",
                "SELECT * FROM remote('127.0.0.1', 'system', 'one')",
                "SELECT * FROM mysql('127.0.0.1:1', 'a', 'b', 'c', 'd')",
                "SELECT 1 INTO OUTFILE '/plumbline-must-not-be-written'",
                "BACKUP DATABASE DB TO File('x')",
            })
    void everythingElseIsRefused(String sql) {
        assertRefused(sql);
    }

    /** Each of these got through the engine's own readonly=1 when it was tried. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT file('/etc/hostname')",
                "SELECT file /* here */ ('/etc/hostname')",
                "SELECT `file`('/etc/hostname')",
                "SELECT \"fi\\x6ce\"('/etc/hostname')",
                "SELECT arrayMap(file, ['/etc/hostname'])",
                "SELECT * APPLY(file) FROM (SELECT '/etc/hostname' AS a)",
                "SELECT * APPLY file FROM (SELECT '/etc/hostname' AS a)",
                "SELECT 1 /* /* */ ' */ + length(file('/etc/hostname'))",
                "SELECT 1 // '\n + length(file('/etc/hostname'))",
                "SELECT $a$ ' $a$ || file('/etc/hostname')",
                "EXPLAIN QUERY TREE SELECT file('/etc/hostname')",
                "DESCRIBE TABLE file('/etc/hostname')",
                "DESCRIBE TABLE url('http://127.0.0.1:1/')",
                "DESCRIBE TABLE s3('http://127.0.0.1:1/b/k.csv')",
                "EXISTS TABLE default.`/etc/hostname`",
                "KILL QUERY WHERE 1",
                "KILL QUERY WHERE user = 'plumbline'",
            })
    void whatTheEngineAloneWouldAllowIsRefusedToo(String sql) {
        assertRefused(sql);
    }

    @Test
    void settingsOfTheLookOfAResultCanBeChosen() throws SQLException {
        try (Connection connection = endpoint().asReader("join_use_nulls", "1", "max_threads", "1");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT getSetting('join_use_nulls'), getSetting('readonly')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBoolean(1)).isTrue();
            assertThat(row.getInt(2)).isEqualTo(1);
        }
    }

    @Test
    void settingsThatWouldRemoveALimitCannot() {
        assertThatThrownBy(() -> {
                    try (Connection connection = endpoint().asReader("max_memory_usage", "0");
                            Statement statement = connection.createStatement()) {
                        statement.execute("SELECT 1");
                    }
                })
                .satisfies(error -> assertThat(error).hasStackTraceContaining("READONLY"));
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> asReader(sql.replace("DB", database)))
                .as(sql)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("READONLY")
                .satisfies(error ->
                        assertThat(((SQLException) error).getErrorCode()).isEqualTo(READONLY));
    }

    private void asReader(String sql) throws SQLException {
        try (Connection connection = endpoint().asReader();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void asPipeline(String sql) throws SQLException {
        try (Connection connection = endpoint().asPipeline();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
