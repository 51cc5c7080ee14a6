package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which teams the views name, on a real engine. */
class SmallTeamsTest {

    private static final String SPRING = "2026-05-04 10:00:00";
    private static final String SUMMER = "2026-08-03 10:00:00";
    private static final String WINTER = "2026-12-07 10:00:00";

    private Tables tables;
    private ClickHouseInserts inserts;
    private int number;

    @BeforeEach
    void migrate() throws SQLException {
        tables = Tables.withMinimumPeople(5);
        inserts = new ClickHouseInserts(tables.target(), 2);
    }

    @AfterEach
    void close() throws SQLException {
        inserts.close();
        tables.close();
    }

    @Test
    void aTeamThatNobodyHasCountedYetIsNotNamed() throws SQLException {
        pulls("large", 9, SPRING);

        assertThat(shown(SPRING)).containsExactly("small teams|9");
    }

    @Test
    void fourPeopleAreNotNamedAndHideBehindTheNextSmallestTeam() throws SQLException {
        pulls("four", 4, SPRING);
        pulls("five", 5, SPRING);
        pulls("six", 6, SPRING);

        count(5);

        assertThat(shown(SPRING)).containsExactly("six|6", "small teams|9");
    }

    @Test
    void teamsHideUntilThereAreEnoughPeopleAmongThem() throws SQLException {
        pulls("one", 1, SPRING);
        pulls("two", 2, SPRING);
        pulls("five", 5, SPRING);
        pulls("six", 6, SPRING);

        count(5);

        // One and two are three people: the whole minus the named teams would be theirs.
        assertThat(shown(SPRING)).containsExactly("six|6", "small teams|8");
    }

    @Test
    void teamsOfFivePeopleAreNamedAndSoIsNobodysWork() throws SQLException {
        pulls("five", 5, SPRING);
        pulls("six", 6, SPRING);
        pulls("", 1, SPRING);

        count(5);

        assertThat(shown(SPRING)).containsExactly("five|5", "six|6", "null|1");
    }

    @Test
    void onePersonWithManyPullRequestsIsOnePersonAndABotIsNone() throws SQLException {
        for (int i = 0; i < 30; i++) {
            pull("busy", "the-same", "User", SPRING);
            pull("busy", "bot-" + i, "Bot", SPRING);
        }
        pulls("other", 5, SPRING);
        pulls("third", 7, SPRING);

        count(5);

        assertThat(
                        tables.rows(
                                "SELECT people FROM plumbline.team_quarter FINAL WHERE team = 'busy' AND quarter = '2026-04-01'"))
                .containsExactly("1");
        assertThat(shown(SPRING)).containsExactly("small teams|65", "third|7");
    }

    @Test
    void peopleOfTheQuarterBeforeCountSoThatAQuarterDoesNotBeginWithoutNames() throws SQLException {
        pulls("five", 5, SPRING);
        pull("five", "person-five-0", "User", SUMMER);
        pull("five", "person-five-0", "User", WINTER);

        count(5);

        assertThat(shown(SUMMER)).containsExactly("five|1");
        // Half a year later one is left.
        assertThat(shown(WINTER)).containsExactly("small teams|1");
    }

    @Test
    void aRestatedTeamLosesItsNameAndCountingAgainChangesNothing() throws SQLException {
        pulls("five", 5, SPRING);
        pulls("six", 6, SPRING);
        count(5);
        count(5);
        assertThat(tables.rows("SELECT count() FROM plumbline.team_quarter")).containsExactly("4");

        tables.execute("INSERT INTO plumbline.pull_request SELECT * REPLACE ('six' AS team, 2 AS version)"
                + " FROM plumbline.pull_request AS p FINAL WHERE p.team = 'five'");
        count(5);

        assertThat(shown(SPRING)).containsExactly("six|11");
        assertThat(
                        tables.rows(
                                "SELECT team, named FROM plumbline.team_quarter FINAL WHERE quarter = '2026-04-01' ORDER BY team"))
                .containsExactly("five|false", "six|true");
    }

    @Test
    void theMinimumIsWhatTheLoaderIsConfiguredWith() throws SQLException {
        pulls("three", 3, SPRING);
        pulls("five", 5, SPRING);

        count(3);
        assertThat(shown(SPRING)).containsExactly("five|5", "three|3");

        count(6);
        assertThat(shown(SPRING)).containsExactly("small teams|8");
    }

    @Test
    void countersKeepTheirSumsAndLoseTheNamesOfSmallTeams() throws SQLException {
        pulls("four", 4, SPRING);
        pulls("five", 5, SPRING);
        pulls("six", 6, SPRING);
        tables.execute(
                "INSERT INTO plumbline.metric_daily (metric_id, day, team, repo, origin, tool, dimension, numerator,"
                        + " denominator, matures_on, version) SELECT 'merged_all', toDate(opened_at), team, repo, 'unknown', '',"
                        + " '', 0, count(), toDate(opened_at), 1 FROM plumbline.pull_request GROUP BY team, repo, toDate(opened_at)");
        count(5);

        assertThat(tables.rows("SELECT team, sum(denominator) FROM mart.metric_daily GROUP BY team ORDER BY team"))
                .containsExactly("six|6", "small teams|9");
    }

