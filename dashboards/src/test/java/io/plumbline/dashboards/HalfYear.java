package io.plumbline.dashboards;

import java.sql.SQLException;

/**
 * A made-up half year: eight repositories of four teams, 4,000 pull requests from 24 February 2025 on, one an hour. AI begins in
 * one repository after the other and grows. Its pull requests fare better in docs and worse in auth. Team tiny has three people.
 */
public final class HalfYear {

    private HalfYear() {}

    public static Warehouse stored() throws SQLException {
        var warehouse = Warehouse.empty();
        warehouse.run("TRUNCATE TABLE plumbline.deployment");
        warehouse.run("""
            INSERT INTO plumbline.pull_request (id, provider, repo, number, title, html_url, author_login, author_type,
                accountable_person, team, team_source, origin, tool, attribution_confidence, rule_version, task_type, areas,
                known_paths, opened_at, ready_at, draft, first_commit_at, coding_work_millis, first_human_review_at, merged_at, closed_at, outcome,
                additions, deletions, changed_files, written_additions, written_deletions, human_reviews,
                pushes_after_first_human_review, events, last_event_at, last_observed_at, version, is_deleted)
            WITH
                cityHash64(number, 'a') % 1000 / 1000. AS a, cityHash64(number, 'b') % 1000 / 1000. AS b,
                cityHash64(number, 'c') % 1000 / 1000. AS c, cityHash64(number, 'd') % 1000 / 1000. AS d,
                number % 8 AS r,
                number / 168. AS week,
                ['api', 'schema', 'auth', 'test', 'docs', 'dependencies'][1 + cityHash64(number, 'area') % 6] AS area,
                a < 0.06 AS is_bot,
                NOT is_bot AND week > 6 + r AND b < 0.15 + 0.02 * week AS is_ai,
                multiIf(area = 'docs', if(is_ai, 0.95, 0.75), area = 'auth', if(is_ai, 0.45, 0.8), 0.7) + 0.004 * week AS chance,
                toDateTime64('2025-02-24 00:00:00', 3, 'UTC') + toIntervalHour(number) AS opened,
                opened + toIntervalMinute(60 + toUInt32(4000 * pow(d, 3))) AS ended,
                (c < chance) AS is_merged
            SELECT
                concat('github:acme/r', toString(r), '#', toString(number + 1)), 'github', concat('acme/r', toString(r)), number + 1,
                concat('Change ', toString(number + 1)), concat('https://github.com/acme/r', toString(r), '/pull/', toString(number + 1)),
                'mona', 'User',
                concat('p', toString(r), '-', toString(cityHash64(number, 'p') % if(r = 6, 3, 7))),
                multiIf(r < 3, 'search', r < 6, 'payments', r = 6, 'tiny', 'platform'), 'repository',
                multiIf(is_bot, 'automation_bot', is_ai, if(d < 0.7, 'ai_agent', 'ai_assisted'), 'unknown'),
                if(is_ai, if(b < 0.2, 'cursor', 'openai-codex'), ''),
                if(is_ai, if(d < 0.4, 1, if(d < 0.8, 0.85, 0.4)), 0), 'rules-1',
                ['feat', 'fix', 'docs', 'chore'][1 + cityHash64(number, 't') % 4], [area], 1,
                opened, opened, false, opened - toIntervalHour(5 + number % 30), 18000000, opened + toIntervalMinute(40),
                if(is_merged, ended, NULL), ended, if(is_merged, 'merged', 'rejected_by_human'),
                toUInt32(10 + 600 * pow(a, 4)), 5, 3, toUInt32(10 + 600 * pow(a, 4)), 5, 1,
                toUInt32(cityHash64(number, 'push') % 100 < if(is_ai AND area = 'auth', 40, 22)), 3, ended, ended, 1, 0
            FROM numbers(4000)
            """);
        warehouse.run("""
            INSERT INTO plumbline.findings (id, provider, repo, number, team, origin, tool, opened_at, merged_at, closed_at,
                changed_lines, ai_detectors, reviewed_by_people, counts, ai_findings, people_findings, version, is_deleted)
            SELECT id, provider, repo, number, team, origin, tool, opened_at, merged_at, closed_at, 30, ['coderabbit'], true,
                if(n = 0, [], [('coderabbit', 'major', 'SECURITY_AND_PRIVACY', toUInt32(n))]), n, 0, 1, 0
            FROM (SELECT *, if(cityHash64(number, 'f') % 10 < 3, 1 + cityHash64(number, 'g') % 5, 0)
                      * if(startsWith(origin, 'ai_') AND has(areas, 'auth'), 4, 1) AS n
                  FROM plumbline.pull_request FINAL WHERE repo != 'acme/r7')
            """);
        warehouse.run("""
            INSERT INTO plumbline.rework (id, provider, repo, number, team, origin, tool, task_type, areas, merged_at, paths_known,
                corrections, reverts, version, is_deleted)
            SELECT id, provider, repo, number, team, origin, tool, task_type, areas, merged_at, true,
                if(cityHash64(number, 'r') % 100 < if(startsWith(origin, 'ai_') AND has(areas, 'auth'), 45, 14),
                   [('github:acme/x#1', merged_at + toIntervalDay(3), 'fix', 'file', ['a.java'])], []), [], 1, 0
            FROM plumbline.pull_request FINAL WHERE merged_at IS NOT NULL
            """);
        warehouse.run("""
            INSERT INTO plumbline.delivery (id, provider, repo, number, team, origin, tool, task_type, areas, merged_at, deployment,
                how, deployed_at, incidents_known, incidents, version, is_deleted)
            SELECT id, provider, repo, number, team, origin, tool, task_type, areas, merged_at, concat('github:', repo, '/deployment/', toString(number)),
                'merge_sha', merged_at + toIntervalHour(4), true,
                if(cityHash64(number, 'i') % 100 < if(startsWith(origin, 'ai_'), 4, 3),
                   [('pagerduty:incident/Q1', 'L2', 500000, 500000, merged_at + toIntervalHour(6), 'major')], []), 1, 0
            FROM plumbline.pull_request FINAL WHERE merged_at IS NOT NULL AND repo != 'acme/r7'
            """);
        warehouse.run("""
            INSERT INTO plumbline.incident (id, provider, incident_id, title, repo, team, impact, status, triggered_at, resolved_at,
                causes, tier, version, is_deleted)
            SELECT concat('pagerduty:incident/Q', toString(number)), 'pagerduty', toString(number), 'down', concat('acme/r', toString(number % 8)),
                multiIf(number % 8 < 3, 'search', number % 8 < 6, 'payments', number % 8 = 6, 'tiny', 'platform'), 'major', 'resolved',
                toDateTime64('2025-03-01 06:00:00', 3, 'UTC') + toIntervalHour(40 * number) AS at,
                at + toIntervalMinute(30 + number * 17 % 300),
                [('L2', 'github:acme/r0#1', concat('github:acme/r0/deployment/', toString(number)), 1000000, 1000000, 'rolled back', at - toIntervalHour(1))],
                'L2', 1, 0
            FROM numbers(95)
            """);
        warehouse.counted();
        warehouse.run("""
            INSERT INTO plumbline.metric_daily
            SELECT cell.1, cell.2, team, repo, origin, tool, '', sum(cell.3), count(), cell.2 + cell.4,
                toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0
            FROM plumbline.pull_request AS p FINAL
            LEFT JOIN (SELECT id AS of, length(corrections) AS corrected FROM plumbline.rework FINAL) AS r ON r.of = p.id
            ARRAY JOIN arrayFilter(c -> c.2 IS NOT NULL AND (c.1 != 'ai_pr_share' OR origin != 'automation_bot'), [
                ('ai_pr_share', toNullable(toDate(opened_at, 'Europe/Berlin')), toInt64(startsWith(origin, 'ai_')), 0),
                ('corrective_21d', toDate(merged_at, 'Europe/Berlin'), toInt64(r.corrected), 30)]) AS cell
            WHERE is_deleted = 0 GROUP BY cell.1, cell.2, cell.4, team, repo, origin, tool
            """);
        warehouse.run("""
            INSERT INTO plumbline.metric_daily
            SELECT 'change_failure_rate_low', toDate('2025-02-24') + toIntervalDay(number) AS day, ['search', 'payments', 'platform', 'tiny'][1 + number % 4],
                concat('acme/r', toString([0, 3, 7, 6][1 + number % 4])), '', '', '', number % 3, 5, day + 14, toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0
            FROM numbers(168)
            """);
        return warehouse;
    }
}
