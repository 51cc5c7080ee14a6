package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddedClickHouseTest {
    @TempDir
    Path directory;

    @Test
    void everythingIsThereAfterARestart() throws SQLException {
        String password;
        try (EmbeddedClickHouse first = EmbeddedClickHouse.start(directory, 0);
                Connection connection = ClickHouseEndpoint.of(first).asPipeline();
                Statement statement = connection.createStatement()) {
            password = first.pipelinePassword();
            statement.execute("CREATE DATABASE mart");
            statement.execute("CREATE TABLE mart.kept (n Int32) ENGINE = MergeTree ORDER BY n"
                    + " SETTINGS non_replicated_deduplication_window = 100");
            statement.execute("CREATE FUNCTION doubled AS (x) -> x * 2");
            statement.execute("CREATE VIEW mart.twice AS SELECT doubled(n) AS n FROM mart.kept");
            statement.execute("INSERT INTO mart.kept SETTINGS insert_deduplication_token = 'a' VALUES (1), (2)");
        }

        try (EmbeddedClickHouse second = EmbeddedClickHouse.start(directory, 0);
                Connection connection = ClickHouseEndpoint.of(second).asPipeline();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO mart.kept SETTINGS insert_deduplication_token = 'a' VALUES (1), (2)");

            assertThat(second.pipelinePassword()).isEqualTo(password);
            try (ResultSet rows = statement.executeQuery("SELECT sum(n), doubled(21) FROM mart.twice")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(6);
                assertThat(rows.getLong(2)).isEqualTo(42);
            }
        }
    }

    @Test
    void oneProcessHasOneEngine() {
        try (EmbeddedClickHouse first = EmbeddedClickHouse.start(directory.resolve("one"), 0)) {
            assertThatThrownBy(() -> EmbeddedClickHouse.start(directory.resolve("two"), 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("already runs the ClickHouse engine on")
                    .hasMessageContaining("one");
            assertThat(first.version()).startsWith("26.7.");
        }
    }

    @Test
    void aTakenPortIsNamedAndTheDirectoryIsFreeAgain() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedClickHouse.start(directory, taken.getLocalPort()))
                    .hasMessageContaining("port " + taken.getLocalPort());
        }

        try (EmbeddedClickHouse again = EmbeddedClickHouse.start(directory, 0)) {
            assertThat(again.httpUrl().getPort()).isPositive();
        }
    }

    @Test
    void closingEndsRunningQueriesAndIsQuick() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        long start;
        try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0);
                Connection connection = ClickHouseEndpoint.of(clickHouse).asPipeline();
                Connection watching = ClickHouseEndpoint.of(clickHouse).asPipeline();
                Statement endless = connection.createStatement();
                Statement watch = watching.createStatement()) {
            Thread thread = new Thread(() -> {
                try {
                    endless.execute("SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))");
                } catch (SQLException e) {
                    outcome.complete(e);
                }
            });
            thread.start();
            HttpFixture.await(() -> count(watch) == 2);

            start = System.nanoTime();
            clickHouse.close();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(SQLException.class);
    }

    private static long count(Statement statement) {
        try (ResultSet row = statement.executeQuery("SELECT count() FROM system.processes")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
