package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.web.Security;
import io.plumbline.testing.TestServices;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages and data addresses answer over HTTP, for a small organisation. */
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
    void overviewShowsCountsSharesAndIntervalsOfTheStoredRows() {
        var page = Http.get(server, "/card/acceptance").body();

        assertThat(page).contains("OpenAI Codex", "130 / 200", "65.00 %, 95 % interval 58.16–71.27 %");
        assertThat(page).contains("130 / 170").as("merged of merged and closed").contains("76.47 %");
        assertThat(page).as("20 are weak").contains("12 / 20", "small sample");
        assertThat(page).as("5 are not shown as a share").contains("n &lt; 10", "3 / 5");
        assertThat(page)
                .contains("For comparison".toLowerCase(java.util.Locale.ROOT), "Automation bots", "Origin unknown");
        assertThat(Http.get(server, "/card/tiles").body()).contains("365", "of 365 opened");
    }

    @Test
    void overviewComparesFindingsPerPullRequestAndPerLineWithTheirSpread() {
        var page = Http.get(server, "/card/findings").body();

        assertThat(page).contains("What do AI reviewers find?", "Security and privacy", "Severity unstated");
        assertThat(page).as("no sort that nobody found").doesNotContain("Stability and availability");
        assertThat(page)
                .contains("No detectable difference per pull request")
                .contains("quasi-Poisson")
                .contains("Definition of Findings of AI reviewers per 100 pull requests")
                .contains("42 in 191", "24 in 80");
    }

    @Test
    void withoutAnAiReviewerNothingIsSaidOfTheCode() {
        var page =
                Http.get(server, "/card/findings?from=2025-07-28&to=2025-08-03").body();

        assertThat(page).contains("No AI reviewer looked at a pull request", "That says nothing about the code");
    }

    @Test
    void sharesOfThePageAreThoseOfThePublicView() throws SQLException {
        var fromView = warehouse.ask(
                "SELECT concat(toString(round(ratio * 100, 2)), ' ', toString(round(wilson_lower_95 * 100, 2)), ' ',"
                        + " toString(round(wilson_upper_95 * 100, 2))) FROM mart.acceptance WHERE tool = 'openai-codex'"
                        + " AND metric_id = 'merged_closed'");

        var csv = Http.get(server, "/data/acceptance.csv?period=all").body();

        var line = csv.lines()
                .filter(text -> text.startsWith("OpenAI Codex,merged_closed"))
                .findFirst()
                .orElseThrow()
                .split(",");
        assertThat(String.format(
                        "%.2f %.2f %.2f", Double.valueOf(line[4]), Double.valueOf(line[5]), Double.valueOf(line[6])))
                .isEqualTo(fromView);
    }

    @Test
    void shownSqlIsTheStatementThatWasRun() throws SQLException {
        var sql = Http.get(server, "/data/acceptance.sql?repo=acme/shop&from=2025-06-01&to=2025-08-10")
                .body();

        var sum = warehouse.ask("SELECT sum(denominator_count) FROM (" + sql + ") WHERE metric_id = 'merged_all'");

        assertThat(sql).startsWith("-- Acceptance of pull requests by tool").contains("'acme/shop'", "'2025-08-10'");
        assertThat(sum).isEqualTo("200");
    }

    @Test
    void trendDataAreJsonWithIntervalsAndGaps() throws Exception {
        var answer = Http.get(server, "/data/acceptance-trend.json?metric=merged_all&split=tool");

        var json = new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.body());
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json;charset=utf-8");
        assertThat(json.path("weeks").get(0).asText()).isEqualTo("2025-06-23");
        assertThat(json.path("series").get(0).path("label").asText()).isEqualTo("OpenAI Codex");
        var point = json.path("series").get(0).path("points").get(0);
        assertThat(point.path("n").asInt())
                .as("opened in the first week, which ends at midnight in Berlin")
                .isEqualTo(158);
        assertThat(point.path("lower").asDouble())
                .isLessThan(point.path("share").asDouble());
        var cursor = json.path("series").get(1);
        assertThat(cursor.path("points").get(1))
                .as("a week without pull requests is a gap")
                .isEmpty();
        assertThat(json.path("series")).as("Devin never has ten in a week").hasSize(2);
    }

    @Test
    void filtersInTheAddressReachTheNumbers() {
        var query = "?repo=acme/api&metric=merged_closed&split=origin";
        var page = Http.get(server, "/" + query).body();
        var card = Http.get(server, "/card/acceptance" + query).body();

        assertThat(page).contains("Repository: acme/api", "/card/acceptance?repo=acme%2Fapi");
        assertThat(card).contains("12 / 20").doesNotContain("130 / 200");
        assertThat(card).contains("href=\"/pulls?from=2025-05-19&amp;to=2025-08-10&amp;repo=acme%2Fapi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?from=soon", "/?metric=best", "/?split=team", "/pulls?outcome=fine", "/pulls?after=x"})
    void addressesThatCannotBeReadAreAnsweredWithAReason(String path) {
        var answer = Http.get(server, path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This address cannot be read", "Show the page without filters");
    }

    @Test
    void emptyResultOfAFilterOffersAWayOut() {
        var overview = Http.get(server, "/card/acceptance?from=2025-07-28&to=2025-08-03");
        var list = Http.get(server, "/pulls?title=no+such+title");

        assertThat(overview.statusCode()).isEqualTo(200);
        assertThat(overview.body()).contains("data-empty=\"filter\"", "Show all data");
        assertThat(list.body()).contains("data-empty=\"filter\"", "0 pull requests;");
    }

    @Test
    void zeroOutOfManyIsAZeroAndNotAnEmptyState() throws SQLException {
        var own = Warehouse.empty()
                .pullRequests("acme/zero", 1, 40, 0, 40, "ai_agent", "cursor", "2025-06-23 08:00:00")
                .counted();
        try (var other = DashboardServer.start(own.config(), 0, Warehouse.CLOCK)) {

            var page = Http.get(other, "/card/acceptance").body();

            assertThat(page)
                    .contains("0 / 40", "0.00 %, 95 % interval 0.00–8.76 %")
                    .doesNotContain("data-empty=\"filter\"");
            assertThat(Http.get(other, "/card/tiles").body())
                    .as("nobody waits, because nothing is open")
                    .contains("no pull request is open");
        } finally {
            Warehouse.acme();
        }
    }

    @Test
    void publishedNumbersOfTwoThousandPullRequestsAppearWithTwoDecimals() throws SQLException {
        var own = Warehouse.empty()
                .pullRequests("acme/aidev", 1, 2686, 1754, 571, "ai_agent", "openai-codex", "2025-01-06 00:00:00")
                .counted();
        try (var other = DashboardServer.start(own.config(), 0, Warehouse.CLOCK)) {

            var page = Http.get(other, "/card/acceptance?period=all").body();

            assertThat(page).contains("65.3 %", "1,754 / 2,686", "65.30 %, 95 % interval 63.48–67.08 %");
            assertThat(page).contains("1,754 / 2,325", "75.44 %, 95 % interval");
        } finally {
            Warehouse.acme();
        }
    }

    @Test
    void importedHistoryIsShownAloudWhenTheLastWeeksAreEmpty() throws SQLException {
        var own = Warehouse.empty()
                .pullRequests("acme/old", 1, 50, 30, 10, "ai_agent", "cursor", "2024-03-05 08:00:00")
                .counted();
        try (var other = DashboardServer.start(own.config(), 0, Warehouse.CLOCK)) {

            assertThat(Http.get(other, "/").body()).contains("Showing 4 – 10 Mar 2024: no data in the last 12 weeks.");
            assertThat(Http.get(other, "/card/acceptance").body()).contains("30 / 50");
        } finally {
            Warehouse.acme();
        }
    }

    @Test
    void openWindowsAreProvisionalAndTheRunningWeekIsMarked() throws SQLException {
        var own = Warehouse.empty()
                .pullRequests("acme/new", 1, 40, 20, 10, "ai_agent", "cursor", "2025-08-11 08:00:00")
                .counted();
        own.run("INSERT INTO plumbline.metric_daily SELECT * REPLACE (toDate('2099-01-01') AS matures_on, 2 AS version)"
                + " FROM plumbline.metric_daily FINAL WHERE metric_id = 'merged_matured'");
        try (var other = DashboardServer.start(own.config(), 0, Warehouse.CLOCK)) {

            var page = Http.get(other, "/card/acceptance?from=2025-08-04&to=2025-08-13")
                            .body()
                    + Http.get(other, "/card/acceptance-trend?from=2025-08-04&to=2025-08-13")
                            .body();

            assertThat(page)
                    .contains("+ 40 provisional", "The running week is shaded")
                    .contains(">running<", ">provisional<");
            assertThat(page).contains("20 / 40").contains("Fewer than 30 settled pull requests");
        } finally {
            Warehouse.acme();
        }
    }

    @Test
    void listIsPagedByKeysWithoutRepeatsOrGaps() {
        var seen = new java.util.ArrayList<String>();
        var path = "/pulls?tool=openai-codex";
        int pages = 0;
        while (path != null) {
            var body = Http.get(server, path).body();
            Pattern.compile("class=\"pr\" href=\"/pr/github/acme/shop/(\\d+)\"")
                    .matcher(body)
                    .results()
                    .forEach(match -> seen.add(match.group(1)));
            var next = Pattern.compile("href=\"([^\"]*after=[^\"]*)\" rel=\"next\"")
                    .matcher(body);
            path = next.find() ? next.group(1).replace("&amp;", "&") : null;
            pages++;
        }

        assertThat(pages).isEqualTo(4);
        assertThat(seen).hasSize(200).doesNotHaveDuplicates();
        assertThat(seen.get(0)).as("newest first").isEqualTo("200");
    }

    @Test
    void listFiltersByOutcomeTitleAndDay() {
        assertThat(Http.get(server, "/pulls?tool=openai-codex&outcome=closed").body())
                .contains("40 pull requests;");
        assertThat(Http.get(server, "/pulls?outcome=waiting").body()).contains("54 pull requests;");
        assertThat(Http.get(server, "/pulls?title=QUOTES").body()).contains("1 pull request;");
        assertThat(Http.get(server, "/pulls?dated=merged&from=2025-06-23&to=2025-06-23")
                        .body())
                .contains("12 pull requests;");
        assertThat(Http.get(server, "/pulls?tool=-").body()).contains("140 pull requests;");
    }

    @Test
    void listAsCsvHasTheSameRowsAndDefusedTitles() throws SQLException {
        var csv = Http.get(server, "/data/pull-requests.csv?repo=acme/api");

        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"pull-requests.csv\"");
        assertThat(csv.body().lines()).hasSize(21);
        assertThat(csv.body()).startsWith("provider,repo,number,title");
    }

    @Test
    void hostileTextsOfPayloadsStayText() {
        var list = Http.get(server, "/pulls?title=quotes").body();
        var page = Http.get(server, "/pr/github/acme/shop/7").body();
        var raw = Http.get(server, "/raw/github/d-review").body();

        assertThat(list)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"quotes\"")
                .doesNotContain("<script>alert");
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)",
                        "Looks good &lt;b&gt;to me&lt;/b&gt;",
                        "&lt;b&gt;codex/&lt;/b&gt;topic")
                .doesNotContain("<script>alert");
        assertThat(raw)
                .contains("&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void pullRequestPageShowsPhasesByBothClocksAndDraftsApart() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        var phases = page.substring(page.indexOf("data-phases"), page.indexOf("First commit</dt>"));
        assertThat(phases.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "))
                .contains("Coding first commit to ready for review 30 h 14 h")
                .contains("Pick-up ready to first human review 1.0 h 30 min")
                .contains("Review first human review to approval – –")
                .contains("Draft apart, within the others 1.5 h")
                .contains("Working time is Monday to Friday, 9 to 17, in Asia/Tokyo; public holidays are not known.")
                .contains("1 span is negative, because clocks disagree or history was rewritten; unknown, not zero.");
        assertThat(page).contains("without generated files +4 −1 in 1 file");
        assertThat(page).contains("Changed after a human review", "Merged as submitted", "Clocks disagree");
    }

    @Test
    void pullRequestPageShowsEvidenceTimelineAndWhereItCounts() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(page)
                .contains("AI agent, OpenAI Codex", "confidence 85 %", "rule codex-body", "Rule table version rules-1");
        assertThat(page).contains("Opened", "Review: approved", "Merged", "/raw/github/d-merged");
        assertThat(page.split("/raw/github/d-merged", -1))
                .as("delivered twice, shown once")
                .hasSize(2);
        assertThat(page).contains("Where does it count?", "1 / 1", "merged within 14 days", "14 / 14");
        assertThat(page).contains("href=\"https://github.com/acme/shop/pull/7\" rel=\"noopener noreferrer\"");
    }

    @Test
    void pullRequestPageSaysWhatHappenedNextAndWhatIsUnknown() throws SQLException {
        var unknown = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(unknown)
                .contains("What happened next?", "no deployment is known to carry it")
                .contains("no line history of this repository is imported", "no incident source is connected");

        warehouse.whatHappenedNext();
        try {
            var known = Http.get(server, "/pr/github/acme/shop/7").body();

            assertThat(known)
                    .contains("deployment 5", "90 of 120 merged lines", "1 correction", "/pr/github/acme/shop/9")
                    .contains("Reverted by", "/pr/github/acme/shop/11", "candidate cause of 1 incident")
                    .contains("tier L2: rolled back 2.0 h after; 50 % of it is laid here")
                    .contains("shop: login &lt;b&gt;fails&lt;/b&gt;");
            assertThat(warehouse.ask("SELECT concat(reached, ' ', toString(incident_weight_low), ' ', strongest_tier, '"
                            + " ', toString(line_survival_21d)) FROM mart.chain WHERE number = 7 AND repo"
                            + " = 'acme/shop'"))
                    .isEqualTo("in an incident 0.5 L2 0.75");
            assertThat(warehouse.ask("SELECT countIf(incidents IS NULL) FROM mart.chain WHERE number != 7"))
                    .as("nothing is known of incidents elsewhere: unknown, not zero")
                    .isNotEqualTo("0");
        } finally {
            for (var table : List.of("rework", "incident", "delivery")) {
                warehouse.run("TRUNCATE TABLE plumbline." + table);
            }
        }
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
    void eachReviewCommentShowsWhatBecameOfItAndWhy() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(page)
                .contains("Review suggestions and comments", "1 of 1 decided comment of machines accepted.")
                .contains("0 of 1 decided comment of people accepted.")
                .contains("<b>A</b> applied", "src/&lt;b&gt;Shop&lt;/b&gt;.java:12", "<b>R</b> rejected")
                .contains("Co-authored-by: coderabbitai[bot] &lt;c@example.org&gt;")
                .contains("Not counted (1)", "A summary of the pull request, not a remark on a line.")
                .contains("href=\"/raw/github/d-comment\"");
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
