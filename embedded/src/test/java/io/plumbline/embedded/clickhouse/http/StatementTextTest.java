package io.plumbline.embedded.clickhouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 -- a /* b */ 'c'          | SELECT 1",
                "SELECT /* 'x /* y */ \" */ a       | SELECT a",
                "SELECT a // b                      | SELECT a",
                "SELECT a # b                       | SELECT a",
                "SELECT #a                          | SELECT # a",
                "SELECT 'it''s' , 'it\\'s'          | SELECT it's , it's",
                "SELECT `a\\`b`, \"fi\\x6ce\"       | SELECT a`b , file",
                "SELECT $tag$ ' $$ $tag$ x          | SELECT  ' $$  x",
                "SELECT a.1, 1e5, x'6162'           | SELECT a . 1 , 1e5 , x 6162",
            })
    void isCutIntoTokensAsTheEngineDoes(String sql, String tokens) {
        assertThat(SqlLexer.tokens(bytes(sql.strip())).stream()
                        .map(SqlLexer.Token::text)
                        .collect(Collectors.joining(" ")))
                .isEqualToNormalizingWhitespace(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'unclosed", "/* unclosed", "\u2018typographic\u2019", "`unclosed"})
    void whatCannotBeCutIsBroken(String sql) {
        assertThat(SqlLexer.tokens(bytes(sql))).last().satisfies(token -> assertThat(token.type())
                .isEqualTo(SqlLexer.Type.BROKEN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1                              | SELECT 1 INTO OUTFILE '/p' TRUNCATE",
                "SELECT 1;                             | SELECT 1 INTO OUTFILE '/p' TRUNCATE",
                "SELECT 1 -- x                         | SELECT 1 -- x INTO OUTFILE '/p' TRUNCATE",
                "SELECT 1 FORMAT JSON                  | SELECT 1 INTO OUTFILE '/p' TRUNCATE FORMAT JSON",
                "SELECT 1 format JSON settings a = 1;  | SELECT 1 INTO OUTFILE '/p' TRUNCATE format JSON settings a = 1",
                "SELECT 1 SETTINGS a = 1               | SELECT 1 SETTINGS a = 1 INTO OUTFILE '/p' TRUNCATE",
                "SELECT t.format AS x                  | SELECT t.format AS x INTO OUTFILE '/p' TRUNCATE",
                "SELECT 1 AS format                    | SELECT 1 AS format INTO OUTFILE '/p' TRUNCATE",
                "SELECT 'FORMAT JSON'                  | SELECT 'FORMAT JSON' INTO OUTFILE '/p' TRUNCATE",
            })
    void canWriteItsResultIntoAFile(String sql, String expected) {
        assertThat(text(new StatementText(bytes(sql.strip())).intoFile("/p"))).isEqualToNormalizingWhitespace(expected);
    }

    @Test
    void knowsItsFormat() {
        assertThat(new StatementText(bytes("SELECT 1 FORMAT JSONEachRow SETTINGS x = 1")).format())
                .contains("JSONEachRow");
        assertThat(new StatementText(bytes("SELECT format, x FROM t")).format()).isEmpty();
    }

    @Test
    void exchangesWholeLiteralsOnly() {
        StatementText kill = new StatementText(bytes("KILL QUERY WHERE query_id IN ('a', 'ab') -- 'a'"));

        assertThat(text(kill.withLiterals(Map.of("a", "engine-id"))))
                .isEqualTo("KILL QUERY WHERE query_id IN ('engine-id', 'ab') -- 'a'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INSERT INTO t VALUES (1)            | INSERT INTO t       | Values      | (1)",
                "INSERT INTO t FORMAT CSV~1,2        | INSERT INTO t       | CSV         | 1,2",
                "INSERT INTO t (a, b) format TSV 1   | INSERT INTO t (a, b)| TSV         | 1",
                "insert into t SETTINGS x = 'VALUES' FORMAT JSON~{} | insert into t SETTINGS x = 'VALUES' | JSON | {}",
                "/* c */ INSERT INTO `values` VALUES (1) | /* c */ INSERT INTO `values` | Values | (1)",
                "INSERT INTO t (a, `format`) FORMAT CSV~x | INSERT INTO t (a, `format`) | CSV | x",
            })
    void anInsertIsParted(String sql, String statement, String format, String rows) {
        byte[] text = bytes(sql.strip().replace('~', '\n'));

        InsertText insert = InsertText.in(text, text.length).orElseThrow();

        assertThat(new String(text, 0, insert.statementEnd(), StandardCharsets.UTF_8))
                .isEqualToIgnoringWhitespace(statement);
        assertThat(insert.format()).isEqualTo(format);
        assertThat(new String(text, insert.dataStart(), text.length - insert.dataStart(), StandardCharsets.UTF_8)
                        .strip())
                .isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({"INSERT INTO t SELECT 1", "INSERT INTO t FROM INFILE 'x' FORMAT CSV", "SELECT 'INSERT INTO t VALUES'"})
    void otherStatementsAreNotPartedAsInserts(String sql) {
        assertThat(InsertText.in(bytes(sql), sql.length())).isEmpty();
    }

    @Test
    void inputBecomesAFile() {
        byte[] text = bytes("INSERT INTO t SELECT a FROM input('a Int32, b String') WHERE a > 1 FORMAT CSV\n1,x");

        InputText input = InputText.in(text).orElseThrow();

        assertThat(text(input.fromFile(text, "/dev/fd/9")))
                .isEqualTo("INSERT INTO t SELECT a FROM file('/dev/fd/9', 'CSV', 'a Int32, b String') WHERE a > 1 ");
        assertThat(new String(text, input.dataStart(), 3, StandardCharsets.UTF_8))
                .isEqualTo("1,x");
    }

    private static byte[] bytes(String sql) {
        return sql.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] sql) {
        return new String(sql, StandardCharsets.UTF_8);
    }
}
