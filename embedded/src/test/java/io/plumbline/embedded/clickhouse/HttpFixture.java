package io.plumbline.embedded.clickhouse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded engine seen with nothing but an HTTP client. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class HttpFixture {
    @TempDir
    static Path directory;

    static EmbeddedClickHouse clickHouse;
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() {
        clickHouse = EmbeddedClickHouse.start(directory, 0);
    }

    @AfterAll
    static void stop() {
        clickHouse.close();
    }

    /** One request; without {@link #asPipeline()} it carries no credentials, like a bare curl. */
    static final class Ask {
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private String path = "/";

        static Ask at(String path) {
            Ask ask = new Ask();
            ask.path = path;
            return ask;
        }

        static Ask with(String... parameters) {
            Ask ask = new Ask();
            for (int i = 0; i < parameters.length; i += 2) {
                ask.parameters.put(parameters[i], parameters[i + 1]);
            }
            return ask;
        }

        Ask asPipeline() {
            return as(clickHouse.pipelineUser(), clickHouse.pipelinePassword());
        }

        Ask as(String user, String password) {
            String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            return header("Authorization", "Basic " + token);
        }

        Ask header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        HttpResponse<String> get() throws IOException, InterruptedException {
            return send("GET", HttpRequest.BodyPublishers.noBody());
        }

        HttpResponse<String> post(String body) throws IOException, InterruptedException {
            return send("POST", HttpRequest.BodyPublishers.ofString(body));
        }

        HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
            return send("POST", HttpRequest.BodyPublishers.ofByteArray(body));
        }

        HttpResponse<String> send(String method, HttpRequest.BodyPublisher body)
                throws IOException, InterruptedException {
            return CLIENT.send(request(method, body), HttpResponse.BodyHandlers.ofString());
        }

        HttpResponse<byte[]> postForBytes(String body) throws IOException, InterruptedException {
            return CLIENT.send(
                    request("POST", HttpRequest.BodyPublishers.ofString(body)),
                    HttpResponse.BodyHandlers.ofByteArray());
        }

        HttpRequest request(String method, HttpRequest.BodyPublisher body) {
            StringBuilder query = new StringBuilder();
            parameters.forEach((name, value) -> query.append(query.isEmpty() ? "?" : "&")
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(clickHouse.httpUrl() + path + query));
            headers.forEach(request::header);
            return request.method(method, body).build();
        }
    }

    static String select(String sql) throws IOException, InterruptedException {
        return Ask.with().post(sql).body();
    }

    static void pipeline(String sql) throws IOException, InterruptedException {
        HttpResponse<String> answer = Ask.with().asPipeline().post(sql);
        if (answer.statusCode() != 200) {
            throw new AssertionError(sql + ": " + answer.body());
        }
    }

    static Socket raw(String text) throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), clickHouse.httpUrl().getPort());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return socket;
    }

    interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Ends with the test's timeout. */
    static void await(Condition condition) throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.holds()) {
            if (never.await(20, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
