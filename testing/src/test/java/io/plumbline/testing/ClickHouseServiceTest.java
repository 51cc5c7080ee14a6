package io.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class ClickHouseServiceTest {
    private final ClickHouseService clickHouse = TestServices.clickHouse();

    @Test
    void everybodyInThisJvmGetsTheSameEngine() {
        assertThat(TestServices.clickHouse()).isSameAs(clickHouse);
    }

    @Test
    void freshDatabasesAreEmptyAndDoNotSeeEachOther() throws SQLException {
        String first = clickHouse.freshDatabase("seam");
        String second = clickHouse.freshDatabase("seam");
        execute(first, "CREATE TABLE thing (n Int32) ENGINE = MergeTree ORDER BY n");
        execute(first, "INSERT INTO thing VALUES (1), (2)");

        execute(second, "CREATE TABLE thing (n Int32) ENGINE = MergeTree ORDER BY n");

        assertThat(first).startsWith("seam_").isNotEqualTo(second);
        assertThat(count(clickHouse.connect(first))).isEqualTo(2);
        assertThat(count(clickHouse.connect(second))).isZero();
    }

    @Test
    void theReadOnlyUserReadsAndIsRefusedToWrite() throws SQLException {
        String database = clickHouse.freshDatabase("seam");
        execute(database, "CREATE TABLE thing (n Int32) ENGINE = MergeTree ORDER BY n");

        assertThat(count(clickHouse.connectReadOnly(database))).isZero();
        try (Connection reader = clickHouse.connectReadOnly(database);
                Statement statement = reader.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO thing VALUES (1)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("DROP TABLE thing")).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void theHttpAddressAnswersPing() throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(clickHouse.httpUrl() + "/ping"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Ok.\n");
    }

    @Test
    void aPrintedServiceShowsNoPassword() {
        assertThat(clickHouse.toString()).contains(clickHouse.httpUrl()).doesNotContain(clickHouse.password());
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = clickHouse.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count() FROM thing")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }
}
