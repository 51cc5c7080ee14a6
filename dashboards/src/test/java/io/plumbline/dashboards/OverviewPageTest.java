package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the overview and its data addresses answer over HTTP, for a small organisation. */
class OverviewPageTest {

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
}
