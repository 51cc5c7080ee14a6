package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import io.plumbline.schema.db.SchemaException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The migrations of module schemas on a real engine; they are tested here because here is what fills the tables. */
class MigrationTest {

    private final Migrator migrator = new Migrator(Deployment.singleNode(), Clock.systemUTC());

    @Test
    void anEmptyDatabaseGetsEveryFileOnce() throws SQLException {
        try (var tables = Tables.none()) {
            int files = migrator.migrate(tables.connection());

            assertThat(migrator.migrate(tables.connection())).isZero();
            assertThat(tables.rows("SELECT count(), uniqExact(version) FROM plumbline.schema_migration FINAL"))
                    .containsExactly(files + "|" + files);
        }
    }

    @Test
    void aFileThatWasCutOffRunsAgain() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute("DELETE FROM plumbline.schema_migration WHERE version = 2");

            assertThat(migrator.migrate(tables.connection())).isEqualTo(1);
        }
    }

    @Test
    void aFileThatWasChangedAfterItHadRunIsRefused() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute("INSERT INTO plumbline.schema_migration SELECT version, name, 'other', ran_at + 1"
                    + " FROM plumbline.schema_migration WHERE version = 1");

            assertThatThrownBy(() -> migrator.migrate(tables.connection()))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("V0001")
                    .hasMessageContaining("was changed after it had run");
        }
    }

    @Test
    void aDatabaseOfANewerPlumblineIsRefused() throws SQLException {
        try (var tables = Tables.empty()) {
            tables.execute("INSERT INTO plumbline.schema_migration VALUES (99, 'V0099__later.sql', 'x', now64(3))");

            assertThatThrownBy(() -> migrator.migrate(tables.connection()))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("schema version 99");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 0.00, 27.75",
        "1, 10, 1.79, 40.42",
        "5, 10, 23.66, 76.34",
        "10, 10, 72.25, 100.00",
        "0, 1, 0.00, 79.35",
        "1, 1, 20.65, 100.00",
        "30, 100, 21.89, 39.58",
        "60, 100, 50.20, 69.06",
        "1754, 2686, 63.48, 67.08",
    })
    void theWilsonBoundsAreThoseOfTheTextbook(long x, long n, String lower, String upper) throws SQLException {
        try (var tables = Tables.empty()) {
            assertThat(tables.rows("SELECT toDecimalString(100 * wilson_lower(" + x + ", " + n
                            + "), 2), toDecimalString(100 * wilson_upper(" + x + ", " + n + "), 2)"))
                    .containsExactly(lower + "|" + upper);
        }
    }

    @Test
    void withoutObservationsThereAreNoBounds() throws SQLException {
        try (var tables = Tables.empty()) {
            assertThat(tables.rows("SELECT wilson_lower(0, 0), wilson_upper(0, 0)"))
                    .containsExactly("null|null");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pull_request | repo, number, title_hash, author_id, team, origin, tool, attribution_confidence, opened_at,"
                        + " ready_at, first_review_at, first_human_review_at, approved_at, merged_at, closed_at, outcome,"
                        + " additions, deletions, changed_files, commits, review_rounds, pushes_after_first_human_review",
                "metric_daily | metric_id, day, team, repo, origin, tool, dimension, numerator, denominator, finality, as_of",
                "metric_daily_by_dimension | metric_id, day, team, repo, origin, tool, dimension, value, numerator, denominator,"
                        + " finality, as_of",
                "acceptance_by_work | dimension, value, origin, tool, metric_id, numerator_count, denominator_count",
                "outcome | origin, tool, team, task_type, pull_requests, merged, rejected_by_human, auto_closed, superseded",
                "review_clock | ready_week, team, origin, tool, ready, pickup_human_p50_hours, pickup_bot_p50_hours, merged",
                "acceptance | tool, metric_id, numerator_count, denominator_count, wilson_lower_95, wilson_upper_95",
                "event | provider, repo, number, event_id, kind, action, event_at, observed_at, actor_id",
                "raw_event | source, delivery_id, event_type, received_at, outcome",
                "dead_letter | id, stage, source, reason, failed_at",
                "line_attribution | repo, sha, standard, session_id, tool, model, lines, additions, deletions, accepted,"
                        + " overridden, observed_at",
                "finding | repo, number, comment_id, detector, severity, category, path, tier, superseded, origin, tool, team",
                "findings | repo, number, origin, tool, changed_lines, ai_detectors, counts, ai_findings, people_findings",
                "findings_rate | origin, tool, repo, detector, severity, category, findings_count, pull_requests, lines,"
                        + " per_100_prs, per_100_prs_lower_95, per_100_prs_upper_95, per_kloc, sample_guard",
                "findings_percentiles | origin, detector_kind, pull_requests, mean, p50, p90, p95, most",
                "line_acceptance | tool, model, is_test_tool, accepted_lines, overridden_lines, additions, commits, sessions",
            })
    void theViewsHaveThePublicNames(String view, String columns) throws SQLException {
        try (var tables = Tables.empty()) {
            var names =
                    tables.rows("SELECT name FROM system.columns WHERE database = 'mart' AND table = '" + view + "'");

            assertThat(names).contains(columns.split(",\\s*"));
            // A view that cannot run shows it only when it is read.
            assertThat(tables.rows("SELECT * FROM mart." + view)).isEmpty();
        }
    }

    @Test
    void noViewShowsALoginOrATitle() throws SQLException {
        try (var tables = Tables.empty()) {
            assertThat(tables.rows("SELECT name FROM system.columns WHERE database = 'mart'"))
                    .doesNotContainAnyElementsOf(
                            List.of("title", "author_login", "actor_login", "payload", "attributes"));
        }
    }
}
