package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.web.Security;
import io.plumbline.testing.TestServices;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every page: headers, evidence, static files, trouble, and the way a browser asks. */
class PagesTest {

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acme();
        server = DashboardServer.start(warehouse.config().withBanner("Demo data"), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/pulls", "/pr/github/acme/shop/7", "/raw/github/d-review", "/definitions", "/no-such-page"
            })
    void everyPageHasTheStrictHeadersAndNoInlineCode(String path) {
        var answer = Http.get(server, path);

        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .contains("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
                        + " connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none';"
                        + " base-uri 'none'")
                .contains(Security.CONTENT_SECURITY_POLICY);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
        assertThat(answer.headers().firstValue("Permissions-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body())
                .startsWith("<!DOCTYPE html>")
                .contains("Demo data")
                .doesNotContain("style=")
                .doesNotContainPattern("<style|\\son[a-z]+=|javascript:|<script>");
        assertThat(answer.body())
                .as("no address elsewhere but the link to the forge")
                .doesNotContainPattern("(src|href)=\"(https?:)?//(?!github\\.com)");
    }

    @Test
    void payloadPageShowsHeadersOutcomeAndIndentedJson() {
        var page = Http.get(server, "/raw/github/d-opened").body();

        assertThat(page).contains("X-GitHub-Event", "mapped, 1 event", "\"number\" : 7", "/pr/github/acme/shop/7");
    }

    @Test
    void whatIsNotStoredIsNotFound() {
        assertThat(Http.get(server, "/pr/github/acme/shop/999").statusCode()).isEqualTo(404);
        assertThat(Http.get(server, "/pr/github/acme/shop/x").body()).contains("No such pull request here");
        assertThat(Http.get(server, "/raw/github/nope").statusCode()).isEqualTo(404);
        assertThat(Http.get(server, "/no-such-page").body()).contains("There is no such page");
    }

    @Test
    void payloadsCanBeHidden() {
        try (var closed = DashboardServer.start(warehouse.config().withRawPayloads(false), 0, Warehouse.CLOCK)) {
            assertThat(Http.get(closed, "/raw/github/d-opened").statusCode()).isEqualTo(403);
            assertThat(Http.get(closed, "/pr/github/acme/shop/7").body()).doesNotContain("/raw/github");
        }
    }

    @Test
    void readingRightsAreEnough() {
        try (var reader = DashboardServer.start(warehouse.readOnlyConfig(), 0, Warehouse.CLOCK)) {
            assertThat(Http.get(reader, "/").statusCode()).isEqualTo(200);
            assertThat(Http.get(reader, "/card/acceptance").body()).contains("130 / 200");
            assertThat(Http.get(reader, "/card/key-figures").statusCode()).isEqualTo(200);
            assertThat(Http.get(reader, "/card/impact-last-mile").statusCode()).isEqualTo(200);
            assertThat(Http.get(reader, "/pr/github/acme/shop/7").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void staticFilesAreHashedCachedAndZipped() {
        var path = Pattern.compile("/static/[0-9a-f]{12}/app\\.css")
                .matcher(Http.get(server, "/definitions").body());
        assertThat(path.find()).isTrue();

        var file = Http.get(server, path.group());
        var zipped = Http.get(server, path.group(), "Accept-Encoding", "gzip");

        assertThat(file.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(file.body()).contains("--accent");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(Http.get(server, "/static/000000000000/app.css").statusCode())
                .isEqualTo(404);
    }

    @Test
    void onlyThePagesThatDrawLoadTheChartLibrary() {
        assertThat(Http.get(server, "/").body()).contains("echarts.js");
        assertThat(Http.get(server, "/pulls").body()).doesNotContain("echarts.js");
    }

    @Test
    void clickHouseAwayIsSaidInsideTheShell() {
        var config = DashboardsConfig.local(
                "jdbc:clickhouse://127.0.0.1:1/default",
                TestServices.clickHouse().user(),
                "",
                Warehouse.ZONE);
        try (var lonely = DashboardServer.start(config, 0, Warehouse.CLOCK)) {

            var page = Http.get(lonely, "/?tool=cursor");
            var data = Http.get(lonely, "/data/acceptance-trend.json");

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Retry-After")).contains("5");
            assertThat(page.body())
                    .contains(
                            "ClickHouse does not answer", "refused", "href=\"/?tool=cursor\"", "Retry", "Definitions");
            assertThat(data.statusCode()).isEqualTo(503);
            assertThat(data.body()).startsWith("{\"error\":");
            assertThat(Http.get(lonely, "/definitions").statusCode())
                    .as("needs no database")
                    .isEqualTo(200);
        }
    }

    @Test
    void htmxGetsTheAddressWithoutEmptyFields() {
        var answer = Http.get(server, "/?from=&to=&repo=&tool=cursor&team=", "HX-Request", "true");

        assertThat(answer.headers().firstValue("HX-Push-Url")).contains("/?tool=cursor");
    }

    @Test
    void passwordsDoNotAppearInText() {
        assertThat(warehouse.config().toString())
                .doesNotContain(TestServices.clickHouse().password());
    }

    @Test
    void thePublicViewShowsPeopleAsPseudonymsAndSharesWithTheirBounds() throws SQLException {
        assertThat(warehouse.ask(
                        "SELECT groupArray(reviewer) FROM (SELECT reviewer FROM mart.suggestion ORDER BY comment_id)"))
                .isEqualTo("['coderabbitai[bot]', 'p-1', 'coderabbitai[bot]']");
        assertThat(warehouse.ask(
                        "SELECT concat(toString(comments), ' ', toString(tier_a), ' ', toString(decided_count), ' ',"
                                + " toString(round(wilson_lower_95 * 100, 2)), ' ', sample_guard) FROM"
                                + " mart.suggestion_acceptance WHERE reviewer_tool = 'coderabbit'"))
                .isEqualTo("1 1 1 20.65 hidden");
    }
}
