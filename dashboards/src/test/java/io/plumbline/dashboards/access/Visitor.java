package io.plumbline.dashboards.access;

import io.plumbline.dashboards.DashboardServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A browser without a window: keeps cookies, reads form tokens, follows nothing by itself. */
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"form-token\" value=\"([^\"]+)\"");

    final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final DashboardServer server;

    Visitor(DashboardServer server) {
        this.server = server;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(HttpRequest.newBuilder(address(path)).GET(), headers);
    }

    private URI address(String path) {
        return URI.create(path.startsWith("http") ? path : server.url() + path);
    }

    /** As a browser would from a page of the same server. */
    HttpResponse<String> post(String path, String token, String... fields) {
        return post(path, new String[] {"Origin", server.url(), "Sec-Fetch-Site", "same-origin"}, token, fields);
    }

    /** @param fields names and values in turn */
    HttpResponse<String> post(String path, String[] headers, String token, String... fields) {
        var body = IntStream.range(0, fields.length / 2)
                .mapToObj(i -> encoded(fields[2 * i]) + "=" + encoded(fields[2 * i + 1]))
                .collect(Collectors.joining("&"));
        var all = token == null ? body : body + (body.isEmpty() ? "" : "&") + "form-token=" + encoded(token);
        return send(
                HttpRequest.newBuilder(address(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(all)),
                headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Of the first form of a page. */
    String token(String path) {
        return tokenOf(get(path));
    }

    static String tokenOf(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("No form at " + page.uri() + ": " + page.statusCode() + " " + page.body());
        }
        return found.group(1);
    }

    HttpResponse<String> login(String login, String password) {
        return login(login, password, "/");
    }

    HttpResponse<String> login(String login, String password, String next) {
        return post("/login", token("/login"), "login", login, "password", password, "next", next);
    }

    /** Null when there is none. */
    HttpCookie cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    String session() {
        return cookie("plumbline-session") == null
                ? null
                : cookie("plumbline-session").getValue();
    }

    void plant(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setDomain("127.0.0.1");
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(server.url()), cookie);
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
