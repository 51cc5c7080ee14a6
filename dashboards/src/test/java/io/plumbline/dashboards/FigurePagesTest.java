package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.web.RouteTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cards of Rework, Defects, Flow and Acceptance: their figures are those of the stored rows, of the views and of the exports. */
class FigurePagesTest {

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = FigureRows.of(Warehouse.acme());
        server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    static List<String> cards() {
        return RouteTable.all().stream()
                .map(route -> route.path())
                .filter(path -> path.matches("/card/(rework|defects|flow|acceptance)-.*"))
                // The one of these names that is a card of the overview.
                .filter(path -> !path.equals("/card/acceptance-trend"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rework", "/defects", "/flow", "/acceptance"})
    void aPageHasAPlaceForEachOfItsCardsAndAsksNothingItself(String path) {
        var page = Http.get(server, path);

        assertThat(page.statusCode()).isEqualTo(200);
        cards().stream().filter(card -> card.startsWith("/card" + path + "-")).forEach(card -> assertThat(page.body())
                .contains("hx-get=\"" + card));
        assertThat(page.body()).doesNotContain("style=").doesNotContainPattern("<style|\\son[a-z]+=|<script>");
    }

    @ParameterizedTest
    @MethodSource("cards")
    void everyCardShowsFiguresItsDefinitionItsSqlAndItsFreshness(String card) {
        var answer = Http.get(server, card);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("data-card=", "<summary>SQL</summary>", "counted up to 13 Aug 2025, 13:58")
                .doesNotContain("data-failed", "style=", "NaN", "Infinity", ">null");
        assertThat(answer.body()).as("something to show").contains("data-row=").doesNotContain("data-empty=");
    }

    @ParameterizedTest
    @MethodSource("cards")
    void rowsOfACardAreTheSameInCsvAndJson(String card) throws IOException {
        var name = card.substring("/card/".length());

        var csv = Http.get(server, "/data/" + name + ".csv").body().split("\r\n");
        var json = json("/data/" + name + ".json");

        assertThat(csv[0]).isEqualTo(String.join(",", texts(json.path("columns"))));
        assertThat(json.path("rows"))
                .as("rows of %s", name)
                .hasSize(csv.length - 1)
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("cards")
    void theShownSqlGivesTheSameNumberOfRowsInAnyClient(String card) throws Exception {
        var name = card.substring("/card/".length());
        var sql = Http.get(server, "/data/" + name + ".sql").body();

        var counted = warehouse.ask("SELECT count() FROM (" + sql.replaceFirst("(?s)^--[^\n]*\n", "") + ")");

        assertThat(counted)
                .isEqualTo(Integer.toString(
                        json("/data/" + name + ".json").path("rows").size()));
    }

    @Test
    void lineReworkIsTheViewsAndKnowsItsWindow() throws SQLException {
        var fromView = warehouse.ask("SELECT concat(toString(sum(rework_lines)), ' / ', toString(sum(lines_changed)))"
                + " FROM mart.line_rework_within(days = 21) WHERE origin = 'ai_agent'");

        var page = card("/card/rework-lines?period=all&from=2025-06-01&to=2025-08-10");

        assertThat(fromView).isEqualTo("1440 / 10800");
        assertThat(page).contains("1,440 / 10,800", "13.3 %", "a difference of +6.7 pp");
        assertThat(card("/card/rework-lines?n=7&from=2025-06-01&to=2025-08-10")).contains("1,440 / 10,800");
        assertThat(Http.get(server, "/card/rework-lines?n=9").statusCode()).isEqualTo(400);
    }

    @Test
    void classesOfLinesAddUpToTheView() throws SQLException {
        var own = warehouse.ask("SELECT toString(sum(own_rework)) FROM mart.line_class");

        var json = json("/data/rework-classes.json?from=2025-06-01&to=2025-08-10");

        assertThat(own).isEqualTo("2160");
        assertThat(sum(json, "own_rework")).isEqualTo(2160);
        assertThat(card("/card/rework-classes?from=2025-06-01&to=2025-08-10"))
                .contains("work done again on lines younger than 30 days", "#card-rework-commits");
    }

    @Test
    void survivalIsTheViewsAndSaysWhichCommitsAreTooYoung() throws SQLException {
        var fromView = warehouse.ask("SELECT concat(toString(alive), '/', toString(at_risk)) FROM mart.line_survival"
                + " WHERE origin = 'ai_agent' AND days = 21");

        var page = card("/card/rework-survival?from=2025-06-01&to=2025-08-10");

        assertThat(fromView).isEqualTo("6240/7800");
        assertThat(page).contains("6,240 / 7,800 lines of 52 commits; 8 commits are younger", "80.0 %", "provisional");
        assertThat(page)
                .contains("80.0 % of the lines of AI-written commits are alive after 21 days, 90.0 % of the rest");
        assertThat(page)
                .contains("class=\"curves\"")
                .as("nobody is that old")
                .contains("60 commits are not that old yet");
    }

    @Test
    void aYoungPeriodIsAWindowThatIsStillOpenAndNotAZero() throws SQLException {
        assertThat(card("/card/rework-survival?from=2025-08-11&to=2025-08-13"))
                .contains("data-empty=\"filter\"", "No commit of an imported clone");
        warehouse.run("INSERT INTO plumbline.line_history (id, provider, repo, sha, committed_at, origin, born, added,"
                + " known_until, version) VALUES ('young', 'github', 'acme/young', 'f00', '2025-08-12 09:00:00', 'unknown', 5,"
                + " 5, '2025-08-13 09:00:00', 1)");

        assertThat(card("/card/rework-survival?from=2025-08-11&to=2025-08-13&repo=acme/young"))
                .contains("data-empty=\"syncing\"", "The window is still open");

        warehouse.run("DELETE FROM plumbline.line_history WHERE repo = 'acme/young'");
    }

    @Test
    void commitsLeadToThePullRequestThatBroughtThem() {
        var page = card("/card/rework-commits");

        assertThat(page).contains("href=\"/pr/github/acme/shop/58\"", "AI agent");
        assertThat(card("/card/rework-commits?repo=acme/docs"))
                .as("lines are known, none of them is young")
                .contains("data-empty=\"true-zero\"");
    }

    @Test
    void roundsAreAddedUpPerReviewedPullRequest() throws SQLException {
        var stored = warehouse.ask(
                "SELECT concat(toString(sum(review_rounds)), ' / ', toString(count())) FROM mart.pull_request"
                        + " WHERE human_reviews > 0 AND origin = 'unknown'");

        assertThat(card("/card/rework-rounds")).contains(stored, "rounds per reviewed pull request");
    }

    @Test
    void findingsAreThoseOfTheOverview() {
        var page = card("/card/defects-findings");

        assertThat(page).contains("42 in 191", "24 in 80", "No detectable difference per pull request", "0.35–1.52");
    }

    @Test
    void theHeatTableSaysItsNumbersAndFollowsTheDetector() {
        var page = card("/card/defects-heat");

        assertThat(page).contains("Security and privacy", "Critical, AI", "Unstated, rest");
        assertThat(page).as("42 of 191").contains("title=\"42 findings in 191 pull requests\"", "22.0", "heat-5");
        assertThat(card("/card/defects-heat?detector=people")).contains("data-empty=\"filter\"");
        assertThat(Http.get(server, "/card/defects-heat?detector=cat").statusCode())
                .isEqualTo(400);
    }

    @Test
    void detectorsHavePercentilesOfTheView() throws SQLException {
        var fromView = warehouse.ask(
                "SELECT concat(toString(p50), ' ', toString(p90), ' ', toString(p95), ' ', toString(most))"
                        + " FROM mart.findings_percentiles WHERE origin = 'unknown' AND detector_kind = 'ai'");

        var json = json("/data/defects-detectors.json?period=all");

        var row = row(json, "detector", "all AI reviewers", "is_ai", "false");
        assertThat(trimmed(row.get(column(json, "p50")).asText()) + " "
                        + row.get(column(json, "p90")).asText() + " "
                        + trimmed(row.get(column(json, "p95")).asText()) + " "
                        + row.get(column(json, "most")).asText())
                .isEqualTo(fromView);
        assertThat(card("/card/defects-detectors?severity=critical")).contains("42 / 191", "0 / 80");
    }

    @Test
    void changeFailuresHaveTwoBoundsWithTheirIntervals() throws SQLException {
        var fromView = warehouse.ask("SELECT concat(toString(sum(failed_low)), ' ', toString(sum(failed_high)), ' ',"
                + " toString(sum(deployments))) FROM mart.change_failure");

        var page = card("/card/defects-failures?period=all&from=2025-06-01&to=2025-08-10");

        assertThat(fromView).isEqualTo("10 20 100");
        assertThat(page).contains("10 / 100", "20 / 100", "Between 10 % and 20 % of 100 deployments");
        assertThat(page).contains("10.00 %, 95 % interval 5.52–17.44 %");
    }

    @Test
    void harmPerThousandCountsSharesOfIncidentsAndReverts() throws SQLException {
        var page = card("/card/defects-forest");
        var reverted = warehouse.ask(
                "SELECT concat(toString(countIf(reverted_30d)), ' / ', toString(count())) FROM mart.rework"
                        + " WHERE startsWith(toString(origin), 'ai_')");

        assertThat(page).contains("1.00 / 130", "Incidents, low", "Incidents, high", "Reverts", reverted);
        assertThat(page).as("1,000 / 130 incidents per 1,000").contains("7.69");
    }

    @Test
    void anIncidentLeadsToItsDeploymentAndToEveryCandidate() {
        var page = card("/card/defects-incidents");

        assertThat(page)
                .contains("href=\"https://acme.pagerduty.com/incidents/Q1\"", "#41", "#42", "rolled back 2.0 h after")
                .contains(
                        "href=\"/pr/github/acme/shop/7\"",
                        "href=\"/pr/github/acme/shop/8\"",
                        "href=\"/pr/github/acme/shop/9\"")
                .contains("2 incidents, 1 with more than one candidate of the strongest tier")
                .contains("no candidate");
        assertThat(card("/card/defects-incidents?tier=none")).contains("#42").doesNotContain("#41");
        assertThat(card("/card/defects-incidents?tier=L1")).contains("data-empty=\"filter\"");
        assertThat(card("/card/defects-incidents?from=2025-05-19&to=2025-06-01"))
                .as("somebody tells of incidents, and none happened")
                .contains("data-empty=\"true-zero\"");
    }

    @Test
    void phasesAreThoseOfTheWeeklyView() throws SQLException {
        var fromView = warehouse.ask(
                "SELECT concat(toString(n), ' ', toString(p50_hours), ' ', toString(p90_hours)) FROM"
                        + " mart.flow_weekly WHERE repo = 'acme/shop' AND phase = 'pickup' AND clock = 'wall' ORDER BY week LIMIT 1");

        var json = json("/data/flow-phases.json?repo=acme/shop&period=all");

        var row = json.path("rows").get(0);
        for (var candidate : json.path("rows")) {
            if (candidate.get(column(json, "phase")).asText().equals("pickup")
                    && !candidate.get(column(json, "week")).isNull()) {
                row = candidate;
                break;
            }
        }
        assertThat(row.get(column(json, "n")).asText() + " "
                        + trimmed(row.get(column(json, "p50_hours")).asText()) + " "
                        + trimmed(row.get(column(json, "p90_hours")).asText()))
                .isEqualTo(fromView);
    }

    @Test
    void clockAggregateSizeDraftsAndBotsComeFromTheAddress() {
        var wall = card("/card/flow-phases");
        var working = card("/card/flow-phases?clock=working");

        assertThat(wall).contains("Coding takes longest: 8.0 h at the median", "phase=pickup#card-flow-slowest");
        assertThat(working).contains("Coding takes longest: 2.0 h at the median");
        assertThat(card("/card/flow-phases?size=small")).isNotEqualTo(wall);
        assertThat(card("/card/flow-phases?draft=yes"))
                .as("one was")
                .contains("No phase is known of ten pull requests");
        assertThat(rows("/data/flow-phases.json?bots=with")).isNotEqualTo(rows("/data/flow-phases.json"));
        assertThat(Http.get(server, "/card/flow-phases?agg=max").statusCode()).isEqualTo(400);
    }

    @Test
    void deliveryIsThatOfTheWeeklyView() throws SQLException {
        var fromView = warehouse
                .ask("SELECT concat(toString(sum(deployments)), ' ', toString(sum(rework)), ' / ',"
                        + " toString(sum(ended))) FROM mart.dora")
                .split(" ", 2);

        var page = card("/card/flow-dora?period=all");

        assertThat(page).contains(fromView[0] + " successes in production", fromView[1]);
        assertThat(page).contains("Lead time for changes, p50", "Recovery, p50", "n &lt; 10");
    }

    @Test
    void cycleTimeIsDrawnInDoublingStepsAndItsTableHasTheSame() throws SQLException {
        var median = warehouse.ask("SELECT toString(quantileExactInclusive(0.5)(commit_to_merge_hours)) FROM mart.flow"
                + " WHERE merged_at IS NOT NULL AND origin = 'unknown'");

        var page = card("/card/flow-cycle");

        assertThat(median).isEqualTo("6");
        assertThat(page).contains("title=\"6.00 h\"", "class=\"bars\"", "60 of 60 took 4h to 8h");
    }

    @Test
    void openOnesAreCountedByAgeAndLeadToTheList() throws SQLException {
        var open =
                warehouse.ask("SELECT toString(count()) FROM mart.open_pull_request WHERE origin != 'automation_bot'");

        var page = card("/card/flow-open");

        assertThat(page).contains(open + " pull requests open now", "Waiting for review", "outcome=open");
        var href = Pattern.compile("href=\"(/pulls[^\"]*outcome=open[^\"]*)\"").matcher(page);
        assertThat(href.find()).isTrue();
        assertThat(Http.get(server, href.group(1).replace("&amp;", "&")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void reviewLoadIsNotShownOfFewerThanFivePeople() throws SQLException {
        assertThat(card("/card/flow-load")).contains("Gini", "no team").doesNotContain("person-");
        warehouse.run("INSERT INTO plumbline.pull_request SELECT * REPLACE ('tiny' AS team, version + 5 AS version,"
                + " [(assumeNotNull(first_human_review_at), 'person-1')] AS reviews_by_persons)"
                + " FROM plumbline.pull_request FINAL WHERE repo = 'acme/docs' AND merged_at IS NOT NULL");

        warehouse.withMinimumPeople(5);
        assertThat(card("/card/flow-load?team=tiny"))
                .contains("data-empty=\"suppressed\"")
                .doesNotContain("Gini");
        warehouse.withMinimumPeople(1);

        warehouse.run("INSERT INTO plumbline.pull_request SELECT * REPLACE ('' AS team, version + 5 AS version)"
                + " FROM plumbline.pull_request FINAL WHERE repo = 'acme/docs'");
    }

    @Test
    void theThreePanelsOfAcceptanceAreTheirViews() throws SQLException {
        var suggested = warehouse.ask("SELECT concat(toString(accepted_count), ' / ', toString(decided_count))"
                + " FROM mart.suggestion_acceptance WHERE reviewer_kind = 'ai'");
        var offered = warehouse.ask(
                "SELECT concat(toString(sum(accepted)), '/', toString(sum(offered))) FROM mart.usage_day");

        assertThat(offered).isEqualTo("900/2400");
        assertThat(card("/card/acceptance-ide")).contains("GitHub Copilot", "completion", "900 / 2,400", "37.5 %");
        assertThat(card("/card/acceptance-suggestions")).contains(suggested, "People, by the same rule");
        assertThat(card("/card/acceptance-agents"))
                .contains("OpenAI Codex", "130 / 200", "12 / 20", "class=\"weak\"", "Cursor");
    }

    @Test
    void theFunnelFollowsWhatWasAccepted() throws SQLException {
        var alive = warehouse.ask("SELECT toString(countIf(accepted AND merged_at IS NOT NULL AND alive_after_21_days))"
                + " FROM mart.suggestion WHERE reviewer_kind = 'ai'");

        var page = card("/card/acceptance-funnel");

        assertThat(page).contains("Shown", "Decided", "Accepted and merged", "Alive 21 days later, of");
        assertThat(json("/data/acceptance-funnel.json")
                        .path("rows")
                        .get(0)
                        .get(5)
                        .asText())
                .isEqualTo(alive);
    }

    @Test
    void languagesAndVendorsSayWhatIsNotConnected() {
        assertThat(card("/card/acceptance-languages")).contains("java", "c++", "40.0 %", "25 %");
        assertThat(card("/card/acceptance-vendors"))
                .contains("GitHub Copilot", "1 of 5 known vendors are connected", "./plumbline import windsurf FILE");
    }

    private static String card(String path) {
        var answer = Http.get(server, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode json(String path) {
        try {
            return new ObjectMapper().readTree(Http.get(server, path).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String rows(String path) {
        return json(path).path("rows").toString();
    }

    private static String[] texts(JsonNode array) {
        var texts = new String[array.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = array.get(i).asText();
        }
        return texts;
    }

    private static int column(JsonNode table, String name) {
        for (int i = 0; i < table.path("columns").size(); i++) {
            if (table.path("columns").get(i).asText().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("No column " + name + " in " + table.path("columns"));
    }

    private static long sum(JsonNode table, String name) {
        long sum = 0;
        for (var row : table.path("rows")) {
            sum += row.get(column(table, name)).asLong();
        }
        return sum;
    }

    private static JsonNode row(JsonNode table, String key, String value, String other, String otherValue) {
        for (var row : table.path("rows")) {
            var text =
                    row.get(column(table, other)).asText().replace("1", "true").replace("0", "false");
            if (row.get(column(table, key)).asText().equals(value) && text.equals(otherValue)) {
                return row;
            }
        }
        throw new AssertionError("No row " + value + " in " + table);
    }

    private static String trimmed(String number) {
        return number.replaceAll("\\.0$", "");
    }
}
