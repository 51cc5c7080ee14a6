package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpQueryTest extends HttpFixture {

    @ParameterizedTest
    @CsvSource({"/ping", "/", "/replicas_status"})
    void healthChecksAreAnsweredWithOk(String path) throws Exception {
        assertThat(Ask.at(path).get().body()).isEqualTo("Ok.\n");
        assertThat(Ask.at(path)
                        .send("HEAD", HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aQueryMayComeInTheUrlInTheBodyOrInBoth() throws Exception {
        assertThat(Ask.with("query", "SELECT 1").get().body()).isEqualTo("1\n");
        assertThat(Ask.with().post("SELECT 2").body()).isEqualTo("2\n");
        assertThat(Ask.with("query", "SELECT 3").post(" + 4").body()).isEqualTo("7\n");
        assertThat(Ask.with().post("SELECT 5; -- and no more\n").body()).isEqualTo("5\n");
    }

    @Test
    void theAnswerSaysWhatItIs() throws Exception {
        HttpResponse<String> answer =
                Ask.with("query_id", "my-id").post("SELECT number FROM numbers(3) FORMAT JSONCompactEachRow");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[0]\n[1]\n[2]\n");
        assertThat(header(answer, "X-ClickHouse-Query-Id")).isEqualTo("my-id");
        assertThat(header(answer, "X-ClickHouse-Format")).isEqualTo("JSONCompactEachRow");
        assertThat(header(answer, "X-ClickHouse-Timezone")).isEqualTo("UTC");
        assertThat(header(answer, "X-ClickHouse-Server-Display-Name")).isNotEmpty();
        assertThat(header(answer, "X-ClickHouse-Summary")).contains("\"read_rows\":\"3\"");
        assertThat(header(answer, "Content-Type")).startsWith("application/x-ndjson");
    }

    @Test
    void theFormatComesFromTheQueryOrTheParameterOrTheHeader() throws Exception {
        assertThat(Ask.with("default_format", "CSVWithNames")
                        .post("SELECT 1 AS x")
                        .body())
                .isEqualTo("\"x\"\n1\n");
        assertThat(Ask.with()
                        .header("X-ClickHouse-Format", "JSONEachRow")
                        .post("SELECT 1 AS x")
                        .body())
                .isEqualTo("{\"x\":1}\n");
        assertThat(Ask.with("default_format", "JSON")
                        .asPipeline()
                        .post("SELECT 1 AS x FORMAT Values SETTINGS max_threads = 1")
                        .body())
                .isEqualTo("(1)");
        assertThat(select("SELECT 'a FORMAT JSON' AS format -- FORMAT XML")).isEqualTo("a FORMAT JSON\n");
    }

    @ParameterizedTest
    @CsvSource({"JSON", "JSONCompact", "XML", "RowBinaryWithNamesAndTypes", "CSVWithNames", "Markdown"})
    void aFormatIsAppliedOnceOverALongResult(String format) throws Exception {
        byte[] once = Ask.with("default_format", format)
                .postForBytes("SELECT 'the_only_name' AS the_only_name, number FROM numbers(300000)")
                .body();

        String head = new String(once, 0, 400, StandardCharsets.ISO_8859_1);
        String all = new String(once, StandardCharsets.ISO_8859_1);
        assertThat(head).contains("the_only_name");
        assertThat(count(all, "UInt64")).isLessThanOrEqualTo(1);
    }

    @Test
    void totalsAndExtremesBelongToTheDocument() throws Exception {
        String json = Ask.with("extremes", "1", "output_format_write_statistics", "0")
                .post(
                        "SELECT number % 2 AS k, count() AS n FROM numbers(10) GROUP BY k WITH TOTALS ORDER BY k FORMAT JSON")
                .body();

        assertThat(count(json, "\"meta\"")).isEqualTo(1);
        assertThat(json).contains("\"totals\"").contains("\"extremes\"").endsWith("}\n");
    }

    @Test
    void anEmptyResultStillHasItsHeader() throws Exception {
        assertThat(Ask.with("default_format", "TSVWithNames")
                        .post("SELECT 1 AS x WHERE 0")
                        .body())
                .isEqualTo("x\n");
    }

    @Test
    void theDatabaseCanBeChosen() throws Exception {
        assertThat(Ask.with("database", "system")
                        .post("SELECT currentDatabase()")
                        .body())
                .isEqualTo("system\n");
        assertThat(Ask.with()
                        .header("X-ClickHouse-Database", "system")
                        .post("SELECT count() > 0 FROM tables")
                        .body())
                .isEqualTo("1\n");
        assertError(Ask.with("database", "missing").post("SELECT 1"), 404, 81, "UNKNOWN_DATABASE");
    }

    @Test
    void settingsHoldForOneRequestOnly() throws Exception {
        assertThat(Ask.with("max_threads", "3")
                        .post("SELECT getSetting('max_threads')")
                        .body())
                .isEqualTo("3\n");
        assertThat(select("SELECT getSetting('max_threads') = 3 AND getSetting('log_comment') = ''"))
                .isEqualTo("0\n");
        assertError(Ask.with("no_such_setting", "1").asPipeline().post("SELECT 1"), 404, 115, "UNKNOWN_SETTING");
    }

    @Test
    void parametersAreValuesNotText() throws Exception {
        HttpResponse<String> answer = Ask.with(
                        "param_n", "5", "param_s", "it's; DROP TABLE x", "param_list", "[1,2]", "param_table", "one")
                .post(
                        "SELECT {n:UInt8} + 1, {s:String}, {list:Array(UInt8)} FROM system.{table:Identifier} FORMAT CSV");

        assertThat(answer.body()).isEqualTo("6,\"it's; DROP TABLE x\",\"[1,2]\"\n");
        assertError(Ask.with().post("SELECT {n:UInt8}"), 500, 456, "UNKNOWN_QUERY_PARAMETER");
    }

    @Test
    void errorsHaveStatusCodeAndTextOfClickHouse() throws Exception {
        assertError(Ask.with().post("SELECT * FROM missing"), 404, 60, "UNKNOWN_TABLE");
        assertError(Ask.with().post("SELEC 1"), 400, 62, "SYNTAX_ERROR");
        assertError(Ask.with().post(""), 400, 62, "SYNTAX_ERROR");
        assertError(Ask.with().post("SELECT 1; SELECT 2"), 400, 62, "SYNTAX_ERROR");
        assertError(Ask.with().post("SELECT 1 FORMAT Nonsense"), 404, 73, "UNKNOWN_FORMAT");
        assertError(
                Ask.with("max_execution_time", "0.2").post("SELECT count() FROM numbers(1000000000000)"),
                408,
                159,
                "TIMEOUT_EXCEEDED");
        assertThat(Ask.with().post("SELECT * FROM missing").body())
                .startsWith("Code: 60. DB::Exception: ")
                .endsWith("(UNKNOWN_TABLE) (version " + clickHouse.version() + ")\n");
    }

    @Test
    void aTextThatDoesNotParseCannotHideAFileToWrite() throws Exception {
        assertError(Ask.with().post("SELECT 1 INTO OUTFILE '/plumbline-must-not-be'; garbage("), 400, 62, "SYNTAX");
    }

    @Test
    void getDoesNotChangeAnything() throws Exception {
        pipeline("CREATE TABLE untouched (n Int32) ENGINE = Memory");

        for (String change : new String[] {"DROP TABLE untouched", "INSERT INTO untouched VALUES (1)"}) {
            assertError(Ask.with("query", change).asPipeline().get(), 500, 164, "GET implies readonly");
        }
    }

    @Test
    void unknownPathsAreNotFound() throws Exception {
        assertThat(Ask.at("/nothing").get().statusCode()).isEqualTo(404);
        assertThat(Ask.at("/")
                        .send("OPTIONS", HttpRequest.BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(204);
    }

    static void assertError(HttpResponse<String> answer, int status, int code, String text) throws IOException {
        assertThat(answer.body()).contains(text).contains("Code: " + code + ".");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "X-ClickHouse-Exception-Code")).isEqualTo(String.valueOf(code));
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
