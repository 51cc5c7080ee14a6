package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.testing.TestServices;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every query file runs on the real engine, so that a typo cannot ship. */
class SqlFilesTest {

    @BeforeAll
    static void store() throws SQLException {
        var warehouse = FigureRows.of(Warehouse.acme()
                .whatHappenedNext()
                .troubles()
                .delivery(
                        "d-override",
                        "acme/shop",
                        9,
                        "origin_override",
                        "decided",
                        "2025-07-01 10:00:00",
                        "{\"origin\":\"ai_agent\",\"tool\":\"cursor\",\"reason\":\"Said so\",\"retracted\":false}",
                        "{}")
                .counted());
        warehouse.run("INSERT INTO plumbline.team_quarter VALUES ('payments', '2025-07-01', 7, true, 1)");
        warehouse.run(
                "INSERT INTO plumbline.restatement (metric_id, day, repo, origin, tool, team, dimension, sequence,"
                        + " old_numerator, old_denominator, new_numerator, new_denominator, reason, finalised_at, observed_at, version)"
                        + " VALUES ('merged_closed', '2025-07-01', 'acme/shop', 'ai_agent', 'openai-codex', '', '', 1, 1, 2, 2, 2,"
                        + " 'late', '2025-07-20 10:00:00', '2025-08-01 10:00:00', 1)");
        warehouse.run(
                "INSERT INTO plumbline.config_entry (kind, id, event_id, decided_at, observed_at, reason, retracted,"
                        + " problem) VALUES ('rules', 'r', 'mail-test', '2025-07-02 10:00:00', '2025-07-02 10:00:00', '', false, '')");
    }