    /** The views are documented to name no team that has few people; whichever view it is. */
    @Test
    void noViewHasTheNameOfASmallTeam() throws SQLException {
        pulls("secret-four", 4, SPRING);
        pulls("large", 9, SPRING);
        everyFactOf("secret-four");
        count(5);

        var telling = new ArrayList<String>();
        var columns = new TreeSet<String>();
        for (var column : tables.rows(
                "SELECT table, name FROM system.columns WHERE database = 'mart' AND type LIKE '%String%'"
                        // What is decided, and two views that name a team and hide its figures.
                        + " AND table NOT IN ('line_rework_within', 'team', 'repository_owner', 'adoption_week', 'review_load')")) {
            var parts = column.split("\\|", -1);
            if (parts[1].equals("team") || parts[1].endsWith("_team")) {
                columns.add(column);
                if (!tables.rows("SELECT 1 FROM mart." + parts[0] + " WHERE " + parts[1] + " = 'secret-four' LIMIT 1")
                        .isEmpty()) {
                    telling.add(column);
                }
            }
        }
        assertThat(telling).isEmpty();
        assertThat(columns).hasSizeGreaterThan(25);
        assertThat(tables.rows(
                        "SELECT team, active_developers, pull_requests FROM mart.adoption_week WHERE scope = 'team'"
                                + " ORDER BY team"))
                .containsExactly("large|null|null", "secret-four|null|null");
        assertThat(tables.rows("SELECT team FROM mart.rework")).containsExactly("small teams");
        assertThat(tables.rows("SELECT team FROM mart.incident")).containsExactly("small teams");
        assertThat(tables.rows("SELECT team FROM mart.deployment")).containsExactly("small teams");
    }

    @Test
    void anotherKeyIsRefusedBeforeItMixesPseudonyms() {
        new SmallTeams(inserts, 5, new Pseudonyms("first")).settle();

        new SmallTeams(inserts, 5, new Pseudonyms("first")).settle();
        assertThatThrownBy(() -> new SmallTeams(inserts, 5, new Pseudonyms("second")).settle())
                .hasMessageContaining("another key")
                .hasMessageContaining("docs/privacy.md");
    }

    private void everyFactOf(String team) throws SQLException {
        tables.execute(
                "INSERT INTO plumbline.rework (id, provider, repo, number, team, origin, merged_at, version) VALUES"
                        + " ('a', 'github', 'octo/a', 1, '" + team + "', 'unknown', '" + SPRING + "', 1)");
        tables.execute(
                "INSERT INTO plumbline.incident (id, provider, incident_id, repo, team, impact, status, triggered_at, version)"
                        + " VALUES ('i', 'pagerduty', 'i', 'octo/a', '" + team + "', 'major', 'open', '" + SPRING
                        + "', 1)");
        tables.execute(
                "INSERT INTO plumbline.deployment (id, provider, repo, deployment_id, environment, production, state,"
                        + " created_at, finished_at, trigger, team, version) VALUES ('d', 'github', 'octo/a', 'd', 'production', true,"
                        + " 'success', '" + SPRING + "', '" + SPRING + "', 'planned', '" + team + "', 1)");
        tables.execute(
                "INSERT INTO plumbline.delivery (id, provider, repo, number, origin, team, merged_at, incidents_known, version)"
                        + " VALUES ('a', 'github', 'octo/a', 1, 'unknown', '" + team + "', '" + SPRING + "', true, 1)");
        tables.execute(
                "INSERT INTO plumbline.metric_daily (metric_id, day, team, repo, origin, tool, dimension, numerator,"
                        + " denominator, matures_on, version) VALUES ('change_failure_rate_low', '2026-05-04', '" + team
                        + "', 'octo/a', 'unknown', '', '', 0, 1, '2026-05-04', 1), ('merged_all', '2026-05-04', '"
                        + team
                        + "', 'octo/a', 'unknown', '', 'task_type=fix', 0, 1, '2026-05-04', 1)");
    }

    private void count(int minimum) {
        new SmallTeams(inserts, minimum, new Pseudonyms("key")).count();
    }

    private List<String> shown(String at) throws SQLException {
        return tables.rows("SELECT team, count() FROM mart.pull_request WHERE opened_at = '" + at
                + "' GROUP BY team ORDER BY toString(team)");
    }

    /** One pull request by each of so many people. */
    private void pulls(String team, int people, String at) throws SQLException {
        for (int person = 0; person < people; person++) {
            pull(team, "person-" + team + "-" + person, "User", at);
        }
    }

    private void pull(String team, String person, String type, String at) throws SQLException {
        tables.execute("INSERT INTO plumbline.pull_request (id, provider, repo, number, author_login, author_type,"
                + " author_person, team, origin, opened_at, version) VALUES ('github:octo/a#" + ++number
                + "', 'github', 'octo/a', " + number + ", '" + person + "', '" + type + "', '" + person + "', '" + team
                + "', 'unknown', '" + at + "', 1)");
    }
}
