package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An organisation with pull requests and nothing else connected: no card shows a zero in place of "nobody could tell". */
class FigureBlanksTest {

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.empty()
                .pullRequests("acme/shop", 1, 40, 30, 5, "ai_agent", "cursor", "2025-06-23 08:00:00")
                .pullRequests("acme/core", 1, 40, 30, 5, "unknown", "", "2025-06-23 08:00:00")
                .counted();
        server = DashboardServer.start(warehouse.config(), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "rework-lines | not-connected | ./plumbline import git",
                "rework-classes | not-connected | ./plumbline import git",
                "rework-survival | not-connected | ./plumbline import git",
                "rework-commits | not-connected | ./plumbline import git",
                "rework-rounds | filter | No pull request that a person reviewed",
                "defects-findings | not-connected | No AI reviewer has looked",
                "defects-heat | not-connected | which says nothing about the code",
                "defects-detectors | not-connected | No AI reviewer has looked",
                "defects-failures | not-connected | No incident source is connected",
                "defects-incidents | not-connected | does not mean that there were none",
                "flow-dora | not-connected | No production deployment is known",
                "flow-cycle | filter | is the first commit known",
                "flow-load | filter | No person reviewed",
                "acceptance-ide | not-connected | ./plumbline import copilot FILE",
                "acceptance-suggestions | not-connected | No review comment is stored",
                "acceptance-funnel | not-connected | No review comment is stored",
                "acceptance-languages | not-connected | only these tell languages apart",
            })
    void aCardWithoutItsSourceSaysWhatIsMissing(String card, String kind, String words) {
        var answer = Http.get(server, "/card/" + card);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().replace("&quot;", "\""))
                .contains("data-empty=\"" + kind + "\"", words)
                .contains("<summary>SQL</summary>")
                .doesNotContain("data-row=");
    }

    @Test
    void vendorsThatAreNotConnectedAreNamedWithTheirCommand() {
        assertThat(Http.get(server, "/card/acceptance-vendors").body())
                .contains("0 of 5 known vendors are connected", "not connected", "./plumbline import claude-code FILE");
    }

    @Test
    void revertsAreShownWithoutAnIncidentSourceAndIncidentsAreNot() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.rework (id, provider, repo, number, origin, merged_at, paths_known, version)"
                        + " SELECT id, provider, repo, number, origin, assumeNotNull(merged_at), true, 1"
                        + " FROM plumbline.pull_request FINAL WHERE merged_at IS NOT NULL");

        var forest = Http.get(server, "/card/defects-forest").body();

        assertThat(forest)
                .contains("0 / 30", "No incident source is connected", "0.00")
                .doesNotContain("Incidents, low");
    }

    @Test
    void agentsWhoseWindowIsOpenAreProvisionalAndNotRejected() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.metric_daily VALUES ('merged_matured', '2025-08-06', '', 'acme/young', 'ai_agent',"
                        + " 'cursor', '', 0, 12, '2099-08-21', '2025-08-13 11:58:00', 1, 0)");

        var card = Http.get(server, "/card/acceptance-agents?repo=acme/young").body();

        assertThat(card).contains("data-empty=\"syncing\"", "12 pull requests are younger than 14 days");
        assertThat(Http.get(server, "/card/acceptance-agents?repo=acme/none").body())
                .contains("data-empty=\"filter\"");
    }

    @Test
    void nothingOpenIsATrueZero() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.pull_request SELECT * REPLACE (toNullable(opened_at + toIntervalHour(5)) AS"
                        + " closed_at, 'auto_closed' AS outcome, version + 1 AS version)"
                        // Inside: outside, the name means what it is replaced with.
                        + " FROM (SELECT * FROM plumbline.pull_request FINAL WHERE outcome = 'open')");

        assertThat(Http.get(server, "/card/flow-open").body()).contains("data-empty=\"true-zero\"");
        assertThat(Http.get(server, "/card/flow-open?repo=acme/shop").body()).contains("data-empty=\"filter\"");
    }

    @Test
    void reviewersWhoLookedAndFoundNothingAreATrueZero() throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.findings (id, provider, repo, number, origin, opened_at, merged_at, closed_at,"
                        + " changed_lines, ai_detectors, counts, version) SELECT id, provider, 'acme/clean', number, origin, opened_at,"
                        + " merged_at, closed_at, 15, ['coderabbit'], [], 1 FROM plumbline.pull_request FINAL"
                        + " WHERE merged_at IS NOT NULL AND repo = 'acme/shop'");

        for (var card : new String[] {"defects-findings", "defects-heat"}) {
            assertThat(Http.get(server, "/card/" + card + "?repo=acme/clean").body())
                    .contains("data-empty=\"true-zero\"");
        }

        warehouse.run("TRUNCATE TABLE plumbline.findings");
    }
}
