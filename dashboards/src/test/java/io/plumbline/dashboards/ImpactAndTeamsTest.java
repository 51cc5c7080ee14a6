package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AI impact, Teams and the key figures answer for a made-up half year: the same numbers wherever one asks. */
class ImpactAndTeamsTest {

    private static final List<String> METRICS = List.of(
            "merged_matured",
            "pr_rework_after_human_review",
            "findings_per_100_prs",
            "corrective_21d",
            "incidents_per_100_prs_low");

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = HalfYear.stored();
        server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/card/key-figures",
                "/card/tiles",
                "/card/acceptance",
                "/card/acceptance-trend",
                "/card/findings",
                "/card/teams",
                "/card/impact-forest",
                "/card/impact-last-mile",
                "/card/impact-mix",
                "/card/impact-strata",
                "/card/impact-hidden",
                "/card/impact-weeks",
                "/card/impact-roll-out"
            })
    void everyCardIsThereAndCarriesNoInlineCode(String path) {
        for (var metric : METRICS) {
            var answer = Http.get(server, path + (path.contains("impact") ? "?compared=" + metric : ""));

            assertThat(answer.statusCode()).as("%s of %s", path, metric).isEqualTo(200);
            assertThat(answer.body())
                    .contains("data-card=")
                    .doesNotContain("data-failed", "NaN", "Infinity", "style=")
                    .doesNotContainPattern("<style|\\son[a-z]+=|javascript:|<script");
        }
    }

    @Test
    void thePageItselfHoldsPlacesOfItsCardsByTab() {
        assertThat(Http.get(server, "/ai-impact").body())
                .contains("hx-get=\"/card/impact-forest\"", "hx-get=\"/card/impact-last-mile\"")
                .doesNotContain("/card/impact-weeks");
        assertThat(Http.get(server, "/ai-impact?tab=trend").body()).contains("/card/impact-weeks?tab=trend");
        assertThat(Http.get(server, "/ai-impact?tab=roll-out").body()).contains("/card/impact-roll-out?tab=roll-out");
        assertThat(Http.get(server, "/ai-impact?tab=other").statusCode()).isEqualTo(400);
        assertThat(Http.get(server, "/ai-impact?tier=sure").statusCode()).isEqualTo(400);
        assertThat(Http.get(server, "/ai-impact?compared=best").statusCode()).isEqualTo(400);
        assertThat(Http.get(server, "/ai-impact?rollout=soon").statusCode()).isEqualTo(400);
    }

    @Test
    void bothArmsAreTheSameOnThePageInJsonInCsvInTheViewAndInTheListBehindThem() throws Exception {
        for (var metric : METRICS) {
            var card =
                    Http.get(server, "/card/impact-forest?compared=" + metric).body();
            for (var ai : List.of(true, false)) {
                var fromView = warehouse.ask(
                        ("SELECT concat(toString(count()), ' ', toString(sum(events))) FROM mart.comparison WHERE"
                                        + " metric_id = '%s' AND origin != 'automation_bot' AND startsWith(origin, 'ai_') = %s AND"
                                        + " toDate(at, 'Europe/Berlin') BETWEEN '2025-05-19' AND '2025-08-10'")
                                .formatted(metric, ai));
                long n = Long.parseLong(fromView.split(" ", -1)[0]);
                double events = Double.parseDouble(fromView.split(" ", -1)[1]);

                assertThat(n).as(metric).isGreaterThan(100);
                assertThat(card)
                        .as("%s, AI %s: %s", metric, ai, fromView)
                        .contains("/ " + String.format(Locale.ROOT, "%,d", n) + ")");
                assertThat(json("/data/impact-forest.json?compared=" + metric, ai))
                        .containsExactly((double) n, events);
                assertThat(csv("/data/impact-forest.csv?compared=" + metric, ai))
                        .containsExactly((double) n, events);
                assertThat(listed(armLink(card, ai)))
                        .as("behind %s, AI %s", metric, ai)
                        .isEqualTo(n);
            }
        }
    }

    @Test
    void everyCellOfTheLastMileMapLeadsToExactlyItsPullRequests() {
        var card = Http.get(server, "/card/impact-last-mile").body();
        var links = Pattern.compile("<span class=\"cell-arm\">.*?href=\"([^\"]+)\"[^>]*>[^<]*? / ([0-9,]+)</a>")
                .matcher(card)
                .results()
                .toList();

        assertThat(links).hasSizeGreaterThanOrEqualTo(2 * 5 * 7);
        for (int i = 0; i < links.size(); i += 7) {
            var link = links.get(i).group(1).replace("&amp;", "&");
            assertThat(listed(link))
                    .as(link)
                    .isEqualTo(Long.parseLong(links.get(i).group(2).replace(",", "")));
        }
    }

    @Test
    void theMapFindsWhereAiFaresBetterAndWhereWorse() {
        var card = Http.get(server, "/card/impact-last-mile").body();

        assertThat(card).contains("A person must own auth.").contains("Lean on AI in docs.");
        assertThat(cell(card, "auth", "merged_matured")).contains("<b>fewer</b>", "cell-worse", "q ");
        assertThat(cell(card, "auth", "findings_per_100_prs")).contains("<b>more</b>");
        assertThat(cell(card, "auth", "corrective_21d")).contains("<b>more</b>");
        assertThat(cell(card, "docs", "merged_matured")).contains("<b>more</b>", "cell-better");
        assertThat(cell(card, "schema", "merged_matured")).contains("no detectable difference");
        assertThat(cell(card, "docs", "incidents_per_100_prs_low")).contains("no detectable difference");
        assertThat(Http.get(server, "/card/impact-last-mile?from=2025-07-28&to=2025-08-10")
                        .body())
                .contains("too few", "100 on each side are needed");
    }

    @Test
    void theRollOutTakesEachRepositoryFromItsOwnWeek() throws Exception {
        var card = Http.get(server, "/card/impact-roll-out").body();
        var rows = new ObjectMapper()
                .readTree(Http.get(server, "/data/impact-roll-out.json").body())
                .path("rows");
        var began = new ArrayList<String>();
        rows.forEach(row -> began.add(row.path(0).asText() + " " + row.path(1).asText()));

        assertThat(began).contains("acme/r0 2025-04-07").doesNotContain("acme/r7 2025-04-07");
        assertThat(card)
                .contains("all pull requests of 8 repositories that began", "Begun against not yet begun, same weeks");
        assertThat(Http.get(server, "/card/impact-roll-out?repo=acme/r0&to=2025-03-30")
                        .body())
                .contains("data-empty=\"true-zero\"", "AI has not begun");
    }

    @Test
    void aNarrowFilterSaysHowManyWeeksMoreAreNeeded() {
        assertThat(Http.get(server, "/card/impact-forest?repo=acme/r7&tool=cursor&from=2025-07-07&to=2025-08-03")
                        .body())
                .containsPattern("AI-written pull requests: \\d+, 30 are needed: at this pace ~\\d+ weeks? more");
        assertThat(Http.get(server, "/card/impact-forest?repo=acme/none").body())
                .contains("data-empty=\"filter\"");
        assertThat(Http.get(server, "/card/impact-last-mile?repo=acme/none").body())
                .contains("data-empty=\"filter\"");
    }

    @Test
    void theTierNarrowsTheAiSideOnly() throws Exception {
        var any = csv("/data/impact-forest.csv", true);
        var strong = csv("/data/impact-forest.csv?tier=strong", true);

        assertThat(strong.get(0)).isLessThan(any.get(0)).isGreaterThan(30);
        assertThat(csv("/data/impact-forest.csv?tier=strong", false)).isEqualTo(csv("/data/impact-forest.csv", false));
        var card = Http.get(server, "/card/impact-forest?tier=strong").body();
        assertThat(listed(armLink(card, true))).isEqualTo(strong.get(0).longValue());
    }

    @Test
    void eightTilesHaveAValueAnIntervalAndAVerdictAndSumWhatTheViewSums() throws SQLException {
        var card = Http.get(server, "/card/key-figures").body();

        assertThat(card.split("data-measure=", -1)).hasSize(9);
        var merged = warehouse.ask("SELECT sum(numerator) FROM mart.metric_daily WHERE metric_id = 'merged_closed'"
                + " AND day BETWEEN '2025-05-19' AND '2025-08-10'");
        assertThat(tile(card, "merged")).contains(String.format(Locale.ROOT, "%,d", Long.parseLong(merged)));
        assertThat(tile(card, "ai_pr_share")).contains("↑ up", "pp (95 % CI");
        assertThat(card).as("the surest change").containsPattern("<li>AI share rose from [0-9.]+ % to [0-9.]+ %");
        assertThat(tile(card, "cycle")).containsPattern("\\d h").contains("95 % interval");
        assertThat(tile(card, "change_failure_rate_low")).contains("84 / 420");
        assertThat(tile(card, "recovery")).contains("n = ");
    }

    @Test
    void tilesSayWhyTheyAreEmpty() {
        var none = Http.get(server, "/card/key-figures?repo=acme/none").body();
        var before = Http.get(server, "/card/key-figures?from=2025-02-24&to=2025-03-30")
                .body();

        assertThat(tile(none, "merged")).contains("data-empty=\"filter\"");
        assertThat(tile(none, "findings_per_100_prs")).contains("No AI reviewer looked");
        assertThat(tile(none, "recovery")).contains("data-empty=\"true-zero\"");
        assertThat(tile(before, "merged")).contains("no previous data");
    }

    @Test
    void teamsStandInTheAlphabetAndSmallOnesAreHiddenWithOneMore() throws Exception {
        var card = Http.get(server, "/card/teams").body();

        assertThat(Pattern.compile("data-team=\"([a-z]+)\"")
                        .matcher(card)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("payments", "platform", "search", "tiny");
        assertThat(row(card, "tiny")).contains("data-empty=\"suppressed\"").doesNotContain("data-measure");
        assertThat(Pattern.compile("data-empty=\"suppressed\"")
                        .matcher(card)
                        .results()
                        .count())
                .as("tiny alone would follow from the total")
                .isEqualTo(2);
        assertThat(card).contains("2 teams are not shown");
        assertThat(row(card, "search"))
                .contains("href=\"/?team=search\"", "21 people")
                .doesNotContain("p0-");
        for (var address : List.of("/data/teams.csv", "/data/teams.json")) {
            assertThat(Http.get(server, address).body()).contains("not shown").doesNotContain("p6-", "p0-");
        }
        assertThat(card).as("no order of people").doesNotContain("mona");
    }

    @Test
    void oneTeamIsNoComparison() {
        assertThat(Http.get(server, "/card/teams?team=search").body())
                .contains("data-empty=\"filter\"", "a comparison needs two");
    }

    private static String tile(String card, String measure) {
        int start = card.indexOf("data-measure=\"" + measure + "\"");
        int end = card.indexOf("</li>", start);
        return card.substring(start, end);
    }

    private static String row(String card, String team) {
        int start = card.indexOf("data-team=\"" + team + "\"");
        return card.substring(start, card.indexOf("</tr>", start));
    }

    private static String cell(String card, String area, String metric) {
        int row = card.indexOf("data-area=\"" + area + "\"");
        int start = card.indexOf("data-metric=\"" + metric + "\"", row);
        return card.substring(start, card.indexOf("</td>", start));
    }

    private static String armLink(String card, boolean ai) {
        var links = Pattern.compile("<p class=\"arms-line\".*?href=\"([^\"]+)\".*?href=\"([^\"]+)\"", Pattern.DOTALL)
                .matcher(card);
        assertThat(links.find()).isTrue();
        return links.group(ai ? 1 : 2).replace("&amp;", "&");
    }

    private static long listed(String path) {
        var page = Http.get(server, path).body();
        var found = Pattern.compile("id=\"matching\">([0-9,]+) pull request").matcher(page);
        assertThat(found.find()).as("%s has a count", path).isTrue();
        return Long.parseLong(found.group(1).replace(",", ""));
    }

    private static List<Double> json(String path, boolean ai) throws Exception {
        var table = new ObjectMapper().readTree(Http.get(server, path).body());
        var columns = new ArrayList<String>();
        table.path("columns").forEach(column -> columns.add(column.asText()));
        double n = 0;
        double events = 0;
        for (JsonNode row : table.path("rows")) {
            var arm = row.path(columns.indexOf("is_ai"));
            if ((arm.isBoolean() ? arm.asBoolean() : arm.asInt() == 1) == ai) {
                n += row.path(columns.indexOf("units")).asDouble();
                events += row.path(columns.indexOf("events_sum")).asDouble();
            }
        }
        return List.of(n, events);
    }

    private static List<Double> csv(String path, boolean ai) {
        var lines = Http.get(server, path).body().lines().toList();
        var columns = List.of(lines.get(0).split(",", -1));
        double n = 0;
        double events = 0;
        for (var line : lines.subList(1, lines.size())) {
            var cells = line.split(",", -1);
            var arm = cells[columns.indexOf("is_ai")];
            if ((arm.equals("true") || arm.equals("1")) == ai) {
                n += Double.parseDouble(cells[columns.indexOf("units")]);
                events += Double.parseDouble(cells[columns.indexOf("events_sum")]);
            }
        }
        return List.of(n, events);
    }
}
