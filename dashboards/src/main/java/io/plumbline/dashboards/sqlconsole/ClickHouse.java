package io.plumbline.dashboards.sqlconsole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/**
 * ClickHouse's HTTP interface, asked as the console's user.
 *
 * <p>Failure semantics: what ClickHouse refuses is a {@link RefusedException} in its own words with a hint. Nothing is
 * retried.
 */
final class ClickHouse {

    /** ClickHouse keeps so much back, so that an error among the first rows is an error and not half an answer. */
    private static final int HOLD_BACK = 4 << 20;

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int LONGEST_REASON = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("^Code: (\\d+)\\. DB::Exception: (.*)$", Pattern.DOTALL);
    private static final Pattern VERSION = Pattern.compile("\\s*\\(version [^()]*(\\([^()]*\\))?[^()]*\\)\\s*$");

    private final ConsoleSettings settings;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    ClickHouse(ConsoleSettings settings) {
        this.settings = settings;
    }

    /**
     * How an answer is wanted.
     *
     * @param limit most rows of a plain SELECT; a UNION may give more, so the reader counts as well
     * @param whole nothing is sent before the query has ended, so that the numbers in the headers are final
     */
    record Wanted(String format, long limit, boolean whole) {}

    CompletableFuture<HttpResponse<InputStream>> ask(Question question, String sql, Wanted wanted) {
        var url = new StringBuilder(base())
                .append("?database=mart&query_id=")
                .append(encoded(question.id()))
                .append("&default_format=")
                .append(wanted.format())
                .append("&limit=")
                .append(wanted.limit())
                .append("&max_execution_time=")
                .append(settings.longest().toSeconds())
                .append("&buffer_size=")
                .append(HOLD_BACK);
        if (wanted.whole()) {
            url.append("&wait_end_of_query=1");
        }
        question.parameters()
                .forEach((name, value) ->
                        url.append("&param_").append(encoded(name)).append('=').append(encoded(escaped(value))));
        return client.sendAsync(
                request(url.toString())
                        .timeout(settings.longest().plus(GRACE))
                        .POST(BodyPublishers.ofString(sql))
                        .build(),
                BodyHandlers.ofInputStream());
    }

    /** Ends a query of ours; an unknown one is left alone. */
    void kill(String queryId) {
        client.sendAsync(
                        request(base() + "?query_id=" + encoded("kill-" + queryId))
                                .timeout(GRACE)
                                .POST(BodyPublishers.ofString("KILL QUERY WHERE query_id = '" + queryId + "' ASYNC"))
                                .build(),
                        BodyHandlers.discarding())
                .exceptionally(failure -> null);
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("X-ClickHouse-User", settings.user())
                .header("X-ClickHouse-Key", settings.password())
                .header("Content-Type", "text/plain; charset=utf-8");
    }

    private String base() {
        var url = settings.url().toString();
        return url.endsWith("/") ? url : url + "/";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Values of parameters arrive in ClickHouse's escaped text. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    /** @throws RefusedException unless the answer is rows */
    static HttpResponse<InputStream> checked(HttpResponse<InputStream> answer) throws RefusedException, IOException {
        if (answer.statusCode() == HttpStatus.OK.getCode()) {
            return answer;
        }
        try (var body = answer.body()) {
            throw refused(new String(body.readNBytes(LONGEST_REASON * 4), StandardCharsets.UTF_8));
        }
    }

    /** @param text as ClickHouse words errors, {@code Code: 60. DB::Exception: ..} */
    static RefusedException refused(String text) {
        var plain = VERSION.matcher(text.strip()).replaceFirst("").strip();
        var parts = CODE.matcher(plain);
        int code = parts.matches() ? Integer.parseInt(parts.group(1)) : 0;
        var message = parts.matches() ? parts.group(2) : plain;
        return new RefusedException(
                HttpStatus.BAD_REQUEST,
                message.length() > LONGEST_REASON ? message.substring(0, LONGEST_REASON) + ".." : message,
                hint(code));
    }

    private static String hint(int code) {
        return switch (code) {
            case 62 -> "The statement does not parse there; look at what stands just before.";
            case 60, 81 -> "The schema beside the editor lists the views there are.";
            case 47, 16 -> "The schema beside the editor lists the columns of each view.";
            case 159 -> "It took longer than one query may: narrow the period, or ask for sums instead of rows.";
            case 241 -> "It needs more memory than one query may: group by fewer columns, or narrow the period.";
            case 243, 1001 -> "It needs more disk than one query may: narrow the period.";
            case 306, 167, 168, 36 -> "The statement nests or repeats too deep: simplify it.";
            case 394 -> "It was cancelled.";
            case 396 -> "The result is larger than one may be: ask for fewer rows or columns.";
            case 456 -> "Give each {name:Type} of the statement a value, as param_name.";
            case 457 -> "The value does not fit the parameter's type.";
            case 164, 497 -> "Reading the views of database mart is all that can be done here.";
            default -> "";
        };
    }

    /** What a finished query did, as the answer's header says; zeros while it is still running. */
    static JsonNode summary(HttpResponse<?> answer) {
        try {
            return JSON.readTree(
                    answer.headers().firstValue("X-ClickHouse-Summary").orElse("{}"));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
