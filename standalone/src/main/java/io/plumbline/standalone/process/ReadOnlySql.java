package io.plumbline.standalone.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Statements to an attached ClickHouse, as its read-only user. */
public final class ReadOnlySql {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReadOnlySql() {}

    /**
     * @param format any output format of ClickHouse
     * @return the answer, to be closed
     * @throws ProcessException with what ClickHouse said when it refused
     */
    public static InputStream run(Attachment attachment, String sql, String format)
            throws IOException, InterruptedException {
        var base = attachment.clickHouse();
        var uri = URI.create(base + (base.getPath().endsWith("/") ? "" : "/") + "?default_format="
                + URLEncoder.encode(format, StandardCharsets.UTF_8)
                + (attachment.mustForceReadOnly() ? "&readonly=1" : ""));
        var request = HttpRequest.newBuilder(uri)
                .header("X-ClickHouse-User", attachment.readOnlyUser())
                .header("X-ClickHouse-Key", attachment.readOnlyPassword())
                .POST(BodyPublishers.ofString(sql))
                .build();
        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            try (var body = response.body()) {
                throw new ProcessException(new String(body.readAllBytes(), StandardCharsets.UTF_8).strip());
            }
        }
        return response.body();
    }

    /** Each row as an object. */
    public static List<JsonNode> rows(Attachment attachment, String sql) throws IOException, InterruptedException {
        try (var answer = run(attachment, sql, "JSONEachRow");
                var values = JSON.readerFor(JsonNode.class).<JsonNode>readValues(answer)) {
            var rows = new ArrayList<JsonNode>();
            values.forEachRemaining(rows::add);
            return rows;
        }
    }
}
