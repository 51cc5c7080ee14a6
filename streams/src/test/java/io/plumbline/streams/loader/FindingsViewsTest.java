package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The views of findings over rows as the loader writes them. */
class FindingsViewsTest {

    private static final String ROWS =
            "INSERT INTO plumbline.findings (id, provider, repo, number, team, origin, tool, task_type,"
                    + " areas, zone, opened_at, merged_at, closed_at, changed_lines, ai_detectors, reviewed_by_people, counts,"
                    + " ai_findings, people_findings, version, is_deleted) VALUES "
                    + row(
                            1,
                            "'2026-03-02'",
                            "200",
                            "['coderabbit', 'cursor']",
                            "[('coderabbit', 'critical', '', 2), ('coderabbit', '', '', 1), ('people', '', '', 4)]",
                            3,
                            4)
                    + ", "
                    + row(2, "'2026-03-03'", "NULL", "['coderabbit']", "[('coderabbit', 'critical', '', 1)]", 1, 0)
                    + ", " + row(3, "'2026-03-03'", "300", "['coderabbit']", "[]", 0, 0)
                    + ", " + row(4, "NULL", "900", "['coderabbit']", "[('coderabbit', 'minor', '', 9)]", 9, 0);

    @Test
    void everyRateHasAllThatItsDetectorLookedAtAsDenominator() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute(ROWS);

            assertThat(tables.rows("SELECT detector, severity, category, findings_count, pull_requests,"
                            + " sized_findings_count, lines, round(per_100_prs, 2), round(per_kloc, 2)"
                            + " FROM mart.findings_rate ORDER BY detector, severity, category"))
                    .contains(
                            "coderabbit|all|all|4|3|3|500|133.33|6.0",
                            "coderabbit|critical|all|3|3|2|500|100.0|4.0",
                            "coderabbit|critical|unstated|3|3|2|500|100.0|4.0",
                            "coderabbit|unstated|all|1|3|1|500|33.33|2.0",
                            "cursor|all|all|0|1|0|200|0.0|0.0",
                            "people|all|all|4|3|4|500|133.33|8.0")
                    .as("the open one is in none")
                    .noneMatch(row -> row.contains("minor"));
        }
    }

    @Test
    void percentilesArePerPullRequestOfMachinesAndOfPeople() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute(ROWS);

            assertThat(tables.rows("SELECT detector_kind, pull_requests, findings_count, p50, round(p90, 2), most"
                            + " FROM mart.findings_percentiles ORDER BY detector_kind"))
                    .containsExactly("ai|3|4|1.0|2.6|3", "people|3|4|0.0|3.2|4");
        }
    }

    @Test
    void theBoundsOfACountAreThoseOfThePoissonDistribution() throws SQLException {
        try (var tables = Tables.empty()) {
            // Garwood's exact bounds: 10 -> 4.795, 18.390; 100 -> 81.364, 121.627; 0 -> 0, 3.689.
            assertThat(tables.rows("SELECT round(poisson_lower(10), 1), round(poisson_upper(10), 1),"
                            + " round(poisson_lower(100), 1), round(poisson_upper(100), 1), poisson_lower(0),"
                            + " abs(poisson_upper(0) - 3.689) < 0.04"))
                    .containsExactly("4.8|18.4|81.4|121.6|0.0|1");
        }
    }

    private static String row(
            int number, String closed, String lines, String detectors, String counts, int ai, int people) {
        return "('github:octo/hello#" + number + "', 'github', 'octo/hello', " + number
                + ", '', 'ai_agent', 'openai-codex', '', [], '', '2026-03-01', " + closed + ", " + closed + ", " + lines
                + ", " + detectors + ", true, " + counts + ", " + ai + ", " + people + ", 1, 0)";
    }
}
