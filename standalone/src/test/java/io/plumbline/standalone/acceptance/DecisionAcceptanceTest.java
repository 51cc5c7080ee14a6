package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A running Plumbline is told about teams, identities and overrides on the command line: history follows, undoing gives
 * what was before, and everything is in the tables.
 */
class DecisionAcceptanceTest {

    private static final String[] WHO = {"--by", "lead@example.org", "--reason", "a test"};

    @TempDir
    private Path folder;

    @Test
    void whatIsDecidedRestatesHistoryAndWhatIsTakenBackIsAsIfItHadNeverBeen() throws Exception {
        var data = folder.resolve("data");
        var deliveries = Files.writeString(
                folder.resolve("deliveries.ndjson"),
                opened(1, "ada", 11, "2026-03-03T10:00:00Z") + opened(2, "ada-work", 12, "2026-03-04T10:00:00Z"));
        var directory = Files.writeString(folder.resolve("directory.yaml"), """
                organisation: acme
                teams:
                  - { id: core, members: [{ login: ada, id: 11, name: Ada Marl }], repositories: ["acme/*"] }
                  - { id: edge, members: [{ login: bo, id: 99 }] }
                """);
        try (var serve = PlumblineProcess.start(
                data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0")) {
            serve.endpoints();
            run(data, "import", "github-deliveries", deliveries.toString(), "--wait");
            assertThat(teams(data)).isEqualTo("1\t\\N\t\\N\n2\t\\N\t\\N\n");

            var published = decide(data, "directory", "publish", directory.toString());
            assertThat(published)
                    .contains(
                            "+ team core", "+ member github:11 in core", "History is being restated", "Restated 2 of ");
            assertThat(teams(data)).isEqualTo("1\tcore\tmembership\n2\tcore\trepository\n");
            assertThat(decide(data, "directory", "publish", directory.toString()))
                    .contains("in force already");
            assertThat(run(data, "directory", "show", "--at", "2026-03-03"))
                    .contains("github:11 (Ada Marl)", "owns acme/*");

            assertThat(run(data, "identity", "suggest", "--min-score", "0.1"))
                    .contains("No accounts look like one person");
            assertThat(persons(data)).isEqualTo("2\n");
            var merged = decide(data, "identity", "merge", "github:ada", "github:#12");
            assertThat(merged).contains("github:#12: (itself) -> github:11");
            assertThat(persons(data)).isEqualTo("1\n");
            assertThat(teams(data)).isEqualTo("1\tcore\tmembership\n2\tcore\tmembership\n");
            assertThat(sql(
                            data,
                            "SELECT uniqExact(author_id) = 1 AND any(author_id) IN (SELECT person FROM mart.team_member)"
                                    + " FROM mart.pull_request"))
                    .as("one pseudonym in both views")
                    .isEqualTo("1\n");

            var list = run(data, "identity", "list", "--json");
            assertThat(list).contains("\"inForce\" : true", "lead@example.org");
            var link = list.replaceAll("(?s).*\"link\" : \"([^\"]+)\".*", "$1");
            decide(data, "identity", "undo", link);
            assertThat(persons(data)).isEqualTo("2\n");
            assertThat(teams(data)).isEqualTo("1\tcore\tmembership\n2\tcore\trepository\n");
            assertThat(run(data, "identity", "list")).contains("undone");

            decide(data, "origin", "set", "acme/shop#1", "--origin", "ai_agent", "--tool", "cursor");
            assertThat(origins(data)).isEqualTo("1\tai_agent\tcursor\n2\tunknown\t\\N\n");
            decide(data, "origin", "clear", "acme/shop#1");
            assertThat(origins(data)).isEqualTo("1\tunknown\t\\N\n2\tunknown\t\\N\n");
            assertThat(sql(data, "SELECT origin, in_force FROM mart.origin_override ORDER BY decided_at"))
                    .isEqualTo("ai_agent\t0\nunknown\t0\n");

            var moved = Files.writeString(folder.resolve("moved.yaml"), """
                    organisation: acme
                    teams:
                      - { id: core, members: [{ login: ada, id: 11, name: Ada Marl, until: 2026-03-01 }], repositories: ["acme/*"] }
                      - { id: edge, members: [{ login: bo, id: 99 }, { login: ada, id: 11, from: 2026-03-01 }] }
                    """);
            assertThat(counted(data, "core")).isEqualTo("2\n");
            decide(data, "directory", "publish", moved.toString());
            assertThat(teams(data)).isEqualTo("1\tedge\tmembership\n2\tcore\trepository\n");
            assertThat(counted(data, "core")).isEqualTo("1\n");
            assertThat(counted(data, "edge")).isEqualTo("1\n");

            var rules = Files.writeString(folder.resolve("rules.yaml"), """
                    version: acme-1
                    rules:
                      - { id: acme-fix-branch, tool: aider, origin: ai_assisted, signal: branch, weight: 0.7, values: ["fix"] }
                    """);
            decide(data, "rules", "publish", "attribution", rules.toString());
            assertThat(origins(data)).isEqualTo("1\tai_assisted\taider\n2\tai_assisted\taider\n");
            assertThat(
                            sql(
                                    data,
                                    "SELECT tool, sum(denominator) FROM mart.metric_daily WHERE metric_id = 'merged_all' GROUP BY tool"))
                    .isEqualTo("aider\t2\n");
            decide(data, "rules", "retract", "attribution");
            assertThat(origins(data)).isEqualTo("1\tunknown\t\\N\n2\tunknown\t\\N\n");
            assertThat(run(data, "reconcile")).contains("No difference");
            decide(data, "directory", "publish", directory.toString());

            refused(
                    data,
                    1,
                    "line 2, teams: expected a list",
                    "directory",
                    "publish",
                    broken().toString(),
                    "--by",
                    "x",
                    "--reason",
                    "y");
            refused(
                    data,
                    1,
                    "No merge nothing is in force",
                    "identity",
                    "undo",
                    "nothing",
                    "--by",
                    "x",
                    "--reason",
                    "y");
            assertThat(sql(data, "SELECT uniqExact(config_version) FROM mart.config_applied"))
                    .as("nothing, directory, merge, moved, rules, directory again")
                    .isEqualTo("6\n");
            assertThat(sql(data, "SELECT kind, count() FROM mart.config_entry GROUP BY kind ORDER BY kind"))
                    .isEqualTo("attribution-rules\t2\ndirectory\t3\nidentity-link\t2\n");

            // Killed before it can have restated everything; what was decided is not lost.
            run(data, "identity", "merge", "github:ada", "github:#12", "--by", "lead@example.org", "--reason", "again");
            serve.killHard();
        }
        try (var serve = PlumblineProcess.start(
                data, "serve", "--http-port", "0", "--kafka-port", "0", "--clickhouse-port", "0")) {
            serve.endpoints();
            PlumblineProcess.await(Duration.ofSeconds(60), () -> {
                try {
                    return persons(data).equals("1\n");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(run(data, "reconcile")).contains("No difference");
            serve.stop();
        }

        // Nothing runs: the command starts what it needs, and ends when the effect is there.
        assertThat(run(data, "rules", "show")).contains("attribution-rules: version", "the standard ones alone");
        assertThat(decide(
                        data,
                        "directory",
                        "publish",
                        folder.resolve("moved.yaml").toString()))
                .contains("Restated");
        assertThat(teams(data)).isEqualTo("1\tedge\tmembership\n2\tedge\tmembership\n");
    }

    private Path broken() throws Exception {
        return Files.writeString(folder.resolve("broken.yaml"), "zone: UTC\nteams: core\n");
    }

    private static String decide(Path data, String... arguments) throws Exception {
        var all = new java.util.ArrayList<>(java.util.List.of(arguments));
        all.addAll(java.util.List.of(WHO));
        all.add("--wait");
        return run(data, all.toArray(String[]::new));
    }

    private static void refused(Path data, int exit, String reason, String... arguments) throws Exception {
        try (var command = PlumblineProcess.start(data, arguments)) {
            assertThat(command.finish(exit)).contains(reason).doesNotContain("\tat ");
        }
    }

    private static String teams(Path data) throws Exception {
        return sql(
                data,
                // The table, because mart names no team of two people.
                "SELECT number, nullIf(team, ''), nullIf(team_source, '') FROM plumbline.pull_request FINAL"
                        + " WHERE is_deleted = 0 ORDER BY number");
    }

    private static String origins(Path data) throws Exception {
        return sql(data, "SELECT number, origin, tool FROM mart.pull_request ORDER BY number");
    }

    private static String counted(Path data, String team) throws Exception {
        return sql(
                data,
                "SELECT sum(denominator) FROM plumbline.metric_daily FINAL WHERE is_deleted = 0 AND dimension = ''"
                        + " AND metric_id = 'merged_all' AND team = '" + team + "'");
    }

    private static String persons(Path data) throws Exception {
        return sql(data, "SELECT uniqExact(author_id) FROM mart.pull_request");
    }

    private static String sql(Path data, String statement) throws Exception {
        return run(data, "sql", statement, "--format", "TSV");
    }

    private static String run(Path data, String... arguments) throws Exception {
        return PlumblineProcess.run(data, arguments);
    }

    private static String opened(int number, String login, long id, String at) {
        var payload =
                ("{\"action\":\"opened\",\"number\":%d,\"pull_request\":{\"id\":%d,\"number\":%d,\"title\":\"A change\","
                                + "\"state\":\"open\",\"user\":{\"login\":\"%s\",\"id\":%d,\"type\":\"User\"},\"created_at\":\"%s\","
                                + "\"updated_at\":\"%s\",\"draft\":false,\"head\":{\"ref\":\"fix\",\"sha\":\"a\"},\"base\":{\"ref\":\"main\"}},"
                                + "\"repository\":{\"full_name\":\"acme/shop\",\"id\":7},\"sender\":{\"login\":\"%s\",\"id\":%d,\"type\":\"User\"}}")
                        .formatted(number, number, number, login, id, at, at, login, id);
        return "{\"guid\":\"d%d\",\"event\":\"pull_request\",\"delivered_at\":\"%s\",\"request\":{\"payload\":%s}}\n"
                .formatted(number, at, payload);
    }
}
