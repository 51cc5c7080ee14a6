package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Login from the first start on, as an operator meets it, in processes of their own. */
class AccessAcceptanceTest {

    private static final Pattern LINK = Pattern.compile("http://\\S+/setup/[A-Za-z0-9_-]{43}");
    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");
    private static final String PASSWORD = "a long enough secret";

    @TempDir
    private Path folder;

    @Test
    void theLinkThatServeAndTheCommandPrintLetsTheAdministratorInAndAccountsSurviveARestart() throws Exception {
        var data = folder.resolve("data");
        var config = Files.writeString(folder.resolve("plumbline.conf"), "plumbline.access = local\n");
        try (var serve = serve(data, config)) {
            var http = serve.endpoints().getProperty("http");
            PlumblineProcess.await(
                    Duration.ofSeconds(30), () -> LINK.matcher(said(serve)).find());
            var printed = link(said(serve));
            assertThat(get(browser(), http + "/").headers().firstValue("Location"))
                    .contains("/login");
            assertThat(get(browser(), printed).statusCode()).isEqualTo(200);

            var again = link(PlumblineProcess.run(data, "access", "admin-link", "--config", config.toString()));
            assertThat(again).startsWith(http + "/setup/").isNotEqualTo(printed);
            var browser = browser();
            assertThat(post(browser, again, "login=root&password=%s&repeated=%s")
                            .statusCode())
                    .isEqualTo(303);
            assertThat(get(browser, http + "/admin/access").statusCode()).isEqualTo(200);
            assertThat(get(browser(), printed).statusCode())
                    .as("the earlier link")
                    .isEqualTo(404);
            serve.stop();
        }

        try (var serve = serve(data, config)) {
            var http = serve.endpoints().getProperty("http");
            PlumblineProcess.await(Duration.ofSeconds(30), () -> said(serve).contains("Ready."));
            assertThat(said(serve)).contains("Login       on (local)").doesNotContain("/setup/");
            assertThat(post(browser(), http + "/login", "login=root&password=%s")
                            .statusCode())
                    .isEqualTo(303);
            serve.stop();
        }
    }

    @Test
    void openIsRefusedOnAnotherAddressThanLoopback() throws Exception {
        var config = Files.writeString(
                folder.resolve("plumbline.conf"), "plumbline { access = open, http.host = \"0.0.0.0\" }\n");
        try (var serve = serve(folder.resolve("data"), config)) {
            assertThat(serve.finish(2)).contains("plumbline.access = open: only on loopback");
        }
    }

    private static PlumblineProcess serve(Path data, Path config) throws IOException {
        return PlumblineProcess.start(
                data,
                "serve",
                "--config",
                config.toString(),
                "--http-port",
                "0",
                "--kafka-port",
                "0",
                "--clickhouse-port",
                "0");
    }

    private static String said(PlumblineProcess serve) {
        try {
            return serve.output();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String link(String text) {
        var found = LINK.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    }

    private static HttpResponse<String> get(HttpClient browser, String address) throws Exception {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    /** The form of the page at the address, filled in; %s is the password. */
    private static HttpResponse<String> post(HttpClient browser, String address, String fields) throws Exception {
        var token = TOKEN.matcher(get(browser, address).body());
        assertThat(token.find()).isTrue();
        var body = fields.replace("%s", URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8)) + "&form-token="
                + token.group(1);
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return browser.send(request, BodyHandlers.ofString());
    }
}
