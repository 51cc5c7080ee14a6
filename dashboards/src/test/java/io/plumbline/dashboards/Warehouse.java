package io.plumbline.dashboards;

import io.plumbline.dashboards.sqlconsole.ConsoleSettings;
import io.plumbline.schema.db.Deployment;
import io.plumbline.schema.db.Migrator;
import io.plumbline.testing.ClickHouseService;
import io.plumbline.testing.TestServices;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/** The tables of the contract in the tests' ClickHouse, with rows that a test states in its own words. */
public final class Warehouse {

    /** A Wednesday: the last 12 complete weeks are 19 May to 10 Aug 2025. */
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2025-08-13T12:00:00Z"), ZoneOffset.UTC);

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** No team is too small, so that what is not about privacy can be told with few people. */
    private static final int EVERYBODY = 1;

    private static final List<String> TABLES = List.of(
            "pull_request",
            "findings",
            "rework",
            "delivery",
            "incident",
            "deployment",
            "restatement",
            "reconcile_run",
            "config_entry",
            "config_applied",
            "line_history",
            "usage_day",
            "suggestion",
            "metric_daily",
            "team_quarter",
            "event",
            "raw_event",
            "ingest_outcome",
            "dead_letter",
            "restatement",
            "config_entry");

    private final ClickHouseService service;

    private Warehouse(ClickHouseService service) {
        this.service = service;
    }

    /** Migrated, and empty whatever other tests left behind. */
    public static Warehouse empty() throws SQLException {
        var warehouse = new Warehouse(TestServices.clickHouse());
        try (var connection = warehouse.service.connect()) {
            new Migrator(Deployment.singleNode(), CLOCK).migrate(connection);
        }
        for (var table : TABLES) {
            warehouse.run("TRUNCATE TABLE plumbline." + table);
        }
        warehouse.withMinimumPeople(EVERYBODY);
        return warehouse;
    }

    /** What the loader says, too: views name no team with fewer people. {@link #config} still shows every figure. */
    public Warehouse withMinimumPeople(int people) throws SQLException {
        run("INSERT INTO plumbline.privacy SELECT 1, " + people
                + ", key_mark, salt, version + 1 FROM plumbline.privacy FINAL");
        return this;
    }

    /** Pages over it as the pipeline's user; every figure is shown, however few people are behind it. */
    public DashboardsConfig config() {
        return DashboardsConfig.local(service.jdbcUrl("default"), service.user(), service.password(), ZONE)
                .withMinimumPeople(EVERYBODY)
                .withOrganisation("Acme")
                .withConsole(console());
    }

    /** As the user who reads mart only. */
    public ConsoleSettings console() {
        return ConsoleSettings.of(URI.create(service.httpUrl()), service.consoleUser(), service.consolePassword());
    }

    /** Pages over it as the user who may only read. */
    DashboardsConfig readOnlyConfig() {
        return DashboardsConfig.local(
                service.jdbcUrl("default"), service.readOnlyUser(), service.readOnlyPassword(), ZONE);
    }

