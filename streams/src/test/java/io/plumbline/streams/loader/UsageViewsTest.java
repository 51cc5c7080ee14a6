package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the views of usage and adoption say, on a real engine. */
class UsageViewsTest {

    private Tables tables;
    private final List<String> pullRequests = new ArrayList<>();
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
    @ValueSource(
            strings = {"usage_day", "ide_acceptance", "usage_reconciliation", "adoption_week", "adoption_cohort_week"})
    void everyViewRunsOnEmptyTables(String view) throws SQLException {
        assertThat(tables.rows("SELECT * FROM mart." + view)).isEmpty();
    }

    @Test
    void acceptanceIsShownByKindWithBoundsAndGuard() throws SQLException {
        usage("feature", "completion", "shown", "suggestions", "30", "100");
        usage("feature", "chat", "suggested", "suggestions", "3", "8");

        assertThat(tables.rows("SELECT surface, kind, numerator_count, denominator_count, round(100 * ratio, 2),"
                        + " round(100 * wilson_lower_95, 2), round(100 * wilson_upper_95, 2), sample_guard"
                        + " FROM mart.ide_acceptance ORDER BY kind"))
                .containsExactly(
                        "completion|shown|30|100|30.0|21.89|39.58|shown", "chat|suggested|3|8|37.5|13.68|69.43|hidden");
    }

    @Test
    void aShareOverAHundredIsNotShownAndSaysWhy() throws SQLException {
        usage("total", "all", "lines_suggested", "lines", "2172", "14");

        assertThat(tables.rows("SELECT numerator_count, denominator_count, ratio, wilson_upper_95, reason"
                        + " FROM mart.ide_acceptance"))
                .containsExactly(
                        "2172|14|null|null|more accepted than offered: the report counts what it did not offer");
    }

    @Test
    void withoutADenominatorAcceptanceIsUnknown() throws SQLException {
        usage("total", "completion", "none", "suggestions", "45", "NULL");

        assertThat(tables.rows("SELECT numerator_count, denominator_count, ratio, reason, sample_guard"
                        + " FROM mart.ide_acceptance"))
                .containsExactly("45|null|null|the report has no denominator|hidden");
    }

    @Test
    void aDayWithOneNumberOnlyIsInNeitherSum() throws SQLException {
        usage("total", "completion", "suggested", "suggestions", "5", "NULL");

        assertThat(tables.rows("SELECT numerator_count, denominator_count, days, reason FROM mart.ide_acceptance"))
                .containsExactly("0|0|0|nothing was offered");
    }

    @Test
    void sumsThatDisagreeAreListedAndSumsThatAgreeAreNot() throws SQLException {
        usage("total", "all", "suggested", "suggestions", "155", "182");
        usage("feature", "completion", "shown", "suggestions", "5", "20");
        usage("feature", "cli", "suggested", "suggestions", "150", "158");
        usage("language-feature", "completion", "shown", "suggestions", "5", "18");
        usage("language-feature", "cli", "suggested", "suggestions", "150", "158");

        assertThat(tables.rows("SELECT day, surface, number, level_a_name, sum_a, level_b_name, sum_b, difference"
                        + " FROM mart.usage_reconciliation ORDER BY ALL"))
                .containsExactly(
                        "2026-03-02|all|offered|organization/total|182|organization/feature|178|4",
                        "2026-03-02|all|offered|organization/total|182|organization/language-feature|176|6",
                        "2026-03-02|completion|offered|organization/feature|20|organization/language-feature|18|2");
    }

    @Test
    void aTeamBelowFivePeopleIsHiddenAndSoIsTheNextSmallest() throws SQLException {
        open("small", 2, "unknown");
        open("middle", 5, "ai_agent");
        open("large", 9, "unknown");
        insert();

        assertThat(tables.rows("SELECT scope, team, suppressed, active_developers, active_ai_users, pull_requests,"
                        + " ai_pull_requests FROM mart.adoption_week ORDER BY scope, team"))
                .containsExactly(
                        "organization|null|null|16|5|16|5",
                        "team|large|null|9|0|9|0",
                        "team|middle|would reveal another team|null|null|null|null",
                        "team|small|fewer than 5 people|null|null|null|null");
    }

