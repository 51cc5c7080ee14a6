package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions made on the pages of a running Plumbline reach the facts, like those of the command line. */
class PageDecisionAcceptanceTest {

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");
    private static final String DIRECTORY = """
            organisation: acme
            teams:
              - { id: core, name: Core, members: [{ login: ada, id: 11, name: Ada Marl, from: 2026-01-05 }] }
            """;

    @TempDir
    private Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private String url;

    @Test
    void whatIsDecidedOnAPageIsSeenInFactsAndRestated() throws Exception {
        var data = folder.resolve("data");
        var deliveries = Files.writeString(
                folder.resolve("deliveries.ndjson"), opened(1, "ada", 11) + opened(2, "ada-work", 12));
        try (var serve = PlumblineProcess.start(
                data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0")) {
            url = serve.endpoints().getProperty("http");
            PlumblineProcess.run(data, "import", "github-deliveries", deliveries.toString(), "--wait");

            assertThat(post(
                            "/pr/github/acme/shop/1",
                            "/pr/github/acme/shop/1/origin",
                            "origin",
                            "ai_agent",
                            "tool",
                            "cursor",
                            "reason",
                            "Said so"))
                    .contains("Your decision is kept");
            awaitRow(
                    data,
                    "SELECT origin, tool, overridden_by FROM plumbline.pull_request FINAL WHERE number = 1",
                    "ai_agent\tcursor\tsomebody at this machine");
            assertThat(post(
                            "/pr/github/acme/shop/1",
                            "/pr/github/acme/shop/1/origin",
                            "origin",
                            "human",
                            "reason",
                            "x"))
                    .contains("An origin is");

            assertThat(post("/admin", "/admin/directory/preview", "yaml", DIRECTORY))
                    .contains("+ team core", "+ member github:11 in core from 2026-01-05", "Nothing is published yet");
            awaitRow(data, "SELECT count() FROM plumbline.pull_request FINAL WHERE team = 'core'", "0");
            assertThat(post("/admin", "/admin/directory/preview", "yaml", "teams: core\nzoone: UTC\n"))
                    .contains("line 1, teams: expected a list", "zoone");
            assertThat(post("/admin", "/admin/directory/publish", "yaml", DIRECTORY, "reason", "Core is new"))
                    .contains("Decided.");
            awaitRow(data, "SELECT count() FROM plumbline.pull_request FINAL WHERE team = 'core'", "1");

            assertThat(post(
                            "/admin",
                            "/admin/identity/merge",
                            "accounts",
                            "github:ada github:#12",
                            "reason",
                            "Both mine"))
                    .contains("github:#12: (itself) -");
            awaitRow(data, "SELECT count() FROM plumbline.pull_request FINAL WHERE team = 'core'", "2");
            awaitPage("/admin", "Ada Marl (github:11)");
            assertThat(get("/admin")).contains("github:#12 = github:ada", "from 5 Jan 2026", "Attribution rules");
            var link = get("/admin").replaceAll("(?s).*name=\"link\" value=\"([^\"]+)\".*", "$1");
            post("/admin", "/admin/identity/undo", "link", link, "reason", "Not mine");
            awaitRow(data, "SELECT count() FROM plumbline.pull_request FINAL WHERE team = 'core'", "1");

            post("/pr/github/acme/shop/1", "/pr/github/acme/shop/1/origin", "origin", "rules", "reason", "They see it");
            awaitRow(data, "SELECT origin FROM plumbline.pull_request FINAL WHERE number = 1", "unknown");
            assertThat(PlumblineProcess.run(data, "reconcile")).contains("No difference");
            assertThat(PlumblineProcess.run(
                            data,
                            "sql",
                            "SELECT DISTINCT team FROM mart.pull_request ORDER BY team",
                            "--format",
                            "TSV"))
                    .as("one or two people are no team to name")
                    .isEqualTo("small teams\n\\N\n");
            assertThat(viewsThatSay(data, "ada"))
                    .as("a login, a name or an address in mart.*")
                    .isEmpty();
            serve.stop();
        }
    }

    /** Names of columns of mart in which the word stands, in any row. */
    private static String viewsThatSay(Path data, String word) throws Exception {
        var asked = PlumblineProcess.run(
                        data,
                        "sql",
                        "SELECT concat('SELECT DISTINCT concat(\\'', table, '.\\', p.1) AS place FROM (SELECT arrayJoin([',"
                                + " arrayStringConcat(groupArray(concat('(\\'', name, '\\', lower(toString(', name, ')))')), ', '),"
                                + " ']) AS p FROM mart.', table, ') WHERE match(p.2, \\'(^|[^a-z])"
                                + word
                                + "([^a-z]|$)\\')') FROM system.columns WHERE database = 'mart'"
                                + " AND table != 'line_rework_within' AND (type LIKE '%String%') GROUP BY table ORDER BY table",
                        "--format",
                        "TSVRaw")
                .strip()
                .lines()
                .collect(java.util.stream.Collectors.joining(" UNION ALL "));
        assertThat(asked).contains("mart.identity_link", "mart.event", "mart.config_entry");
        return PlumblineProcess.run(data, "sql", asked, "--format", "TSV");
    }

    private String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Sends a form from a page and follows where it leads. */
    private String post(String page, String path, String... fields) throws IOException, InterruptedException {
        var token = TOKEN.matcher(get(page));
        assertThat(token.find()).as("a form on " + page).isTrue();
        var body = new StringBuilder("form-token=" + encoded(token.group(1)));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", url)
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 303
                ? get(answer.headers().firstValue("Location").orElseThrow().replace(url, ""))
                : answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void awaitPage(String path, String text) throws InterruptedException {
        PlumblineProcess.await(Duration.ofSeconds(60), () -> {
            try {
                return get(path).contains(text);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void awaitRow(Path data, String sql, String row) throws Exception {
        var seen = new String[1];
        PlumblineProcess.await(Duration.ofSeconds(90), () -> {
            try {
                seen[0] = PlumblineProcess.run(data, "sql", sql, "--format", "TSV");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return seen[0].equals(row + "\n");
        });
        assertThat(seen[0]).as(sql).isEqualTo(row + "\n");
    }

    private static String opened(int number, String login, long id) {
        var at = "2026-03-0" + number + "T10:00:00Z";
        var payload =
                ("{\"action\":\"opened\",\"number\":%d,\"pull_request\":{\"id\":%d,\"number\":%d,\"title\":\"A change\","
                                + "\"state\":\"open\",\"user\":{\"login\":\"%s\",\"id\":%d,\"type\":\"User\"},\"created_at\":\"%s\","
                                + "\"updated_at\":\"%s\",\"draft\":false,\"head\":{\"ref\":\"fix\",\"sha\":\"a\"},\"base\":{\"ref\":\"main\"}},"
                                + "\"repository\":{\"full_name\":\"acme/shop\",\"id\":7},\"sender\":{\"login\":\"%s\",\"id\":%d,\"type\":\"User\"}}")
                        .formatted(number, number, number, login, id, at, at, login, id);
        return "{\"guid\":\"d%d\",\"event\":\"pull_request\",\"delivered_at\":\"%s\",\"request\":{\"payload\":%s}}\n"
                .formatted(number, at, payload);
    }
}
