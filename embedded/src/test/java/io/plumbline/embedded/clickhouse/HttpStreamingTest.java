package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.data.stream.Lz4InputStream;
import com.clickhouse.data.stream.Lz4OutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpStreamingTest extends HttpFixture {
    private static final String ENDLESS =
            "SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))";

    @BeforeEach
    void emptyTable() throws Exception {
        pipeline("CREATE OR REPLACE TABLE t (n Int32, s String) ENGINE = MergeTree ORDER BY n");
    }

    @Test
    void rowsFollowTheInsertInAnyFormat() throws Exception {
        post("INSERT INTO t FORMAT CSV", "1,\"a\"\n2,\"b\"\n");
        post("", "INSERT INTO t FORMAT TSV\n3\tc\n");
        post("INSERT INTO t (s, n)", " VALUES ('d', 4), (concat('e', ''), 2 + 3)");
        post("INSERT INTO t FORMAT JSONEachRow", "{\"n\":6,\"s\":\"f; SELECT 1\"}");
        post("INSERT INTO t SETTINGS input_format_csv_skip_first_lines = 1 FORMAT CSV", "n,s\n7,g\n");
        post("INSERT INTO t SELECT a + 1, b FROM input('a Int32, b String') FORMAT CSV", "7,h\n");
        post("INSERT INTO t SELECT number, 'i' FROM numbers(9, 1)", "");
        post("INSERT INTO t FORMAT RowBinary", "");

        assertThat(select("SELECT n, s FROM t ORDER BY n FORMAT TSV"))
                .isEqualTo("1\ta\n2\tb\n3\tc\n4\td\n5\te\n6\tf; SELECT 1\n7\tg\n8\th\n9\ti\n");
    }

    @Test
    void anInsertSaysHowManyRowsItWrote() throws Exception {
        HttpResponse<String> answer =
                Ask.with("query", "INSERT INTO t FORMAT CSV").asPipeline().post("1,a\n2,b\n");

        assertThat(HttpQueryTest.header(answer, "X-ClickHouse-Summary")).contains("\"written_rows\":\"2\"");
    }

    @Test
    void aBadRowFailsTheInsert() throws Exception {
        HttpResponse<String> answer =
                Ask.with("query", "INSERT INTO t FORMAT CSV").asPipeline().post("1,a\nnot a number,b\n");

        HttpQueryTest.assertError(answer, 400, 27, "Cannot parse input");
        assertThat(select("SELECT count() FROM t")).isEqualTo("0\n");
    }

    @Test
    void nativeRowsOfAnotherProtocolVersionAreRefusedRatherThanMisread() throws Exception {
        HttpQueryTest.assertError(
                Ask.with("client_protocol_version", "54460", "query", "INSERT INTO t FORMAT Native")
                        .asPipeline()
                        .post(new byte[] {1, 0, 2, -1, -1, -1, -1, 0, 0, 0}),
                501,
                48,
                "NOT_IMPLEMENTED");
    }

    @Test
    void anInsertThatBreaksOffIsNotCommitted() throws Exception {
        try (Socket socket = raw("POST /?query=INSERT+INTO+t+FORMAT+CSV&user=" + clickHouse.pipelineUser()
                + "&password=" + clickHouse.pipelinePassword()
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n1,a\n2,b\n")) {
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }

        await(() -> select("SELECT count() FROM system.processes").equals("1\n"));
        assertThat(select("SELECT count() FROM t")).isEqualTo("0\n");
    }

    @Test
    @SuppressWarnings("deprecation") // the driver's own reader and writer of blocks: an independent opinion
    void clickHouseBlocksGoBothWays() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Lz4OutputStream out = new Lz4OutputStream(packed, 1 << 16, null)) {
            out.write("INSERT INTO t FORMAT CSV\n".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100_000; i++) {
                out.write((i + ",row " + i + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        HttpResponse<String> inserted = Ask.with("decompress", "1").asPipeline().post(packed.toByteArray());
        byte[] read = Ask.with("compress", "1")
                .postForBytes("SELECT * FROM t ORDER BY n FORMAT CSV")
                .body();

        assertThat(inserted.statusCode()).as(inserted.body()).isEqualTo(200);
        try (InputStream in = new Lz4InputStream(new ByteArrayInputStream(read))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).startsWith("0,\"row 0\"\n").endsWith("99999,\"row 99999\"\n");
        }
    }

    @Test
    @SuppressWarnings("deprecation") // see above
    void aDamagedBlockIsNoticed() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Lz4OutputStream out = new Lz4OutputStream(packed, 1 << 16, null)) {
            out.write("INSERT INTO t FORMAT CSV\n1,a\n".getBytes(StandardCharsets.UTF_8));
        }
        byte[] damaged = packed.toByteArray();
        damaged[damaged.length - 1] ^= 1;

        HttpQueryTest.assertError(
                Ask.with("decompress", "1").asPipeline().post(damaged), 500, 40, "CHECKSUM_DOESNT_MATCH");
    }

    @Test
    void gzipGoesBothWays() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("INSERT INTO t VALUES (1, 'zipped')".getBytes(StandardCharsets.UTF_8));
        }

        Ask.with().asPipeline().header("Content-Encoding", "gzip").post(packed.toByteArray());
        HttpResponse<byte[]> read = Ask.with("enable_http_compression", "1")
                .header("Accept-Encoding", "gzip")
                .postForBytes("SELECT s FROM t");

        assertThat(HttpQueryTest.header(read, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(read.body())).readAllBytes())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("zipped\n");
    }

    @Test
    void anErrorAfterTheFirstBytesIsWrittenAtTheEndAndTheConnectionIsCut() throws Exception {
        String answer;
        try (Socket socket = raw(request("late", "SELECT throwIf(number = 3000000) FROM numbers(4000000)"))) {
            answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        String tag = answer.replaceAll("(?s).*X-ClickHouse-Exception-Tag: (\\w+).*", "$1");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer.substring(answer.length() - 500))
                .contains("__exception__\r\n" + tag + "\r\nCode: 395.")
                .contains(" " + tag + "\r\n__exception__\r\n")
                .doesNotContain("\r\n0\r\n\r\n");
    }

    @Test
    void withWaitEndOfQueryALateErrorIsAStatus() throws Exception {
        HttpQueryTest.assertError(
                Ask.with("wait_end_of_query", "1").post("SELECT throwIf(number = 3000000) FROM numbers(4000000)"),
                500,
                395,
                "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO");
        assertThat(Ask.with("wait_end_of_query", "1")
                        .post("SELECT number FROM numbers(2000000)")
                        .body())
                .hasLineCount(2_000_000);
    }

    @Test
    void aQueryWhoseClientHungUpEnds() throws Exception {
        try (Socket socket = raw(request("gone", ENDLESS))) {
            await(() -> isRunning("gone"));
        }

        await(() -> !isRunning("gone"));
    }

    @Test
    void aQueryWhoseClientStopsReadingAndHangsUpEnds() throws Exception {
        try (Socket socket = raw(request("tired", "SELECT number FROM numbers(1000000000000)"))) {
            socket.getInputStream().readNBytes(100_000);
            await(() -> isRunning("tired"));
        }

        await(() -> !isRunning("tired"));
    }

    @Test
    void aReaderEndsItsOwnQueriesAndNoOthers() throws Exception {
        try (Socket own = raw(request("of-reader", ENDLESS));
                Socket other = raw("POST /?query_id=of-pipeline&user=" + clickHouse.pipelineUser() + "&password="
                        + clickHouse.pipelinePassword() + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                        + ENDLESS.length() + "\r\n\r\n" + ENDLESS)) {
            await(() -> isRunning("of-reader") && isRunning("of-pipeline"));

            select("KILL QUERY WHERE query_id = 'of-pipeline' SYNC");
            select("KILL QUERY WHERE query_id = 'of-reader' SYNC");

            await(() -> !isRunning("of-reader"));
            assertThat(isRunning("of-pipeline")).isTrue();
            Ask.with("query_id", "of-pipeline").asPipeline().send("DELETE", HttpRequest.BodyPublishers.noBody());
            await(() -> !isRunning("of-pipeline"));
        }
    }

    @Test
    void aQueryIdIsGivenOnce() throws Exception {
        try (Socket first = raw(request("twice", ENDLESS))) {
            await(() -> isRunning("twice"));

            HttpQueryTest.assertError(
                    Ask.with("query_id", "twice").post("SELECT 1"), 500, 216, "QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING");
        }
    }

    @Test
    void aSessionKeepsTemporaryTablesAndSettings() throws Exception {
        inSession("CREATE TEMPORARY TABLE mine (n Int32)");
        inSession("INSERT INTO mine VALUES (5)");
        inSession("SET max_threads = 7");

        assertThat(inSession("SELECT n, getSetting('max_threads') FROM mine")).isEqualTo("5\t7\n");
        assertThat(Ask.with("session_id", "s", "max_threads", "2")
                        .asPipeline()
                        .post("SELECT getSetting('max_threads')")
                        .body())
                .isEqualTo("2\n");
        assertThat(inSession("SELECT getSetting('max_threads')")).isEqualTo("7\n");
        HttpQueryTest.assertError(
                Ask.with("session_id", "unknown", "session_check", "1")
                        .asPipeline()
                        .post("SELECT 1"),
                500,
                372,
                "SESSION_NOT_FOUND");
        assertThatThrownBy(() -> pipeline("SELECT * FROM mine")).hasMessageContaining("UNKNOWN_TABLE");
    }

    private static String inSession(String sql) throws IOException, InterruptedException {
        return Ask.with("session_id", "s").asPipeline().post(sql).body();
    }

    private static boolean isRunning(String id) throws IOException, InterruptedException {
        return select("SELECT count() FROM system.processes WHERE query_id = '" + id + "'")
                .equals("1\n");
    }

    private static String request(String id, String sql) {
        return "POST /?query_id=" + id + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + sql.length() + "\r\n\r\n"
                + sql;
    }

    private static void post(String url, String body) throws IOException, InterruptedException {
        Ask ask = url.isEmpty() ? Ask.with() : Ask.with("query", url);
        HttpResponse<String> answer = ask.asPipeline().post(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
