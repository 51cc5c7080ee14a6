package io.plumbline.dashboards.sqlconsole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.DashboardServer;
import io.plumbline.dashboards.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Somebody at the console of a server without login, as the page's script asks. */
final class Asker implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("data-token=\"([^\"]+)\"");

    final DashboardServer server;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final String token;

    /** An answer with its body read as JSON. */
    record Answer(int status, JsonNode body) {

        String error() {
            return body.path("error").asText();
        }

        String hint() {
            return body.path("hint").asText();
        }

        JsonNode cell(int row, int column) {
            return body.path("rows").path(row).path(column);
        }
    }

    Asker(Warehouse warehouse, ConsoleSettings settings) {
        this.server = DashboardServer.start(warehouse.config().withConsole(settings), 0, Warehouse.CLOCK);
        var found = TOKEN.matcher(get("/sql").body());
        if (!found.find()) {
            throw new AssertionError("The page has no token");
        }
        this.token = found.group(1);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(server.url() + path)).GET());
    }

    JsonNode json(String path) {
        return read(get(path).body());
    }

    Answer query(String sql, String... fields) {
        return ask("/data/sql/query", sql, fields);
    }

    Answer ask(String path, String sql, String... fields) {
        var response = post(path, sql, fields);
        return new Answer(response.statusCode(), read(response.body()));
    }

    /** @param fields names and values in turn */
    HttpResponse<String> post(String path, String sql, String... fields) {
        var more = IntStream.range(0, fields.length / 2)
                .mapToObj(i -> "&" + encoded(fields[2 * i]) + "=" + encoded(fields[2 * i + 1]))
                .collect(Collectors.joining());
        var body = "form-token=" + encoded(token) + (sql == null ? "" : "&sql=" + encoded(sql)) + more;
        return send(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", server.url())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + text, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
