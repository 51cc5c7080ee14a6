package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** What SQL says of finality: whether the window has passed, and whether this value was published. */
class FinalityViewsTest {

    private static final String CELL = "'merged_all', '2026-03-01', '', 'octo/a', 'ai_agent', 'cursor', ''";

    @Test
    void aValueIsPublishedFinalOnlyWhenItIsTheOneThatWasSaid() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute("INSERT INTO plumbline.metric_daily VALUES (" + CELL
                    + ", 3, 5, '2026-03-02', '2026-03-03 00:00:00.000', 1, 0)");
            assertThat(finality(tables)).as("window passed, nothing said").isEqualTo("final|false");

            tables.execute(
                    "INSERT INTO plumbline.metric_final VALUES (" + CELL + ", 3, 5, '2026-03-02 00:10:00.000', 0, 1)");
            assertThat(finality(tables)).as("said").isEqualTo("final|true");

            tables.execute("INSERT INTO plumbline.metric_daily VALUES (" + CELL
                    + ", 4, 6, '2026-03-02', '2026-03-03 00:00:00.000', 2, 0)");
            assertThat(finality(tables)).as("changed, not yet restated").isEqualTo("final|false");

            tables.execute(
                    "INSERT INTO plumbline.metric_final VALUES (" + CELL + ", 4, 6, '2026-03-04 00:00:00.000', 1, 2)");
            assertThat(finality(tables)).as("restated").isEqualTo("final|true");
        }
    }

    private static String finality(Tables tables) throws SQLException {
        return tables.rows("SELECT finality, published_final FROM mart.metric_daily")
                .get(0);
    }

    @Test
    void aRestatementShowsWhatWasSaidAndWhatIsKnownNow() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute("INSERT INTO plumbline.restatement VALUES (" + CELL
                    + ", 1, 3, 6, 3, 4, 'late events', '2026-03-02 00:10:00.000', '2026-03-04 00:00:00.000', 1)");

            assertThat(
                            tables.rows(
                                    "SELECT sequence, old_numerator, old_denominator, new_numerator, new_denominator, change_ratio, reason, team FROM mart.restatement"))
                    .containsExactly("1|3|6|3|4|0.25|late events|null");
        }
    }

    @Test
    void whatWasTakenBackEntirelyHasNoChangeOfRatio() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute("INSERT INTO plumbline.restatement VALUES (" + CELL
                    + ", 1, 3, 6, 0, 0, 'late events', '2026-03-02 00:10:00.000', '2026-03-04 00:00:00.000', 1)");

            assertThat(tables.rows("SELECT change_ratio FROM mart.restatement")).containsExactly("null");
        }
    }
}
