package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DurabilityTest {
    @TempDir
    Path directory;

    @Test
    void acknowledgedRowsSurviveKill9() throws Exception {
        long next = 0;
        for (int round = 0; round < 3; round++) {
            long acknowledged = insertAndKill(next, 100);

            try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(directory, 0);
                    Connection connection = ClickHouseEndpoint.of(clickHouse).asPipeline();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT countIf(n <= " + acknowledged + "), uniqExact(n), max(n) FROM acknowledged")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong(1)).isEqualTo(acknowledged + 1);
                next = row.getLong(3) + 1;
                assertThat(row.getLong(2)).as("none lost, none double").isEqualTo(next);
            }
        }
    }

    private long insertAndKill(long from, int rows) throws Exception {
        long acknowledged = -1;
        try (ChildJvm child = ChildJvm.run(
                "-Xmx256m", Programs.InsertUntilKilled.class, directory.toString(), String.valueOf(from))) {
            for (String line = child.line(); line != null && acknowledged < from + rows; line = child.line()) {
                if (line.startsWith("acknowledged ")) {
                    acknowledged = Long.parseLong(line.substring("acknowledged ".length()));
                }
            }
            child.kill(); // what it printed after our last line is lost with it: the number is a lower bound
        }
        return acknowledged;
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefusedWithAReason() throws Exception {
        try (EmbeddedClickHouse holder = EmbeddedClickHouse.start(directory, 0);
                ChildJvm second = ChildJvm.run("-Xmx128m", Programs.StartAndStop.class, directory.toString())) {
            assertThat(second.rest())
                    .contains("refused: Another Plumbline process is using " + directory.toRealPath())
                    .contains("--data");
            assertThat(holder.version()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit"})
    void aJvmThatDoesNotCloseEndsAllTheSame(String how) throws Exception {
        try (ChildJvm child = ChildJvm.run("-Xmx128m", Programs.LeaveWithoutClosing.class, directory.toString(), how)) {
            String output = child.rest();

            assertThat(output).contains("leaving").doesNotContain("SIG").doesNotContain("fatal error");
            assertThat(child.exitCode()).as(output).isZero();
        }
    }

    @Test
    void aGigabyteInAndTenMillionRowsOutFitASmallHeap() throws Exception {
        try (ChildJvm child = ChildJvm.run("-Xmx256m", Programs.LotsOfData.class, directory.toString())) {
            assertThat(child.rest())
                    .contains("inserted 200")
                    .contains("stored 1000000 rows, 999000000 bytes")
                    .contains("read 10000000 rows");
            assertThat(child.exitCode()).isZero();
        }
    }
}
