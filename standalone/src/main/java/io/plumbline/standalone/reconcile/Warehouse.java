package io.plumbline.standalone.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * ClickHouse over its HTTP interface, with results as streams: a repository's raw events may be larger than the heap.
 *
 * <p>Failure semantics: every call throws {@link ReconcileException} with ClickHouse's own message.
 */
public final class Warehouse {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Map<String, String> SETTINGS = Map.of(
            "join_use_nulls", "1",
            "output_format_json_quote_64bit_integers", "0");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final String user;
    private final String password;

    /** @param user may insert into {@code plumbline.reconcile_*} */
    public Warehouse(URI base, String user, String password) {
        this.base = base;
        this.user = user;
        this.password = password;
    }

    /** The answer as ClickHouse sends it; the caller closes it. */
    InputStream open(String sql, Map<String, String> parameters) {
        var query = new StringBuilder();
        SETTINGS.forEach((name, value) -> append(query, name, value));
        parameters.forEach((name, value) -> append(query, "param_" + name, value));
        var text = base.toString();
        var request = HttpRequest.newBuilder(
                        URI.create((text.endsWith("/") ? text : text + "/") + "?" + query.substring(1)))
                .header("X-ClickHouse-User", user)
                .header("X-ClickHouse-Key", password)
                .POST(BodyPublishers.ofString(sql))
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                try (var body = response.body()) {
                    throw new ReconcileException("ClickHouse at " + base + " answered: "
                            + new String(body.readAllBytes(), StandardCharsets.UTF_8).strip());
                }
            }
            return response.body();
        } catch (IOException e) {
            throw new ReconcileException("ClickHouse at " + base + " cannot be reached: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReconcileException("Interrupted while waiting for ClickHouse", e);
        }
    }

    void each(String sql, Map<String, String> parameters, Consumer<JsonNode> row) {
        try (var lines = new BufferedReader(
                new InputStreamReader(open(sql + "\nFORMAT JSONEachRow", parameters), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                row.accept(json.readTree(line));
            }
        } catch (IOException e) {
            throw new ReconcileException("ClickHouse's answer broke off: " + e.getMessage(), e);
        }
    }

    List<JsonNode> rows(String sql, Map<String, String> parameters) {
        var rows = new ArrayList<JsonNode>();
        each(sql, parameters, rows::add);
        return rows;
    }

    void insert(String table, Collection<? extends Map<String, ?>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        var body = new StringBuilder("INSERT INTO " + table + " FORMAT JSONEachRow\n");
        try {
            for (var row : rows) {
                body.append(json.writeValueAsString(row)).append('\n');
            }
            open(body.toString(), Map.of()).close();
        } catch (IOException e) {
            throw new ReconcileException("Cannot insert into " + table + ": " + e.getMessage(), e);
        }
    }

    /** A list of texts as SQL has it. */
    static String list(Collection<String> texts) {
        return texts.stream()
                .map(text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
