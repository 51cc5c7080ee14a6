package io.plumbline.dashboards.sqlconsole;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.testing.TestServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Statements that want what the console does not give. Each is refused with a reason that says what to do; none reads the
 * secret that lies in a table, a file and a server beside the views, none writes, none calls anybody, none takes long.
 */
class HostileStatementsTest {

    private static final String SECRET = "canary-7f3a91";

    @TempDir
    private static Path folder;

    private static final AtomicInteger CALLS = new AtomicInteger();
    private static HttpServer web;
    private static Path file;
    private static Path out;
    private static Asker asker;
    private static List<String> before;

    @BeforeAll
    static void open() throws SQLException, IOException {
        var warehouse = Warehouse.acme();
        warehouse.run("INSERT INTO plumbline.raw_event (source, delivery_id, payload) VALUES ('github', 'canary', '"
                + SECRET + "')");
        file = Files.writeString(folder.resolve("secret.csv"), SECRET + "\n");
        out = folder.resolve("out.csv");
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            CALLS.incrementAndGet();
            var body = SECRET.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        web.start();
        asker = new Asker(
                warehouse,
                warehouse.console().withQuota(100_000, Duration.ofHours(2), 3).withLongest(Duration.ofSeconds(5)));
        before = everything();
    }

    @AfterAll
    static void close() {
        asker.close();
        web.stop(0);
    }

    static List<String> statements() throws IOException {
        try (var in = HostileStatementsTest.class.getResourceAsStream("hostile.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("## "))
                    .toList();
        }
    }

    private static String filled(String line) {
        return line.replace("⏎", "\n")
                .replace("⍽", "\u00a0")
                .replace("{FILE}", file.toString())
                .replace("{OUT}", out.toString())
                .replace("{URL}", "http://127.0.0.1:" + web.getAddress().getPort() + "/x.csv");
    }

    /** What a statement could have changed: catalogue, rows, users, functions, settings of the next query. */
    private static List<String> everything() throws SQLException {
        var seen = new java.util.ArrayList<String>();
        for (var sql : List.of(
                "SELECT arrayStringConcat(arraySort(groupArray(concat(database, '.', name, create_table_query))), '|')"
                        + " FROM system.tables WHERE database NOT IN ('system')",
                "SELECT arrayStringConcat(arraySort(groupArray(name)), '|') FROM system.databases",
                "SELECT arrayStringConcat(arraySort(groupArray(concat(name, create_query))), '|') FROM system.functions"
                        + " WHERE origin != 'System'",
                "SELECT toString(groupBitXor(cityHash64(*))) FROM plumbline.event",
                "SELECT toString(groupBitXor(cityHash64(*))) FROM plumbline.raw_event",
                "SELECT toString(groupBitXor(cityHash64(*))) FROM plumbline.pull_request",
                "SELECT toString(count()) FROM mart.pull_request")) {
            try (var connection = TestServices.clickHouse().connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                seen.add(rows.getString(1));
            }
        }
        return seen;
    }

    @Test
    void thereAreEnoughOfThem() throws IOException {
        assertThat(statements()).hasSizeGreaterThanOrEqualTo(300).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void isRefusedWithAReasonAndSeesNothing(String line) {
        long begun = System.nanoTime();

        var answer = asker.query(filled(line), "param_t", "raw_event", "param_d", "plumbline", "param_c", "payload");

        assertThat(answer.body().toString()).doesNotContain(SECRET);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.error()).isNotBlank().doesNotContain("Code:", "(version");
        assertThat(answer.error() + answer.hint()).as("says what to do").hasSizeGreaterThan(30);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
    }

    /** The same statements through the other doors of the console. */
    @ParameterizedTest
    @ValueSource(strings = {"/data/sql/explain", "csv", "json", "parquet"})
    void theOtherWaysOutAreAsNarrow(String way) throws IOException {
        int step = 7;
        var lines = statements();
        for (int i = 0; i < lines.size(); i += step) {
            var sql = filled(lines.get(i));
            if (sql.contains("numbers") || sql.contains("range(") || sql.contains("repeat(")) {
                continue;
            }
            var answer = way.startsWith("/")
                    ? asker.post(way, sql, "param_t", "raw_event", "param_d", "plumbline", "param_c", "payload")
                    : asker.post(
                            "/data/sql/export", sql, "format", way, "param_t", "raw_event", "param_d", "plumbline");

            assertThat(answer.body()).as(sql).doesNotContain(SECRET);
            assertThat(answer.statusCode()).as(sql + answer.body()).isEqualTo(400);
        }
    }

    /** Last, because it looks at what all the others may have done. */
    @AfterAll
    static void nothingHasChangedAndNobodyWasCalled() throws SQLException {
        assertThat(everything()).isEqualTo(before);
        assertThat(out).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**/out*");
        assertThat(CALLS).as("requests to elsewhere").hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count() FROM numbers(1000000000000000)",
                "SELECT count() FROM numbers_mt(1000000000000000) WHERE cityHash64(number) = 1",
                "SELECT sum(a.number * b.number) FROM numbers(10000000) AS a CROSS JOIN numbers(10000000) AS b",
                "WITH RECURSIVE t AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM t) SELECT count() FROM t",
                "SELECT max(length(repeat('abc', 1000000 + number))) FROM numbers(100000000)",
                "SELECT count() FROM (SELECT number FROM numbers(100000000000) ORDER BY cityHash64(number))",
                "SELECT arrayReduce('sum', arrayMap(x -> cityHash64(x), range(100000000)))",
                "SELECT count() FROM mart.pull_request AS a, mart.pull_request AS b, mart.pull_request AS c,"
                        + " mart.pull_request AS d, mart.pull_request AS e WHERE cityHash64(a.number, e.number) = 1"
            })
    void aBombEndsAtItsLimitWhileOthersAreAnswered(String bomb) throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try {
            long begun = System.nanoTime();
            var ended = executor.submit(() -> asker.query(bomb));

            var others = asker.query("SELECT count() FROM mart.pull_request");
            var page = asker.get("/pulls");

            assertThat(others.status()).as(others.body().toString()).isEqualTo(200);
            assertThat(page.statusCode()).isEqualTo(200);
            var answer = ended.get();
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
            assertThat(answer.hint()).isNotBlank();
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .as("limit 5 s")
                    .isLessThan(Duration.ofSeconds(20));
        } finally {
            executor.shutdownNow();
        }
    }
}
