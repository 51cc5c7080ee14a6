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
        Warehouse.acme().whatHappenedNext();
    }

    static List<Path> files() throws IOException, URISyntaxException {
        var root = Path.of(
                        Dashboards.class.getResource("overview/acceptance.sql").toURI())
                .getParent()
                .getParent();
        try (var all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void runsAndGivesRows(Path file) throws Exception {
        var query = SqlFile.of(file.getFileName().toString(), Files.readString(file));

        var rows = count(query.filled(parameters()));

        assertThat(rows).as("rows of %s", file.getFileName()).isPositive();
        assertThat(query.sentence()).endsWith(".");
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
        parameters.putAll(Map.of("team", "", "repo", "acme/shop", "tool", "openai-codex", "origin", "ai_agent"));
        parameters.putAll(Map.of("metric", "merged_all", "split", "tool"));
        parameters.putAll(Map.of("dated", "opened", "outcome", "", "title", "", "rows", 10));
        parameters.putAll(Map.of("after_number", -1, "after_millis", 0, "after_repo", "", "after_provider", ""));
        parameters.putAll(Map.of("provider", "github", "number", 7));
        parameters.putAll(Map.of("opened_day", "2025-06-23", "closed_day", "2025-06-23"));
        parameters.putAll(Map.of("source", "github", "delivery", "d-opened"));
        return parameters;
    }
}