    @Test
    void linesAndMergesAreCountedWithoutAutomation() throws SQLException {
        open("a", 5, "ai_agent");
        open("a", 5, "unknown");
        open("a", 3, "automation_bot");
        insert();

        assertThat(tables.rows("SELECT active_developers, pull_requests, ai_pull_requests, lines, ai_lines, merged,"
                        + " merged_per_active_developer FROM mart.adoption_week WHERE scope = 'team'"))
                .containsExactly("5|10|5|100|50|10|2.0");
    }

    @Test
    void whoReviewedIsActiveAndWhoUsedAToolIsAnAiUser() throws SQLException {
        open("a", 5, "unknown");
        insert();
        tables.execute(
                "INSERT INTO plumbline.event (provider, repo, number, event_id, kind, action, event_at, observed_at,"
                        + " actor_type, actor_login, actor_pseudonym, version) VALUES ('github', 'r', 1, 'e1', 'review', 'submitted',"
                        + " '2026-03-03 10:00:00', '2026-03-03 10:00:00', 'User', 'x', 'only-reviews', 1), ('github', 'r', 1, 'e2',"
                        + " 'review', 'submitted', '2026-03-03 10:00:00', '2026-03-03 10:00:00', 'Bot', 'b', 'bot', 1)");
        tables.execute(
                "INSERT INTO plumbline.usage_day (id, vendor, level, subject_kind, person, day, kind, unit, active,"
                        + " version, is_deleted) VALUES ('u1', 'copilot', 'user', 'github', 'person-a-1', '2026-03-04', 'none',"
                        + " 'activity', 1, 1, 0), ('u2', 'copilot', 'user', 'github', 'person-a-2', '2026-03-04', 'none', 'activity',"
                        + " 0, 1, 0)");

        assertThat(tables.rows("SELECT active_developers, active_ai_users, active_ai_developers FROM mart.adoption_week"
                        + " WHERE scope = 'organization'"))
                .containsExactly("6|1|1");
    }

    @Test
    void cohortsAreBuiltFromTheFourWeeksBefore() throws SQLException {
        open("a", 6, "ai_agent", "2026-02-20 10:00:00");
        open("b", 6, "unknown", "2026-02-20 10:00:00");
        open("a", 6, "unknown");
        open("b", 6, "unknown");
        open("c", 6, "unknown");
        insert();

        assertThat(
                        tables.rows(
                                "SELECT cohort, suppressed, persons, pull_requests, merged, closed_without_merge,"
                                        + " merged_per_person FROM mart.adoption_cohort_week WHERE week = '2026-03-02' ORDER BY cohort"))
                .containsExactly("most|null|6|6|6|0|1.0", "none|null|6|6|6|0|1.0", "unknown|null|6|6|6|0|1.0");
    }

    private void usage(String breakdown, String surface, String kind, String unit, String accepted, String offered)
            throws SQLException {
        tables.execute(
                ("INSERT INTO plumbline.usage_day (id, vendor, tool, report, level, scope, day, surface, breakdown, kind,"
                                + " unit, accepted, offered, version, is_deleted) VALUES ('%s', 'copilot', 'github-copilot',"
                                + " 'copilot-organization', 'organization', '7', '2026-03-02', '%s', '%s', '%s', '%s', %s, %s, 1, 0)")
                        .formatted("u" + ++number, surface, breakdown, kind, unit, accepted, offered));
    }

    private void open(String team, int people, String origin) {
        open(team, people, origin, "2026-03-02 10:00:00");
    }

    private void open(String team, int people, String origin, String at) {
        for (int person = 1; person <= people; person++) {
            var name = "person-" + team + "-" + person;
            pullRequests.add(
                    "('github:r#%d', 'github', 'r', %d, '%s', '%s', 'User', '%s', '%s', 10, '%s', '%s', '%s', 1, 0)"
                            .formatted(++number, number, name, name, team, origin, at, at, at));
        }
    }

    private void insert() throws SQLException {
        tables.execute(
                "INSERT INTO plumbline.pull_request (id, provider, repo, number, author_pseudonym, author_person,"
                        + " author_type, team, origin, additions, opened_at, merged_at, closed_at, version, is_deleted) VALUES "
                        + String.join(", ", pullRequests));
    }
}