    public void run(String sql) throws SQLException {
        try (var connection = service.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Pull request 7 went live, was corrected by 9, reverted by 11, and half of an incident is laid to it. */
    public Warehouse whatHappenedNext() throws SQLException {
        run(
                "INSERT INTO plumbline.rework (id, provider, repo, number, origin, merged_at, paths_known, corrections, reverts,"
                        + " lines_born, lines_alive_after_21_days) VALUES ('github:acme/shop#7', 'github', 'acme/shop', 7, 'ai_agent',"
                        + " '2025-07-01 12:00:00', true, [('github:acme/shop#9', '2025-07-03 09:00:00', 'fix', 'file', ['a.java'])],"
                        + " [('github:acme/shop#11', 'title', '2025-07-05 09:00:00', '', NULL)], 120, 90)");
        run(
                "INSERT INTO plumbline.incident (id, provider, incident_id, title, repo, impact, status, triggered_at, causes, tier)"
                        + " VALUES ('pagerduty:incident/Q1', 'pagerduty', 'Q1', 'shop: login <b>fails</b>', 'acme/shop', 'major', 'resolved',"
                        + " '2025-07-04 10:00:00', [('L2', 'github:acme/shop#7', 'github:acme/shop/deployment/5', 500000, 500000,"
                        + " 'rolled back 2.0 h after', '2025-07-04 08:00:00')], 'L2')");
        run(
                "INSERT INTO plumbline.delivery (id, provider, repo, number, origin, merged_at, deployment, how, deployed_at,"
                        + " incidents_known, incidents) VALUES ('github:acme/shop#7', 'github', 'acme/shop', 7, 'ai_agent',"
                        + " '2025-07-01 12:00:00', 'github:acme/shop/deployment/5', 'merge_sha', '2025-07-04 08:00:00', true,"
                        + " [('pagerduty:incident/Q1', 'L2', 500000, 500000, '2025-07-04 10:00:00', 'major')])");
        run(
                "INSERT INTO plumbline.deployment (id, provider, repo, deployment_id, service, environment, production, sha, state,"
                        + " created_at, finished_at, trigger, pull_requests, version) VALUES ('github:acme/shop/deployment/5', 'github',"
                        + " 'acme/shop', '5', 'checkout', 'production', true, '9f2c', 'success', '2025-07-04 07:50:00',"
                        + " '2025-07-04 08:00:00', 'planned', [(7, 'merge_sha', '2025-07-01 12:00:00', true)], 1)");
        run(
                "INSERT INTO plumbline.event (provider, repo, event_id, kind, action, event_at, observed_at, source, delivery_id,"
                        + " actor_login, actor_type, attributes, version) VALUES ('pagerduty', 'acme/shop', 'i-1', 'incident',"
                        + " 'triggered', '2025-07-04 10:00:00', '2025-07-04 10:00:00', 'pagerduty', 'd-incident', 'monitor', 'Bot',"
                        + " '{\"incidentId\":\"Q1\",\"text\":\"login <b>fails</b>\"}', 1), ('github', 'acme/shop', 'dp-1',"
                        + " 'deployment', 'success', '2025-07-04 08:00:00', '2025-07-04 08:00:00', 'github', 'd-deployment', 'mona',"
                        + " 'User', '{\"deploymentId\":\"5\",\"description\":\"release 5\"}', 1)");
        return this;
    }

    /** One dead letter, one restated cell, one run of the second computation with a difference. */
    public Warehouse troubles() throws SQLException {
        run(
                "INSERT INTO plumbline.dead_letter VALUES ('letter-1', 'normalise', 'github', 'd-dead', 'pull_request', 'raw-0@12',"
                        + " 'no number in <b>pull_request</b>', '2025-07-02 09:00:00', '{\"action\":<script>', 1)");
        run(
                "INSERT INTO plumbline.restatement VALUES ('merged_all', '2025-06-23', '', 'acme/shop', 'ai_agent', 'openai-codex', '', 1,"
                        + " 10, 24, 12, 24, 'late events', '2025-07-10 09:00:00', '2025-07-20 09:00:00', 1)");
        run(
                "INSERT INTO plumbline.reconcile_run VALUES ('run-1', '2025-08-13 09:00:00', '2025-08-13 09:01:00', 'counters/merged_all',"
                        + " 120, 0, true, 0.4), ('run-1', '2025-08-13 09:00:00', '2025-08-13 09:01:00', 'facts/pull-request', 365, 2, true, 3.1)");
        return this;
    }

    /** All rows, as the pages' own database reads them. */
    List<List<Object>> table(String sql) {
        try (var database = new io.plumbline.dashboards.sql.Database(
                service.jdbcUrl("default"), service.user(), service.password())) {
            return database.table(io.plumbline.dashboards.sql.SqlFile.of("shown", sql), java.util.Map.of())
                    .rows();
        }
    }

    /** Counters of every share of the registry: each pull request adds one, every third of them to the numerator. */
    public Warehouse sharesOfRework() throws SQLException {
        for (var metric : io.plumbline.schema.metric.MetricRegistry.standard().metrics()) {
            if (metric.unit().equals("share")
                    && ask("SELECT count() FROM plumbline.metric_daily WHERE metric_id = '" + metric.id() + "'")
                            .equals("0")) {
                run(
                        ("INSERT INTO plumbline.metric_daily SELECT '%s', toDate(opened_at, '%s') AS day, team, repo, origin, tool, '',"
                                        + " countIf(number %% 3 = 0), count(), day + %d, toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0"
                                        + " FROM plumbline.pull_request FINAL GROUP BY day, team, repo, origin, tool")
                                .formatted(metric.id(), ZONE.getId(), metric.windowDays()));
            }
        }
        return this;
    }

    /** For tests of other packages. */
    public String asked(String sql) throws SQLException {
        return ask(sql);
    }

    /** First column of the first row as text. */
    public String ask(String sql) throws SQLException {
        try (var connection = service.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    /**
     * So many pull requests of one kind, numbered from {@code first} on, one an hour from {@code opened} on: the first
     * {@code merged} of them merged after two hours, the next {@code closed} closed after three, the others open.
     */
    public Warehouse pullRequests(
            String repo, int first, int count, int merged, int closed, String origin, String tool, String opened)
            throws SQLException {
        run(
                ("INSERT INTO plumbline.pull_request (id, provider, repo, number, title, html_url, author_login, author_type,"
                                + " origin, tool, attribution_confidence, rule_version, opened_at, ready_at, draft,"
                                + " first_human_review_at, merged_at, closed_at, outcome, additions, deletions, changed_files,"
                                + " events, last_event_at, last_observed_at, version, is_deleted)"
                                + " SELECT concat('github:%1$s#', toString(%2$d + number)), 'github', '%1$s', %2$d + number,"
                                + " concat('Change ', toString(%2$d + number)),"
                                + " concat('https://github.com/%1$s/pull/', toString(%2$d + number)), 'mona', 'User', '%6$s',"
                                + " '%7$s', if('%6$s' = 'unknown', 0, 0.85), 'rules-1',"
                                + " toDateTime64('%8$s', 3, 'UTC') + toIntervalHour(number) AS at, at, false,"
                                + " if(number < %4$d, at + toIntervalHour(1), NULL),"
                                + " if(number < %4$d, at + toIntervalHour(2), NULL),"
                                + " if(number < %4$d, at + toIntervalHour(2), if(number < %4$d + %5$d, at + toIntervalHour(3), NULL)),"
                                + " if(number < %4$d, 'merged', if(number < %4$d + %5$d, 'rejected_by_human', 'open')),"
                                + " 10, 5, 2, 3, at, at, 1, 0 FROM numbers(%3$d)")
                        .formatted(repo, first, count, merged, closed, origin, tool, opened));
        return this;
    }

    /** The daily counters that the facts stored so far add up to, as the streams would have made them. */
    public Warehouse counted() throws SQLException {
        var zone = ZONE.getId();
        run("TRUNCATE TABLE plumbline.metric_daily");
        run(("INSERT INTO plumbline.metric_daily SELECT cell.1, cell.2, team, repo, origin, tool, '', sum(cell.3),"
                        + " count(), cell.2 + cell.4, toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0"
                        + " FROM plumbline.pull_request FINAL ARRAY JOIN arrayFilter(c -> c.2 IS NOT NULL, ["
                        + " ('merged_all', toNullable(toDate(opened_at, '%1$s')), toInt64(merged_at IS NOT NULL), 0),"
                        + " ('merged_closed', toDate(closed_at, '%1$s'), toInt64(merged_at IS NOT NULL), 0),"
                        + " ('merged_ready', if(ready_at IS NULL, NULL, toDate(opened_at, '%1$s')),"
                        + " toInt64(merged_at IS NOT NULL), 0),"
                        + " ('merged_matured', toNullable(toDate(opened_at, '%1$s')),"
                        + " toInt64(ifNull(merged_at <= opened_at + toIntervalDay(14), 0)), 15)]) AS cell"
                        + " WHERE is_deleted = 0 GROUP BY cell.1, cell.2, cell.4, team, repo, origin, tool")
                .formatted(zone));
        return this;
    }

    /** One delivery with the event it gave; {@code attributes} and {@code payload} are JSON without single quotes. */
    public Warehouse delivery(
            String id,
            String repo,
            int number,
            String kind,
            String action,
            String at,
            String attributes,
            String payload)
            throws SQLException {
        run(("INSERT INTO plumbline.raw_event VALUES ('github', '%s', '%s', '%s', '%s', '%s',"
                        + " map('X-GitHub-Event', '%s', 'X-GitHub-Delivery', '%s'), '%s', 1)")
                .formatted(id, kind, action, repo, at, kind, id, payload));
        run("INSERT INTO plumbline.ingest_outcome VALUES ('github', '%s', '%s', '%s', '%s', '%s', 'mapped', 1, '', 1)"
                .formatted(id, kind, action, repo, at));
        run(
                ("INSERT INTO plumbline.event (provider, repo, number, event_id, kind, action, event_at, observed_at, source,"
                                + " delivery_id, actor_login, actor_type, attributes, version) VALUES ('github', '%s', %d, '%s',"
                                + " '%s', '%s', '%s', '%s', 'github', '%s', 'mona', 'User', '%s', 1)")
                        .formatted(repo, number, "event-" + id, kind, action, at, at, id, attributes));
        return this;
    }

    /** Of acme/shop#7: one comment of a machine applied, one of a person rejected, one summary that does not count. */
    private Warehouse reviewComments() throws SQLException {
        run(
                "INSERT INTO plumbline.suggestion (id, provider, repo, number, comment_id, reviewer_login, reviewer_type,"
                        + " reviewer_pseudonym, reviewer_kind, reviewer_tool, suggestion_block, severity, category, path, line,"
                        + " created_at, event_id, tier, reason, evidence, decided, accepted, decided_at, exclusion, origin, tool,"
                        + " opened_at, merged_at, closed_at, outcome, version, is_deleted) SELECT concat('github:acme/shop#7/comment/',"
                        + " toString(c.1)), 'github', 'acme/shop', 7, c.1, c.2, c.3, 'p-1', c.4, c.5, c.1 = 1, c.6, '',"
                        + " 'src/<b>Shop</b>.java', 12, toDateTime64('2025-06-23 15:10:00', 3, 'UTC') AS at, c.7, c.8, c.9,"
                        + " if(c.8 = 'X', [], [(c.8, c.9, at + toIntervalMinute(5), c.7, '')]), c.8 != 'X', c.8 = 'A',"
                        + " if(c.8 = 'X', NULL, at + toIntervalMinute(5)), c.10, 'ai_agent', 'openai-codex', at, at, at, 'merged', 1, 0"
                        + " FROM (SELECT arrayJoin([(1, 'coderabbitai[bot]', 'Bot', 'ai', 'coderabbit', 'major', 'event-d-comment',"
                        + " 'A', 'Commit 1a2b3c4 carries Co-authored-by: coderabbitai[bot] <c@example.org>.', ''), (2, 'grace', 'User',"
                        + " 'human', '', '', 'event-none', 'R', 'Resolved by a person without a push to the file.', ''), (3,"
                        + " 'coderabbitai[bot]', 'Bot', 'ai', 'coderabbit', '', 'event-none', 'X', 'Nothing tells.', 'summary')]) AS c)");
        return this;
    }

    /**
     * What AI reviewers found: one critical finding of security in every fourth pull request of Codex, three at once and of
     * unstated severity in every tenth of unknown origin, nothing elsewhere. All have 15 changed lines.
     */
    private Warehouse reviewed() throws SQLException {
        run(
                "INSERT INTO plumbline.findings (id, provider, repo, number, team, origin, tool, opened_at, merged_at, closed_at,"
                        + " changed_lines, ai_detectors, reviewed_by_people, counts, ai_findings, people_findings, version, is_deleted)"
                        + " SELECT id, provider, repo, number, team, origin, tool, opened_at, merged_at, closed_at, 15, ['coderabbit'],"
                        + " false, if(n = 0, [], [('coderabbit', if(tool = '', '', 'critical'), if(tool = '', '', 'SECURITY_AND_PRIVACY'),"
                        + " toUInt32(n))]), n, 0, 1, 0 FROM (SELECT *, multiIf(tool = 'openai-codex' AND number % 4 = 0, 1,"
                        + " origin = 'unknown' AND number % 10 = 0, 3, 0) AS n FROM plumbline.pull_request FINAL)");
        return this;
    }

    /**
     * Thirteen weeks up to 10 August 2025 of three teams: search, eight people, 40 pull requests a week in acme/shop, of which 36
     * are merged; payments and billing, three people each, 12 a week. With corrections and deployments, and one incident.
     */
    public static Warehouse thirteenWeeks() throws SQLException {
        var warehouse = empty();
        for (var team : List.of("search", "payments", "billing")) {
            boolean large = team.equals("search");
            int weekly = large ? 40 : 12;
            warehouse.run(
                    ("INSERT INTO plumbline.pull_request (id, provider, repo, number, title, author_login, author_type,"
                                    + " author_person, team, origin, tool, opened_at, ready_at, first_human_review_at, first_commit_at,"
                                    + " coding_work_millis, pickup_work_millis, merged_at, closed_at, outcome, zone, human_reviews,"
                                    + " written_additions, written_deletions, written_files, events, last_event_at, last_observed_at,"
                                    + " version, is_deleted) SELECT concat('github:%1$s#', toString(number + 1)), 'github', '%1$s', number + 1,"
                                    + " 'Change by Grace Hopper', concat('login', toString(number %% %2$d)), 'User', concat('p-%3$s-',"
                                    + " toString(number %% %2$d)), '%3$s', 'ai_agent', 'cursor', toDateTime64('2025-05-12 06:00:00', 3, 'UTC')"
                                    + " + toIntervalWeek(intDiv(number, %4$d)) + toIntervalHour(number * 7 %% 90) AS at, at,"
                                    + " at + toIntervalHour(2), at - toIntervalHour(4), 1, 3600000 * (3 + number %% 9), if(number %% 10 = 9, NULL,"
                                    + " at + toIntervalHour(6 + number * 11 %% 40)), at + toIntervalHour(6 + number * 11 %% 40),"
                                    + " if(number %% 10 = 9, 'rejected_by_human', 'merged'), 'Europe/Berlin', 1, 100, 10, 3, 3, at, at, 1, 0"
                                    + " FROM numbers(%5$d)")
                            .formatted(large ? "acme/shop" : "acme/" + team, large ? 8 : 3, team, weekly, 13 * weekly));
        }
        warehouse.counted();
        warehouse.run(
                "INSERT INTO plumbline.metric_daily SELECT metric.1, toDate('2025-05-01') + number AS day, 'search',"
                        + " 'acme/shop', 'ai_agent', 'cursor', '', metric.2, metric.3, day + 15,"
                        + " toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0 FROM numbers(102) ARRAY JOIN"
                        + " [('corrective_14d', toInt64(number % 3 = 0), toInt64(6)), ('change_failure_rate_low', number % 9 = 0, 3)] AS metric");
        warehouse.run(
                "INSERT INTO plumbline.findings (id, provider, repo, number, team, origin, opened_at, merged_at, closed_at,"
                        + " ai_detectors, reviewed_by_people, counts, ai_findings, people_findings, version, is_deleted)"
                        + " SELECT id, provider, repo, number, team, origin, opened_at, merged_at, closed_at, ['coderabbit'], false,"
                        + " if(number % 4 = 0, [('coderabbit', 'major', '', 2)], []), if(number % 4 = 0, 2, 0), 0, 1, 0"
                        + " FROM plumbline.pull_request FINAL");
        warehouse.run("INSERT INTO plumbline.incident (id, provider, incident_id, title, repo, team, impact, status,"
                + " triggered_at, causes, tier) VALUES ('pagerduty:incident/Q1', 'pagerduty', 'Q1', 'x', 'acme/shop', 'search', 'major',"
                + " 'open', '2025-08-06 10:00:00', [('L2', 'github:acme/shop#480', '', 500000, 500000, 'rolled back',"
                + " '2025-08-06 08:00:00')], 'L2')");
        return warehouse;
    }

    /**
     * A small organisation: three tools, bots and unknown ones, all opened from 23 June 2025 on, in one repository each.
     * OpenAI Codex: 130 of 200 merged, 40 closed. Cursor: 12 of 20 merged, 5 closed. Devin: 3 of 5. Bots: 35 of 40.
     * Unknown: 60 of 100, 20 closed.
     */
    public static Warehouse acme() throws SQLException {
        var warehouse = empty().pullRequests(
                        "acme/shop", 1, 200, 130, 40, "ai_agent", "openai-codex", "2025-06-23 08:00:00")
                .pullRequests("acme/api", 1, 20, 12, 5, "ai_agent", "cursor", "2025-06-24 08:00:00")
                .pullRequests("acme/docs", 1, 5, 3, 1, "ai_assisted", "devin", "2025-06-25 08:00:00")
                .pullRequests("acme/deps", 1, 40, 35, 5, "automation_bot", "", "2025-06-26 08:00:00")
                .pullRequests("acme/core", 1, 100, 60, 20, "unknown", "", "2025-06-27 08:00:00")
                .counted();
        var repo = "acme/shop";
        warehouse
                .delivery("d-opened", repo, 7, "pull_request", "opened", "2025-06-23 14:00:00", "{}", "{\"number\":7}")
                .delivery(
                        "d-review",
                        repo,
                        7,
                        "review",
                        "submitted",
                        "2025-06-23 15:00:00",
                        "{\"state\":\"approved\",\"body\":\"Looks good <b>to me</b>\"}",
                        "{\"review\":{\"body\":\"</code><script>alert(1)</script>\"}}")
                .delivery(
                        "d-merged",
                        repo,
                        7,
                        "pull_request",
                        "closed",
                        "2025-06-23 16:00:00",
                        "{\"pullRequest\":{\"merged\":true}}",
                        "{\"action\":\"closed\"}");
        // GitHub sent this one twice under one delivery id; the table collapses it.
        warehouse.delivery(
                "d-merged",
                repo,
                7,
                "pull_request",
                "closed",
                "2025-06-23 16:00:00",
                "{\"pullRequest\":{\"merged\":true}}",
                "{\"action\":\"closed\"}");
        warehouse.run("INSERT INTO plumbline.pull_request SELECT * REPLACE ('<script>alert(1)</script> & \"quotes\"' AS"
                + " title, [('codex-body', 'body', 'https://chatgpt.com/codex/tasks/task_e_1', 0.85),"
                + " ('codex-branch', 'branch', '<b>codex/</b>topic', 0.7)] AS evidence, 2 AS version,"
                + " opened_at - toIntervalHour(30) AS first_commit_at, 14 * 3600000 AS coding_work_millis,"
                + " 1800000 AS pickup_work_millis, 5400000 AS draft_millis, 'Asia/Tokyo' AS work_zone,"
                + " 1 AS clock_skews, 4 AS written_additions, 1 AS written_deletions, 1 AS written_files)"
                + " FROM plumbline.pull_request FINAL WHERE repo = 'acme/shop' AND number = 7");
        warehouse.delivery(
                "d-comment",
                repo,
                7,
                "review_comment",
                "created",
                "2025-06-23 15:10:00",
                "{\"path\":\"src/Shop.java\",\"body\":\"Better so\",\"suggestion\":true}",
                "{\"comment\":{}}");
        return warehouse.reviewComments().reviewed();
    }

    /** The same with teams: acme/shop is of search, acme/api of payments, the others of nobody. */
    public static Warehouse acmeWithTeams() throws SQLException {
        var warehouse = acme();
        warehouse.run("INSERT INTO plumbline.pull_request SELECT * REPLACE (if(repo = 'acme/api', 'payments', 'search')"
                + " AS team, version + 1 AS version) FROM plumbline.pull_request FINAL"
                + " WHERE repo IN ('acme/api', 'acme/shop')");
        return warehouse.counted();
    }

    /**
     * Teams of nine, six, five and four people, who may not all be named, counted as the loader would. Person n of a team
     * opens a pull request on day n and one more each eleventh day; of large, all but one work in acme/big.
     */
    public static Warehouse teamsOfManySizes() throws SQLException {
        var warehouse = empty().withMinimumPeople(5);
        warehouse
                .people("large", 9, "if(person = 8, 'acme/side', 'acme/big')", "'unknown'", "''")
                .people(
                        "medium",
                        6,
                        "if(turn % 2 = 0, 'acme/mid', 'acme/half')",
                        "if(person < 2, 'ai_agent', 'unknown')",
                        "''")
                .people("five", 5, "'acme/five'", "'unknown'", "''")
                .people("few", 4, "'acme/tiny'", "'ai_agent'", "'cursor'");
        for (var team : List.of("large", "medium")) {
            warehouse.run("INSERT INTO plumbline.team_quarter SELECT '" + team
                    + "', arrayJoin([toDate('2025-04-01'), toDate('2025-07-01')]), 6, true, 1");
        }
        return warehouse.counted();
    }

    private Warehouse people(String team, int people, String repo, String origin, String tool) throws SQLException {
        int first = Integer.parseInt(ask("SELECT count() FROM plumbline.pull_request FINAL"));
        run(("INSERT INTO plumbline.pull_request (id, provider, repo, number, title, author_login, author_type,"
                        + " author_person, team, origin, tool, rule_version, opened_at, ready_at, merged_at, closed_at,"
                        + " outcome, events, last_event_at, last_observed_at, version, is_deleted)"
                        + " SELECT concat('github:', in_repo, '#', toString(n)), 'github', %3$s AS in_repo, %6$d + number AS n,"
                        + " 'Change', concat('%1$s-', toString(person)), 'User', concat('p-%1$s-', toString(person)), '%1$s',"
                        + " %4$s, %5$s, 'rules-1', toDateTime64('2025-06-23 08:00:00', 3, 'UTC')"
                        + " + toIntervalDay(person) + toIntervalDay(turn * 4) AS at, at, if(number %% 44 < 31, at, NULL),"
                        + " if(number %% 44 < 31, at, NULL), if(number %% 44 < 31, 'merged', 'open'), 1, at, at, 1, 0"
                        + " FROM (SELECT number, number %% %2$d AS person, intDiv(number, %2$d) AS turn FROM numbers(%2$d * 11))")
                .formatted(team, people, repo, origin, tool, first + 1));
        return this;
    }
}
