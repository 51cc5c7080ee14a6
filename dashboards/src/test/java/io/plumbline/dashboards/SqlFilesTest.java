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
        FigureRows.of(Warehouse.acme().whatHappenedNext());
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
        }

        var rows = count(query.filled(parameters));

        assertThat(rows).as("rows of %s", file.getFileName()).isPositive();
        assertThat(query.sentence()).endsWith(".");
    }

    /** Readers may be limited to teams; a query that forgets that shows them everything. */
    private static final Map<String, String> OF_ALL_TEAMS = Map.ofEntries(
            Map.entry("zone.sql", "gives the time zone"),
            Map.entry("version.sql", "tells only whether anything stored has changed"),
            Map.entry("arrivals.sql", "counts deliveries while nothing is stored, and is not shown to limited readers"),
            Map.entry("fact.sql", "one pull request, whose team the page checks before it shows anything"),
            Map.entry("evidence.sql", "of that pull request"),
            Map.entry("timeline.sql", "of that pull request"),
            Map.entry("suggestions.sql", "of that pull request"),
            Map.entry("suggestion_evidence.sql", "of that pull request"),
            Map.entry("chain.sql", "of that pull request"),
            Map.entry("chain_links.sql", "of that pull request"),
            Map.entry("delivery.sql", "one delivery, whose pull requests the page checks before it shows anything"),
            Map.entry("headers.sql", "of that delivery"),
            Map.entry("pull_requests.sql", "tells whose the delivery is"));

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
        parameters.putAll(Map.of("after_number", -1, "after_millis", 0, "after_repo", "", "after_provider", ""));
        parameters.putAll(Map.of("provider", "github", "number", 7));
        parameters.putAll(Map.of("opened_day", "2025-06-23", "closed_day", "2025-06-23"));
        parameters.putAll(Map.of("days", 21, "clock", "wall", "size", "", "draft", "", "bots", "with"));
        parameters.putAll(Map.of("phase", "all", "detector", "ai", "severity", "", "tier", "", "today", "2025-08-13"));
        parameters.putAll(Map.of("source", "github", "delivery", "d-opened"));
        return parameters;
    }
}
