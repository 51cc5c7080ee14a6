package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUsersTest extends HttpFixture {
    private static final String WRITE = "CREATE TABLE IF NOT EXISTS written (n Int32) ENGINE = Memory";

    @Test
    void thePipelineUserComesInThreeWays() throws Exception {
        String user = clickHouse.pipelineUser();
        String password = clickHouse.pipelinePassword();

        assertThat(Ask.with().as(user, password).post(WRITE).statusCode()).isEqualTo(200);
        assertThat(Ask.with("user", user, "password", password).post(WRITE).statusCode())
                .isEqualTo(200);
        assertThat(Ask.with()
                        .header("X-ClickHouse-User", user)
                        .header("X-ClickHouse-Key", password)
                        .post(WRITE)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void nobodyAndDefaultAndTheAnalystMayRead() throws Exception {
        for (Ask ask :
                new Ask[] {Ask.with(), Ask.with().as("default", ""), Ask.with().as("analyst", "")}) {
            assertThat(ask.post("SELECT 1").body()).isEqualTo("1\n");
            HttpQueryTest.assertError(ask.post(WRITE), 500, 164, "analyst: Cannot execute query in readonly mode.");
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        String[][] wrong = {
            {clickHouse.pipelineUser(), "guess"}, {clickHouse.pipelineUser(), ""}, {"analyst", "x"}, {"nobody", ""}
        };
        for (String[] credentials : wrong) {
            HttpQueryTest.assertError(
                    Ask.with().as(credentials[0], credentials[1]).post("SELECT 1"), 403, 516, "AUTHENTICATION_FAILED");
        }
    }

    @Test
    void thePasswordIsKeptWhereOnlyTheOwnerReadsIt() throws Exception {
        Path file = directory.resolve("clickhouse.password");

        assertThat(Files.readString(file).strip())
                .isEqualTo(clickHouse.pipelinePassword())
                .hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    /** A web page can make a browser send these; it cannot make it send a password. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: rebound.example\r\n",
                "Host: 127.0.0.1.example\r\n",
                "Host: localhost\r\nOrigin: https://page.example\r\n",
                "Host: localhost\r\nOrigin: null\r\n",
            })
    void requestsOfWebPagesAreRefused(String headers) throws Exception {
        assertThat(statusLine("GET /?query=SELECT+1 HTTP/1.1\r\n" + headers + "\r\n"))
                .contains(" 403 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: localhost:1\r\n", "Host: 127.0.0.1\r\n", "Host: [::1]\r\nOrigin: http://localhost:3\r\n"})
    void requestsUnderALoopbackNameAreAnswered(String headers) throws Exception {
        assertThat(statusLine("GET /?query=SELECT+1 HTTP/1.1\r\n" + headers + "\r\n"))
                .contains(" 200 ");
    }

    @Test
    void noOtherInterfaceIsListenedOn() throws Exception {
        assertThat(clickHouse.httpUrl().getHost()).isEqualTo("127.0.0.1");
        assertThat(Ask.with().post("SELECT 1").headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    private static String statusLine(String request) throws Exception {
        try (Socket socket = raw(request)) {
            byte[] answer = socket.getInputStream().readNBytes(20);
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }
}
