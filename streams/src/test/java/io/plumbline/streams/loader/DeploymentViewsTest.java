package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views of deployments say, on a real engine. */
class DeploymentViewsTest {

    private Tables tables;

    @BeforeEach
    void migrate() throws SQLException {
        tables = Tables.empty();
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deployment", "deployment_pull_request", "first_deployment", "dora_daily", "dora"})
    void everyViewRunsOnEmptyTables(String view) throws SQLException {
        assertThat(tables.rows("SELECT * FROM mart." + view)).isEmpty();
    }

    @Test
    void deploymentsCountWhatTheyCarryByOrigin() throws SQLException {
        pull(1, "ai_agent", "cursor", "2026-03-01 08:00:00");
        pull(2, "unknown", "", "2026-03-02 08:00:00");
        deployment(
                "d1",
                "production",
                true,
                "success",
                "planned",
                "2026-03-02 12:00:00",
                "[(1, true), (2, true), (9, true)]");
        deployment("d2", "production", true, "success", "rollback", "2026-03-02 13:00:00", "[]");
        deployment("d3", "production", true, "failure", "planned", "2026-03-03 13:00:00", "[(2, false)]");
        deployment("s1", "staging", false, "success", "planned", "2026-03-02 11:00:00", "[(1, true)]");

        assertThat(tables.rows("SELECT deployment_id, pull_requests, brought, ai_agent, unknown, trigger"
                        + " FROM mart.deployment ORDER BY deployment_id"))
                .containsExactly(
                        "d1|3|3|1|2|planned", "d2|0|0|0|0|rollback", "d3|1|0|0|1|planned", "s1|1|1|1|0|planned");
        assertThat(tables.rows("SELECT deployment_id, number, brought, origin, tool, lead_hours, change_started_with"
                        + " FROM mart.deployment_pull_request WHERE production ORDER BY deployment_id, number"))
                .containsExactly(
                        "d1|1|true|ai_agent|cursor|28.0|opened",
                        "d1|2|true|unknown|null|4.0|opened",
                        "d1|9|true|unknown|null|null|null",
                        "d3|2|false|unknown|null|null|opened");
        assertThat(tables.rows("SELECT week, team, deployments, ended, failed, rework, round(rework_rate, 3),"
                        + " round(rework_wilson_lower_95, 3), rework_sample_guard, changes, changes_without_lead_time,"
                        + " lead_n, lead_p50_hours, lead_p75_hours FROM mart.dora"))
                .containsExactly("2026-03-02|payments|2|3|1|1|0.333|0.061|hidden|3|1|2|16.0|22.0");
    }

    @Test
    void aPullRequestIsLiveWithTheFirstSuccessThatBroughtIt() throws SQLException {
        deployment("s1", "staging", false, "success", "planned", "2026-03-02 09:30:00", "[(1, true)]");
        deployment("failed", "production", true, "failure", "planned", "2026-03-02 10:00:00", "[(1, true)]");
        deployment("b", "production", true, "success", "planned", "2026-03-02 12:00:00", "[(1, true), (2, true)]");
        deployment("a", "production", true, "success", "planned", "2026-03-02 12:00:00", "[(1, true)]");
        deployment("later", "production", true, "success", "planned", "2026-03-02 13:00:00", "[(1, true), (2, false)]");
        deployment("early", "production", true, "success", "planned", "2026-03-02 08:00:00", "[(3, true)]");
        deployment("carried", "production", true, "success", "planned", "2026-03-02 14:00:00", "[(4, false)]");

        assertThat(tables.rows("SELECT number, deployment_id, deployed_at, merge_to_deploy_hours, team"
                        + " FROM mart.first_deployment ORDER BY number"))
                .containsExactly(
                        "1|a|2026-03-02 12:00:00|3.0|payments",
                        "2|b|2026-03-02 12:00:00|3.0|payments",
                        "3|early|2026-03-02 08:00:00|null|payments");
        assertThat(tables.rows(
                        "SELECT day, deployments_ended, changes_count, changes_without_lead FROM mart.dora_daily"))
                .as("none of the three is known: a change without a lead time")
                .containsExactly("2026-03-02|6|3|3");
    }

    private void pull(int number, String origin, String tool, String opened) throws SQLException {
        tables.execute(
                "INSERT INTO plumbline.pull_request (id, provider, repo, number, origin, tool, opened_at, version)"
                        + " VALUES ('github:octo/shop#" + number + "', 'github', 'octo/shop', " + number + ", '"
                        + origin + "', '"
                        + tool + "', '" + opened + "', 1)");
    }

    private void deployment(
            String id, String environment, boolean production, String state, String trigger, String at, String pulls)
            throws SQLException {
        tables.execute(
                "INSERT INTO plumbline.deployment (id, provider, repo, deployment_id, environment, production, state,"
                        + " created_at, finished_at, trigger, team, pull_requests, version)"
                        + " SELECT 'github:octo/shop/deployment/" + id + "', 'github', 'octo/shop', '" + id + "', '"
                        + environment
                        + "', " + production + ", '" + state + "', '" + at + "', '" + at + "', '" + trigger
                        + "', 'payments',"
                        + " arrayMap(one -> (one.1, 'merge_sha', '2026-03-02 09:00:00', one.2),"
                        + " CAST(" + pulls + ", 'Array(Tuple(UInt32, Bool))')), 1");
    }
}
