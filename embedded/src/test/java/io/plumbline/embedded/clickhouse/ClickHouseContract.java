package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What Plumbline relies on in a ClickHouse, in plain JDBC. The embedded engine passes it; so must a server.
 *
 * <p>Each test works in a database of its own.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class ClickHouseContract {
    private static final String ENDLESS =
            "SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))";
    private static final int QUERY_WAS_CANCELLED = 394;

    private final String database =
            "contract_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private Connection connection;
    private Statement statement;

    protected abstract ClickHouseEndpoint endpoint();

    @BeforeEach
    void openDatabase() throws SQLException {
        connection = endpoint().asPipeline();
        statement = connection.createStatement();
        statement.execute("CREATE DATABASE " + database);
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        statement.execute("DROP DATABASE " + database);
        connection.close();
    }

    @Test
    void schemaStatementsTakeEffect() throws SQLException {
        statement.execute("CREATE TABLE " + database + ".t (id UInt64, name String) ENGINE = MergeTree ORDER BY id");
        statement.execute("ALTER TABLE " + database + ".t ADD COLUMN size Nullable(UInt32) COMMENT 'in lines'");
        statement.execute("CREATE VIEW " + database + ".v AS SELECT id, upper(name) AS name FROM " + database + ".t");
        statement.execute("RENAME TABLE " + database + ".t TO " + database + ".renamed");
        statement.execute("RENAME TABLE " + database + ".renamed TO " + database + ".t");

        assertThat(column("SELECT name || ' ' || type FROM system.columns WHERE database = '" + database
                        + "' AND table = 't' ORDER BY position"))
                .containsExactly("id UInt64", "name String", "size Nullable(UInt32)");
        assertThat(column("SHOW TABLES FROM " + database)).containsExactly("t", "v");
        assertThat(column("EXISTS TABLE " + database + ".missing")).containsExactly("0");
    }

    @Test
    void sqlFunctionsCanBeDefinedAndUsedInViews() throws SQLException {
        statement.execute("CREATE OR REPLACE FUNCTION contractShare AS (part, whole) -> part / whole");
        statement.execute("CREATE VIEW " + database + ".shares AS SELECT contractShare(1, 4) AS share");

        assertThat(column("SELECT share FROM " + database + ".shares")).containsExactly("0.25");

        statement.execute("DROP FUNCTION contractShare");
    }

    @Test
    void valuesOfEveryTypeWeStoreComeBackAsTheyWere() throws SQLException {
        statement.execute(
                "CREATE TABLE " + database + ".t (id UUID, at DateTime64(3, 'UTC'), day Date, n Nullable(Int32),"
                        + " lc LowCardinality(String), tags Array(String), counts Map(String, UInt64), ratio Float64,"
                        + " money Decimal(18, 4), flag Bool, big UInt64, kind Enum8('a' = 1, 'b' = 2))"
                        + " ENGINE = MergeTree ORDER BY id");
        UUID id = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
        Instant at = Instant.parse("2026-03-29T01:30:00.123Z"); // an hour that does not exist in many time zones

        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + database + ".t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, id);
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.setObject(3, LocalDate.of(2026, 3, 29));
            insert.setObject(4, null);
            insert.setString(5, "it's \\ a \"tab\"\t, a\nline and \u00e9\u4e2d\ud83d\ude80");
            insert.setObject(6, List.of("x", "it's"));
            insert.setObject(7, Map.of("critical", 2, "minor", 5));
            insert.setDouble(8, 0.1);
            insert.setBigDecimal(9, new BigDecimal("12345678901234.5678"));
            insert.setBoolean(10, true);
            insert.setObject(11, new BigInteger("18446744073709551615"));
            insert.setString(12, "b");
            insert.executeUpdate();
        }

        try (ResultSet row = statement.executeQuery("SELECT * FROM " + database + ".t")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1, UUID.class)).isEqualTo(id);
            assertThat(row.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(at);
            assertThat(row.getObject(3, LocalDate.class)).isEqualTo(LocalDate.of(2026, 3, 29));
            assertThat(row.getObject(4)).isNull();
            assertThat(row.getString(5)).isEqualTo("it's \\ a \"tab\"\t, a\nline and \u00e9\u4e2d\ud83d\ude80");
            assertThat((Object[]) row.getArray(6).getArray()).containsExactly("x", "it's");
            assertThat(row.getObject(7).toString()).contains("critical=2", "minor=5");
            assertThat(row.getDouble(8)).isEqualTo(0.1);
            assertThat(row.getBigDecimal(9)).isEqualByComparingTo("12345678901234.5678");
            assertThat(row.getBoolean(10)).isTrue();
            assertThat(row.getString(11)).isEqualTo("18446744073709551615");
            assertThat(row.getString(12)).isEqualTo("b");
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void preparedStatementsCannotBeBrokenOutOf() throws SQLException {
        String hostile = "'; DROP TABLE x; -- \\' {a:String} ? `\"";
        try (PreparedStatement select = connection.prepareStatement("SELECT ?, length(?)")) {
            select.setString(1, hostile);
            select.setString(2, hostile);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(hostile);
                assertThat(row.getInt(2)).isEqualTo(hostile.length());
            }
        }
    }

    @Test
    void batchesArriveWhole() throws SQLException {
        statement.execute("CREATE TABLE " + database + ".t (n UInt32, s String) ENGINE = MergeTree ORDER BY n");

        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + database + ".t VALUES (?, ?)")) {
            for (int i = 0; i < 20_000; i++) {
                insert.setInt(1, i);
                insert.setString(2, "row '" + i + "'");
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(column("SELECT count() || ' ' || uniqExact(s) || ' ' || sum(n) FROM " + database + ".t"))
                .containsExactly("20000 20000 199990000");
    }

    @Test
    void tenMillionRowsCanBeRead() throws SQLException {
        long rows = 0;
        long sum = 0;
        try (ResultSet result = statement.executeQuery("SELECT number, toString(number) FROM numbers(10000000)")) {
            while (result.next()) {
                rows++;
                sum += result.getLong(1);
            }
        }

        assertThat(rows).isEqualTo(10_000_000);
        assertThat(sum).isEqualTo(49_999_995_000_000L);
    }

    @Test
    void errorsCarryTheirCodeAndText() {
        assertError("SELECT * FROM " + database + ".missing", 60, "UNKNOWN_TABLE");
        assertError("SELECT nothing", 47, "UNKNOWN_IDENTIFIER");
        assertError("SELEC 1", 62, "SYNTAX_ERROR");
        assertError("SELECT noSuchFunction(1)", 46, "UNKNOWN_FUNCTION");
        assertError("SELECT throwIf(number = 3, 'on purpose') FROM numbers(10)", 395, "on purpose");
        assertError("SELECT toUInt8('x')", 6, "CANNOT_PARSE_TEXT");
        assertError("CREATE TABLE " + database + ".t (a Nonsense) ENGINE = Memory", 50, "UNKNOWN_TYPE");
        assertError("SELECT 1 SETTINGS no_such_setting = 1", 115, "UNKNOWN_SETTING");
    }

    @Test
    void anErrorAfterTheFirstRowsIsAnError() {
        assertThatThrownBy(() -> column("SELECT throwIf(number = 9000000, 'late') FROM numbers(10000000)"
                        + " SETTINGS max_block_size = 10000, max_threads = 1"))
                .satisfies(error -> assertThat(rootText(error)).contains("late"));
    }

    @Test
    void manyStatementsRunAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                long n = i;
                answers.add(threads.submit(() -> {
                    try (Connection own = endpoint().asPipeline();
                            Statement ask = own.createStatement();
                            ResultSet row = ask.executeQuery("SELECT sum(number) + " + n + " FROM numbers(100000)")) {
                        row.next();
                        return row.getLong(1) - n;
                    }
                }));
            }
            for (Future<Long> answer : answers) {
                assertThat(answer.get()).isEqualTo(4_999_950_000L);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aRunningStatementCanBeCancelledThroughTheDriver() throws Exception {
        try (Connection own = endpoint().asPipeline();
                Statement endless = own.createStatement()) {
            CompletableFuture<Throwable> outcome = failureOf(() -> endless.executeQuery(ENDLESS));
            awaitRunning(ENDLESS);

            endless.cancel();

            assertThat(rootText(outcome.get(20, TimeUnit.SECONDS))).contains("QUERY_WAS_CANCELLED");
        }
    }

    @Test
    void aRunningStatementCanBeKilledByItsQueryId() throws Exception {
        String text = ENDLESS + " /* " + database + " */";
        try (Connection own = endpoint().asPipeline();
                Statement endless = own.createStatement()) {
            CompletableFuture<Throwable> outcome = failureOf(() -> endless.executeQuery(text));
            String id = awaitRunning(text);

            statement.execute("KILL QUERY WHERE query_id = '" + id + "' SYNC");

            SQLException error = (SQLException) outcome.get(20, TimeUnit.SECONDS);
            assertThat(error.getErrorCode()).isEqualTo(QUERY_WAS_CANCELLED);
        }
    }

    @Test
    void theSameBatchTwiceIsOneBatch() throws SQLException {
        statement.execute("CREATE TABLE " + database + ".t (n UInt32) ENGINE = ReplacingMergeTree ORDER BY n"
                + " SETTINGS non_replicated_deduplication_window = 1000");

        for (String token : List.of("topic-0-1..10", "topic-0-1..10", "topic-0-11..20")) {
            try (Connection loader = endpoint().asPipeline("insert_deduplication_token", token);
                    Statement insert = loader.createStatement()) {
                insert.execute("INSERT INTO " + database + ".t VALUES (1), (2)");
            }
        }

        assertThat(column("SELECT count() FROM " + database + ".t")).containsExactly("4");
        assertThat(column("SELECT count() FROM " + database + ".t FINAL")).containsExactly("2");
    }

    @Test
    void theNewestVersionOfARowWins() throws SQLException {
        statement.execute("CREATE TABLE " + database + ".t (id String, state String, version UInt64)"
                + " ENGINE = ReplacingMergeTree(version) ORDER BY id");
        statement.execute("INSERT INTO " + database + ".t VALUES ('a', 'merged', 2)");
        statement.execute("INSERT INTO " + database + ".t VALUES ('a', 'open', 1)");

        assertThat(column("SELECT state FROM " + database + ".t FINAL")).containsExactly("merged");
    }

    @Test
    void aSettingOfOneConnectionDoesNotReachAnother() throws SQLException {
        try (Connection other = endpoint().asPipeline("max_threads", "1", "log_comment", "mine");
                Statement ask = other.createStatement();
                ResultSet row = ask.executeQuery("SELECT getSetting('max_threads'), getSetting('log_comment')")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo("1");
            assertThat(row.getString(2)).isEqualTo("mine");
        }

        assertThat(column("SELECT getSetting('log_comment')")).doesNotContain("mine");
    }

    private List<String> column(String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private void assertError(String sql, int code, String text) {
        assertThatThrownBy(() -> statement.execute(sql))
                .as(sql)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(text)
                .satisfies(error ->
                        assertThat(((SQLException) error).getErrorCode()).isEqualTo(code));
    }

    /** The query id of a running statement, as soon as the server shows it. */
    private String awaitRunning(String sql) throws SQLException, InterruptedException {
        String wanted = sql.replace("'", "\\'");
        CountDownLatch never = new CountDownLatch(1);
        while (!never.await(20, TimeUnit.MILLISECONDS)) {
            List<String> ids =
                    column("SELECT query_id FROM system.processes WHERE startsWith(query, '" + wanted + "')");
            if (!ids.isEmpty()) {
                return ids.get(0);
            }
        }
        throw new AssertionError("Never reached: the test's timeout ends the wait");
    }

    private static String rootText(Throwable error) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.toString();
    }

    private interface Action {
        void run() throws Exception;
    }

    private static CompletableFuture<Throwable> failureOf(Action action) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
                outcome.complete(new AssertionError("It ended without an error"));
            } catch (Exception e) {
                outcome.complete(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return outcome;
    }
}
