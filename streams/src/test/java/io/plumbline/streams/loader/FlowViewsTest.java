package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views of flow say, on a real engine. */
class FlowViewsTest {

    private Tables tables;
    private int number;

    @BeforeEach
    void migrate() throws SQLException {
        tables = Tables.withMinimumPeople(5);
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow", "flow_weekly", "review_load", "open_pull_request", "size"})
    void everyViewRunsOnEmptyTables(String view) throws SQLException {
        assertThat(tables.rows("SELECT * FROM mart." + view)).isEmpty();
    }

    @Test
    void phasesAreInHoursOfBothClocks() throws SQLException {
        // Written on Friday at 15:00, ready on Monday at 9:00, picked up at 12:00, approved and merged on Tuesday.
        pull(
                "first_commit_at, ready_at, first_human_review_at, approved_at, merged_at, coding_work_millis,"
                        + " pickup_work_millis, review_work_millis, merge_work_millis, draft_millis, written_additions,"
                        + " written_deletions",
                "'2026-02-27 15:00:00', '2026-03-02 09:00:00', '2026-03-02 12:00:00', '2026-03-03 15:00:00',"
                        + " '2026-03-03 15:30:00', 7200000, 10800000, 39600000, 1800000, 5400000, 90, 10");

        assertThat(tables.rows("SELECT coding_hours, coding_work_hours, pickup_hours, pickup_work_hours, review_hours,"
                        + " review_work_hours, merge_hours, merge_work_hours, draft_hours, commit_to_merge_hours,"
                        + " written_lines, size_class FROM mart.flow"))
                .containsExactly("66.0|2.0|3.0|3.0|27.0|11.0|0.5|0.5|1.5|96.5|100|medium");
    }

    @Test
    void aPhaseThatTheTopologyDoesNotKnowIsUnknownOnBothClocks() throws SQLException {
        pull(
                "first_commit_at, ready_at, first_human_review_at, merged_at, clock_skews",
                "'2026-03-02 10:00:00', '2026-03-02 09:00:00', '2026-03-02 08:30:00', '2026-03-03 15:30:00', 2");

        assertThat(tables.rows("SELECT coding_hours, pickup_hours, review_hours, merge_hours, commit_to_merge_hours,"
                        + " reviewed_as_draft, clock_skews, size_class FROM mart.flow"))
                .containsExactly("null|null|null|null|null|false|2|null");
    }

    @Test
    void weeksGivePercentilesAndLinearBsLimitsBesideThem() throws SQLException {
        for (int hours = 1; hours <= 11; hours++) {
            pull(
                    "ready_at, first_human_review_at, merged_at, pickup_work_millis",
                    "'2026-03-02 00:00:00', '2026-03-02 %02d:00:00', '2026-03-04 00:00:00', 3600000".formatted(hours));
        }

        assertThat(tables.rows("SELECT week, phase, clock, merged, n, mean_hours, p50_hours, p75_hours, p90_hours,"
                        + " sample_guard, linearb_elite_average_hours, linearb_elite_p75_hours FROM mart.flow_weekly"
                        + " WHERE phase IN ('pickup', 'merge') ORDER BY phase, clock"))
                .containsExactly(
                        "2026-03-02|merge|wall|11|0|null|null|null|null|hidden|null|null",
                        "2026-03-02|merge|working|11|0|null|null|null|null|hidden|null|null",
                        "2026-03-02|pickup|wall|11|11|6.0|6.0|8.5|10.0|weak|7.0|1.0",
                        "2026-03-02|pickup|working|11|11|1.0|1.0|1.0|1.0|weak|null|null");
    }

    @Test
    void reviewLoadIsByTeamAndHiddenBelowFiveReviewers() throws SQLException {
        reviews("core", "a", "a", "a", "a", "a", "a", "b", "c", "d", "e");
        reviews("edge", "a", "b", "c", "d");
        reviews("even", "a", "b", "c", "d", "e");

        assertThat(tables.rows("SELECT week, team, suppressed, human_reviews, reviewers, reviews_per_reviewer,"
                        + " round(gini, 3) FROM mart.review_load ORDER BY team"))
                .containsExactly(
                        "2026-03-02|core|null|10|5|2.0|0.4",
                        "2026-03-02|edge|fewer than 5 people|null|null|null|null",
                        "2026-03-02|even|null|5|5|1.0|0.0");
    }

    @Test
    void whatIsOpenSaysWhomItWaitsFor() throws SQLException {
        pull("review_state, draft", "'none', true");
        pull("review_state", "'none'");
        pull("review_state", "'commented'");
        pull("review_state", "'changes_requested'");
        pull("review_state", "'answered'");
        pull("review_state", "'approved'");
        pull("review_state, merged_at", "'approved', '2026-03-03 00:00:00'");

        assertThat(tables.rows("SELECT number, state, waits_for FROM mart.open_pull_request ORDER BY number"))
                .containsExactly(
                        "1|draft|author",
                        "2|waiting_for_review|reviewers",
                        "3|waiting_for_review|reviewers",
                        "4|changes_requested|author",
                        "5|waiting_for_review|reviewers",
                        "6|approved|whoever merges");
        assertThat(tables.rows("SELECT min(age_hours > 0 AND quiet_hours > 0) FROM mart.open_pull_request"))
                .containsExactly("1");
    }

    @Test
    void sizesTellHowManyAreUnknown() throws SQLException {
        pull("merged_at, written_additions, written_deletions, written_files", "'2026-03-03 00:00:00', 10, 0, 1");
        pull("merged_at, written_additions, written_deletions, written_files", "'2026-03-03 00:00:00', 20, 10, 3");
        pull("merged_at", "'2026-03-03 00:00:00'");

        assertThat(tables.rows("SELECT origin, merged, n, unknown, lines_p50, lines_p90, files_p50, sample_guard"
                        + " FROM mart.size"))
                .containsExactly("unknown|3|2|1|20.0|28.0|2.0|hidden");
    }

    private void reviews(String team, String... persons) throws SQLException {
        var reviews = new StringBuilder();
        for (var person : persons) {
            reviews.append(reviews.isEmpty() ? "" : ", ").append("('2026-03-04 10:00:00', '" + person + "')");
        }
        pull("team, reviews_by_persons", "'" + team + "', [" + reviews + "]");
    }

    private void pull(String columns, String values) throws SQLException {
        number++;
        tables.execute(
                "INSERT INTO plumbline.pull_request (id, provider, repo, number, origin, opened_at, last_event_at, "
                        + columns + ", version, is_deleted) VALUES ('github:octo/a#" + number
                        + "', 'github', 'octo/a', " + number
                        + ", 'unknown', '2026-03-02 09:00:00', '2026-03-02 09:00:00', " + values + ", 1, 0)");
    }
}