    static List<Path> files() throws IOException, URISyntaxException {
        var root = Path.of(
                        Dashboards.class.getResource("overview/acceptance.sql").toURI())
                .getParent()
                .getParent();
        try (var all = Files.walk(root)) {
            // Those of the control store are not for ClickHouse.
            return all.filter(file -> file.toString().endsWith(".sql"))
                    .filter(file -> !file.startsWith(root.resolve("control")))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void runsAndGivesRows(Path file) throws Exception {
        var query = SqlFile.of(file.getFileName().toString(), Files.readString(file));

        var parameters = parameters();
        if (file.getParent().endsWith("acceptance")) {
            // The rows of this test are another tool's.
            parameters.put("tool", "");
        } else if (file.endsWith("deployment_incidents.sql")) {
            // The incident of this deployment.
            parameters.put("deployment", "github:acme/shop/deployment/7");
        }

        var rows = count(query.filled(parameters));

        assertThat(rows).as("rows of %s", file.getFileName()).isPositive();
        assertThat(query.sentence()).endsWith(".");
    }

    /** Readers may be limited to teams; a query that forgets that shows them everything. */
    private static final Map<String, String> OF_ALL_TEAMS = Map.ofEntries(
            Map.entry("zone.sql", "gives the time zone"),
            Map.entry("own.sql", "one's own, whatever team they were in"),
            Map.entry("own_figures.sql", "one's own, whatever team they were in"),
            Map.entry("overrides.sql", "for administrators, who see all teams"),
            Map.entry("named.sql", "for administrators, who see all teams"),
            Map.entry("erased.sql", "for administrators, who see all teams"),
            Map.entry("schema.sql", "names views and columns; limited readers have no console"),
            Map.entry("version.sql", "tells that anything has changed, not what"),
            Map.entry("arrivals.sql", "counts deliveries while nothing is stored, and is not shown to limited readers"),
            Map.entry("fact.sql", "one pull request, whose team the page checks before it shows anything"),
            Map.entry("evidence.sql", "of that pull request"),
            Map.entry("timeline.sql", "of that pull request"),
            Map.entry("suggestions.sql", "of that pull request"),
            Map.entry("suggestion_evidence.sql", "of that pull request"),
            Map.entry("chain.sql", "of that pull request"),
            Map.entry("chain_links.sql", "of that pull request"),
            Map.entry(
                    "digest_people.sql",
                    "counts people of every team, so that a hidden team does not follow from others"),
            Map.entry("digest_decisions.sql", "decisions are the organisation's"),
            Map.entry("digest_sources.sql", "sources are the organisation's"),
            Map.entry("delivery.sql", "one delivery, whose pull requests the page checks before it shows anything"),
            Map.entry("headers.sql", "of that delivery"),
            Map.entry("pull_requests.sql", "tells whose the delivery is"),
            Map.entry("contributions.sql", "of that pull request"),
            Map.entry("line.sql", "counts of what arrived, which belongs to no team"),
            Map.entry("sources.sql", "counts of what arrived, which belongs to no team"),
            Map.entry("days.sql", "counts of what arrived, which belongs to no team"),
            Map.entry("second_computation.sql", "counts of compared values, without any of them"),
            Map.entry("incident.sql", "one incident, whose team the page checks before it shows anything"),
            Map.entry("incident_events.sql", "of that incident"),
            Map.entry("deployment.sql", "one deployment, whose team the page checks before it shows anything"),
            Map.entry("deployment_events.sql", "of that deployment"));

    @Test
    void everyQueryIsLimitedToTheReadersTeamsOrSaysWhyNot() throws Exception {
        for (var file : files()) {
            var name = file.getFileName().toString();
            assertThat(Files.readString(file).contains(":teams"))
                    .as("%s takes :teams, or is listed here with the reason", file)
                    .isEqualTo(!OF_ALL_TEAMS.containsKey(name));
        }
    }

    @Test
    void theFoldersHoldAllQueries() throws Exception {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(15);
    }

    private static int count(String sql) throws SQLException {
        try (var connection = TestServices.clickHouse().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        }
    }

    private static Map<String, Object> parameters() {
        var parameters = new HashMap<String, Object>();
        parameters.putAll(Map.of("zone", "Europe/Berlin", "from", "2025-06-01", "to", "2025-08-10"));
        parameters.putAll(Map.of("previous_from", "2025-03-01", "previous_to", "2025-05-31"));
        parameters.putAll(
                Map.of("team", "", "teams", "", "repo", "acme/shop", "tool", "openai-codex", "origin", "ai_agent"));
        parameters.putAll(Map.of("metric", "merged_all", "split", "tool"));
        parameters.putAll(Map.of("dated", "opened", "outcome", "", "title", "", "rows", 10));
        parameters.putAll(Map.of("cohort", "", "tier", "", "size", "", "task", "", "area", ""));
        parameters.putAll(Map.of("compared", "merged_matured", "rollout", "", "by_team", "yes"));
        parameters.putAll(Map.of("after_number", -1, "after_millis", 0, "after_repo", "", "after_provider", ""));
        parameters.putAll(Map.of("provider", "github", "number", 7));
        parameters.putAll(Map.of("opened_day", "2025-06-23", "closed_day", "2025-06-23"));
        parameters.putAll(Map.of("days", 21, "clock", "wall", "size", "", "draft", "", "bots", "with"));
        parameters.putAll(Map.of("phase", "all", "detector", "ai", "severity", "", "tier", "", "today", "2025-08-13"));
        parameters.putAll(Map.of("source", "github", "delivery", "d-opened"));
        parameters.putAll(Map.of("accounts", "github:mona", "today", "2025-08-13", "days", 84));
        parameters.putAll(Map.of("size", "", "task", "", "area", "", "tier", "", "after21", ""));
        parameters.putAll(Map.of("marked_days", "2025-06-23", "id", "letter-1"));
        parameters.putAll(Map.of("incident", "pagerduty:incident/Q1", "incident_provider", "pagerduty"));
        parameters.putAll(Map.of("incident_id", "Q1", "deployment_id", "5"));
        parameters.put("deployment", "github:acme/shop/deployment/5");
        parameters.putAll(Map.of("week_from", "2025-06-23", "week_to", "2025-08-10"));
        parameters.putAll(Map.of("since", "2025-05-01T00:00:00Z", "until", "2025-08-13T12:00:00Z"));
        return parameters;
    }
}
