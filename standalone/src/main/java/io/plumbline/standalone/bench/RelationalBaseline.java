package io.plumbline.standalone.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;

/** The same facts in a relational database, with the indexes that its questions want. */
final class RelationalBaseline {

    private static final int BATCH = 5000;

    /**
     * A question to both.
     *
     * @param path of the statement that our pages run
     * @param relational the same question over the fact table; days are those of {@code path}
     */
    record Question(String name, String path, String relational) {}

    private static final String PERIOD = "from=2026-08-24&to=2026-11-15";

    static final List<Question> QUESTIONS = List.of(
            new Question(
                    "tiles: opened, merged, origins, waiting; 12 weeks and before",
                    "/data/tiles.sql?" + PERIOD,
                    "SELECT count(*) FILTER (WHERE opened_at >= '2026-08-24' AND opened_at < '2026-11-16'),"
                            + " count(*) FILTER (WHERE opened_at >= '2026-06-01' AND opened_at < '2026-08-24'),"
                            + " count(*) FILTER (WHERE merged_at >= '2026-08-24' AND merged_at < '2026-11-16'),"
                            + " count(*) FILTER (WHERE merged_at >= '2026-06-01' AND merged_at < '2026-08-24'),"
                            + " count(*) FILTER (WHERE opened_at >= '2026-08-24' AND opened_at < '2026-11-16' AND origin = 'ai_agent'),"
                            + " count(*) FILTER (WHERE opened_at >= '2026-08-24' AND opened_at < '2026-11-16' AND origin = 'unknown'),"
                            + " count(*) FILTER (WHERE outcome = 'open' AND first_human_review_at IS NULL) FROM pull_request"),
            new Question(
                    "corrected within 21 days by week and origin; 24 weeks",
                    "/data/measure-corrective-21d.sql?" + PERIOD,
                    "SELECT date_trunc('week', merged_at), origin, count(*) FILTER (WHERE corrected_21d), count(*) FROM pull_request"
                            + " WHERE merged_at >= '2026-06-01' AND merged_at < '2026-11-16' GROUP BY 1, 2 ORDER BY 1, 2"),
            new Question(
                    "acceptance by tool, four denominators; all days",
                    "/data/acceptance.sql?period=all",
                    "SELECT tool, origin, count(*), count(*) FILTER (WHERE merged_at IS NOT NULL), count(*) FILTER (WHERE closed_at"
                            + " IS NOT NULL), count(*) FILTER (WHERE ready_at IS NOT NULL), count(*) FILTER (WHERE merged_at <= opened_at"
                            + " + interval '14 days') FROM pull_request GROUP BY 1, 2 ORDER BY 1, 2"),
            new Question(
                    "list: the newest 50 of one tool; 12 weeks",
                    "/data/pull-requests.sql?tool=openai-codex&" + PERIOD,
                    "SELECT * FROM pull_request WHERE opened_at >= '2026-08-24' AND opened_at < '2026-11-16' AND tool = 'openai-codex'"
                            + " ORDER BY opened_at DESC, repo DESC, number DESC LIMIT 50"),
            new Question(
                    "list: how many match; 12 weeks, one team",
                    "/data/health-quality.sql?team=team-7&" + PERIOD,
                    "SELECT count(*), count(*) FILTER (WHERE origin = 'unknown'), count(*) FILTER (WHERE additions IS NULL) FROM"
                            + " pull_request WHERE opened_at >= '2026-08-24' AND opened_at < '2026-11-16' AND team = 'team-7'"));

    /** Asked of both in words of their own, over the facts and not over counters. */
    static final String MEDIANS_CLICKHOUSE =
            "SELECT toMonday(toDate(merged_at)) AS week, origin, count() AS n, quantileExactInclusive(0.5)(pickup_hours),"
                    + " quantileExactInclusive(0.9)(pickup_hours) FROM mart.flow WHERE merged_at >= '2025-11-17'"
                    + " AND merged_at < '2026-11-16' AND pickup_hours IS NOT NULL GROUP BY week, origin ORDER BY week, origin";

