package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.health.FreshnessLimits;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Data health, the list's filters, and the pages where the chain of a pull request leads. */
class EvidencePagesTest {

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acme().whatHappenedNext().troubles();
        server = DashboardServer.start(
                warehouse
                        .config()
                        .withFreshness(new FreshnessLimits(Duration.ofDays(1), Map.of("github", Duration.ofDays(365)))),
                0,
                Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static String text(String path) {
        var answer = Http.get(server, path);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return answer.body().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    @Test
    void theDayTableShowsThatNothingWasLost() {
        assertThat(text("/card/health-days?period=all"))
                .contains("On all 1 day the difference is 0")
                .contains("23 Jun 2025 4 4 0 0 0 1 1 0");
    }

    @Test
    void aDeliveryWithoutAnOutcomeIsADifferenceAndIsSaid() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.raw_event VALUES ('github', 'd-lost', 'push', '', 'acme/shop', '2025-06-25 09:00:00',"
                        + " map(), '{}', 1)");
        try {
            assertThat(text("/card/health-days?period=all"))
                    .contains("On 1 day something is missing", "25 Jun 2025 1 0 0 0 1");
            assertThat(text("/card/health-line")).contains("1 delivery is stored and not read yet");
        } finally {
            warehouse.run(
                    "ALTER TABLE plumbline.raw_event DELETE WHERE delivery_id = 'd-lost' SETTINGS mutations_sync = 2");
        }
    }

    @Test
    void aSourceTurnsAmberWhenItIsOlderThanItsOwnLimit() {
        assertThat(text("/card/health-sources"))
                .contains("Every source was heard of within its limit", "within its limit");

        try (var strict =
                DashboardServer.start(warehouse.config().withFreshness(FreshnessLimits.STANDARD), 0, Warehouse.CLOCK)) {
            assertThat(Http.get(strict, "/card/health-sources").body())
                    .contains("1 source is older than the limit.", "class=\"late\"", "over its limit");
        }
    }

    @Test
    void deadLettersLeadToTheirBytesAndTheCommandThatBringsThemBack() {
        assertThat(Http.get(server, "/card/health-dead-letters").body())
                .contains(
                        "1 dead letter waits", "no number in &lt;b&gt;pull_request&lt;/b&gt;", "/dead-letter/letter-1");

        var letter = Http.get(server, "/dead-letter/letter-1").body();

        assertThat(letter)
                .contains("{\"action\":&lt;script&gt;", "raw-0@12", "./plumbline import github-deliveries FILE..")
                .doesNotContain("<script>{", "<b>pull_request</b>");
        assertThat(Http.get(server, "/dead-letter/none").statusCode()).isEqualTo(404);
        assertThat(Http.get(server, "/dead-letter/%27%20OR%201").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeadLetterThatCameThroughLaterNoLongerWaits() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.ingest_outcome VALUES ('github', 'd-dead', 'pull_request', 'opened', 'acme/shop',"
                        + " '2025-07-02 09:00:00', 'mapped', 1, '', 2)");
        try {
            assertThat(text("/card/health-dead-letters")).contains("0 dead letters wait, 1 came through later");
        } finally {
            warehouse.run(
                    "ALTER TABLE plumbline.ingest_outcome DELETE WHERE delivery_id = 'd-dead' SETTINGS mutations_sync = 2");
        }
    }

    @Test
    void restatementsSecondComputationRulesAndUnknownsAreTold() {
        assertThat(text("/card/health-restatements?period=all"))
                .contains("1 cell has changed after being called final", "10 / 24 12 / 24 late events");
        assertThat(text("/card/health-second"))
                .contains("2 differences in 485 compared values, 3.0 h ago", "./plumbline reconcile");
        assertThat(text("/card/health-decisions")).contains("No directory is published", "rules-1", "365");
        assertThat(text("/card/health-quality?period=all")).contains("27 % have an unknown origin", "100 / 365");
        assertThat(text("/card/health-mail")).contains("Login is off, so nobody can subscribe");
    }

    @Test
    void browsersTellHowFastAPageWasAndThePageShowsIt() throws Exception {
        assertThat(text("/card/health-speed")).contains("No browser has told yet");
        var client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        var page = client.send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/rework"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        var token = page.replaceAll("(?s).*<meta name=\"form-token\" content=\"([^\"]+)\".*", "$1");

        assertThat(beacon(client, "page=rework&m=lcp:812&m=cls:0.0100&m=card:90&m=card:450&form-token=" + token))
                .isEqualTo(200);
        assertThat(beacon(client, "page=rework&m=lcp:1e9&m=nothing&form-token=" + token))
                .as("what no browser measures")
                .isEqualTo(400);
        assertThat(beacon(client, "page=rework&m=lcp:99999&form-token=forged")).isEqualTo(403);

        assertThat(text("/card/health-speed"))
                .contains("Every measure is within its budget")
                .contains("Largest contentful paint rework 812 ms 1200 ms")
                .contains("450 ms 500 ms 50 % ≤ 200 ms, 50 % ≤ 500 ms");
    }

    private static int beacon(HttpClient client, String form) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(URI.create(server.url() + "/data/ui-speed"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    @Test
    void theListFiltersByWhatBecameOfItBySizeWorkAndStrengthOfEvidence() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.pull_request SELECT * REPLACE ('fix' AS task_type, ['api', 'auth'] AS areas, 2 AS"
                        + " version) FROM plumbline.pull_request FINAL WHERE repo = 'acme/docs'");

        assertThat(text("/pulls?period=all&after21=corrected")).contains("1 pull request;", "corrected");
        assertThat(text("/pulls?period=all&after21=reverted")).contains("1 pull request;");
        assertThat(text("/pulls?period=all&after21=incident")).contains("1 pull request;", "in an incident");
        assertThat(text("/pulls?period=all&size=small")).contains("1 pull request;", ", small");
        assertThat(text("/pulls?period=all&size=unknown")).contains("364 pull requests;");
        assertThat(text("/pulls?period=all&task=fix")).contains("5 pull requests;", "fix: api, auth");
        assertThat(text("/pulls?period=all&area=auth")).contains("5 pull requests;");
        assertThat(text("/pulls?period=all&tier=none")).contains("100 pull requests;");
        assertThat(text("/pulls?period=all&tier=likely&origin=ai")).contains("225 pull requests;");
        assertThat(text("/pulls?period=all&tier=strong")).contains("0 pull requests;");
        assertThat(Http.get(server, "/pulls?after21=gone").statusCode()).isEqualTo(400);
        assertThat(Http.get(server, "/data/pull-requests.json?period=all&size=enormous")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void pagesOfTheListNeitherRepeatNorHideAnything() {
        var seen = new java.util.ArrayList<String>();
        var path = "/pulls?period=all";
        for (int page = 0; page < 8 && path != null; page++) {
            var body = Http.get(server, path).body();
            var links = java.util.regex.Pattern.compile("class=\"pr\" href=\"([^\"]+)\"")
                    .matcher(body);
            while (links.find()) {
                seen.add(links.group(1));
            }
            var next = java.util.regex.Pattern.compile("href=\"([^\"]+)\" rel=\"next\"")
                    .matcher(body);
            path = next.find() ? next.group(1).replace("&amp;", "&") : null;
        }

        assertThat(seen).hasSize(365).doesNotHaveDuplicates();
    }

    @Test
    void anIncidentShowsItsLifeItsCandidatesWithSharesAndItsPayloads() {
        var page = Http.get(server, "/incident/pagerduty/Q1").body();

        assertThat(page)
                .contains(
                        "shop: login &lt;b&gt;fails&lt;/b&gt;",
                        "One candidate of tier L2.",
                        "rolled back 2.0 h after",
                        "50 %")
                .contains("href=\"/pr/github/acme/shop/7\"", "href=\"/deployment/github/acme/shop/5\"")
                .contains("href=\"/raw/pagerduty/d-incident\"", "login &lt;b&gt;fails")
                .doesNotContain("<b>fails");
        assertThat(Http.get(server, "/incident/pagerduty/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeploymentShowsWhatItCarriedAndWhatWasLaidToIt() {
        var page = Http.get(server, "/deployment/github/acme/shop/5").body();

        assertThat(page)
                .contains("Deployment 5 to production", "1 pull request, 1 of them for the first time in production.")
                .contains(
                        "href=\"/pr/github/acme/shop/7\"",
                        "href=\"/incident/pagerduty/Q1\"",
                        "/raw/github/d-deployment");
        assertThat(Http.get(server, "/deployment/github/acme/shop/6").statusCode())
                .isEqualTo(404);
    }

    @Test
    void thePullRequestLeadsToItsDeploymentAndIncidentAndCountsEverywhere() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(page).contains("href=\"/deployment/github/acme/shop/5\"", "href=\"/incident/pagerduty/Q1\"");
        assertThat(page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "))
                .as("what rests on other facts than its own")
                .contains("counted from its comments, files and incidents")
                .contains("0.50 / 1")
                .contains("no votes known");
    }

    @Test
    void cardsAndChartsAreNotSentTwiceWhileNothingChanges() {
        for (var path : java.util.List.of("/card/measure-corrective-21d", "/data/measure-corrective-21d-trend.json")) {
            var first = Http.get(server, path);
            var tag = first.headers().firstValue("ETag").orElseThrow();

            var again = Http.get(server, path, "If-None-Match", tag);

            assertThat(again.statusCode()).as(path).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
        }
        assertThat(Http.get(server, "/card/health-line").headers().firstValue("ETag"))
                .as("ages grow by themselves")
                .isEmpty();
    }

    @Test
    void graveIncidentsAreMarkedInEveryWeeklyChart() {
        assertThat(Http.get(server, "/data/measure-corrective-21d-trend.json?period=all")
                        .body())
                .contains("\"annotations\":[{\"day\":\"2025-07-04\",\"kind\":\"incident\",\"label\":\"Incident\"")
                .contains("\"href\":\"/incident/pagerduty/Q1\"");
    }
}