    static final String MEDIANS_RELATIONAL =
            "SELECT date_trunc('week', merged_at), origin, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY pickup),"
                    + " percentile_cont(0.9) WITHIN GROUP (ORDER BY pickup) FROM (SELECT merged_at, origin, extract(epoch FROM"
                    + " first_human_review_at - ready_at) / 3600 AS pickup FROM pull_request WHERE merged_at >= '2025-11-17'"
                    + " AND merged_at < '2026-11-16' AND first_human_review_at IS NOT NULL) AS known GROUP BY 1, 2 ORDER BY 1, 2";

    private static final List<String> COLUMNS = List.of(
            "repo",
            "number",
            "team",
            "origin",
            "tool",
            "task_type",
            "title",
            "outcome",
            "opened_at",
            "ready_at",
            "first_human_review_at",
            "merged_at",
            "closed_at",
            "additions",
            "deletions",
            "changed_files",
            "corrected_21d");

    private RelationalBaseline() {}

    /** Reads the facts from ClickHouse; takes a minute for a million. */
    static void fill(Connection clickHouse, Connection relational) throws SQLException {
        try (var ddl = relational.createStatement()) {
            ddl.execute(
                    "CREATE TABLE pull_request (repo varchar(100) NOT NULL, number int NOT NULL, team varchar(50) NOT NULL,"
                            + " origin varchar(20) NOT NULL, tool varchar(30) NOT NULL, task_type varchar(20) NOT NULL, title varchar(300) NOT"
                            + " NULL, outcome varchar(20) NOT NULL, opened_at timestamp NOT NULL, ready_at timestamp, first_human_review_at"
                            + " timestamp, merged_at timestamp, closed_at timestamp, additions int, deletions int, changed_files int,"
                            + " corrected_21d boolean NOT NULL, PRIMARY KEY (repo, number))");
        }
        relational.setAutoCommit(false);
        var places = String.join(", ", COLUMNS.stream().map(column -> "?").toList());
        try (var read = clickHouse.createStatement();
                var rows = read.executeQuery(
                        "SELECT p.repo, p.number, p.team, p.origin, p.tool, p.task_type, p.title, p.outcome,"
                                + " p.opened_at, p.ready_at, p.first_human_review_at, p.merged_at, p.closed_at, p.additions, p.deletions,"
                                + " p.changed_files, ifNull(arrayExists(c -> c.at <= r.merged_at + toIntervalDay(21), r.corrections), 0)"
                                + " FROM plumbline.pull_request AS p LEFT JOIN plumbline.rework AS r ON r.id = p.id");
                var insert = relational.prepareStatement(
                        "INSERT INTO pull_request (" + String.join(", ", COLUMNS) + ") VALUES (" + places + ")")) {
            int waiting = 0;
            while (rows.next()) {
                for (int i = 1; i <= COLUMNS.size(); i++) {
                    set(insert, i, rows);
                }
                insert.addBatch();
                if (++waiting % BATCH == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        relational.commit();
        relational.setAutoCommit(true);
        try (var ddl = relational.createStatement()) {
            ddl.execute("CREATE INDEX ON pull_request (opened_at, repo, number)");
            ddl.execute("CREATE INDEX ON pull_request (merged_at)");
            ddl.execute("CREATE INDEX ON pull_request (tool, opened_at)");
            ddl.execute("CREATE INDEX ON pull_request (team, opened_at)");
            ddl.execute("VACUUM ANALYZE pull_request");
        }
    }

    private static void set(java.sql.PreparedStatement insert, int column, java.sql.ResultSet rows)
            throws SQLException {
        var name = COLUMNS.get(column - 1);
        if (name.endsWith("_at")) {
            var at = rows.getObject(column, java.time.OffsetDateTime.class);
            insert.setTimestamp(column, at == null ? null : Timestamp.valueOf(at.toLocalDateTime()));
        } else if (name.equals("corrected_21d")) {
            insert.setBoolean(column, rows.getInt(column) == 1);
        } else if (List.of("number", "additions", "deletions", "changed_files").contains(name)) {
            var value = rows.getObject(column);
            if (value == null) {
                insert.setNull(column, Types.INTEGER);
            } else {
                insert.setInt(column, rows.getInt(column));
            }
        } else {
            insert.setString(column, rows.getString(column));
        }
    }
}
