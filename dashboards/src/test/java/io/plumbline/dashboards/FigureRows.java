package io.plumbline.dashboards;

import java.sql.SQLException;
import java.util.List;

/**
 * What happened to the pull requests of a {@link Warehouse}: lines, deployments, incidents, reviews and vendors' reports, in
 * rows whose sums the tests state.
 */
public final class FigureRows {

    private static final List<String> PER_MERGED =
            List.of("corrective_21d", "corrective_14d", "revert_rate_30d", "merged_unmodified_share");
    private static final List<String> PER_CLOSED =
            List.of("pr_rework_after_human_review", "pr_rework_after_bot_review");

    private FigureRows() {}

    /** All of them. */
    public static Warehouse of(Warehouse warehouse) throws SQLException {
        flow(warehouse);
        lines(warehouse);
        production(warehouse);
        suggestions(warehouse);
        usage(warehouse);
        counters(warehouse);
        return warehouse;
    }

    /**
     * Of merged pull requests: 4 h coding, 1 h pick-up, 30 min review, 30 min merge, of AI twice as much coding; six people
     * review in turn; every third has a round; sizes of 50 (every second), 150 (every fourth), 500 and 1,500 lines.
     */
    static void flow(Warehouse warehouse) throws SQLException {
        warehouse.run("INSERT INTO plumbline.pull_request SELECT * REPLACE ("
                + " opened_at - toIntervalHour(if(startsWith(toString(origin), 'ai_'), 8, 4)) AS first_commit_at,"
                + " first_human_review_at + toIntervalMinute(30) AS approved_at,"
                + " first_human_review_at + toIntervalMinute(30) AS last_approved_at,"
                + " toUInt64(2 * 3600000) AS coding_work_millis, toUInt64(3600000) AS pickup_work_millis,"
                + " toUInt64(1800000) AS review_work_millis, toUInt64(1800000) AS merge_work_millis,"
                + " toUInt32(1) AS human_reviews, toUInt32(number % 3 = 0) AS review_rounds,"
                + " toUInt32(multiIf(number % 2 = 0, 50, number % 4 = 1, 150, number % 8 = 3, 500, 1500)) AS written_additions,"
                + " toUInt32(0) AS written_deletions, toUInt32(1) AS written_files,"
                + " [(assumeNotNull(first_human_review_at), concat('person-', toString(number % 6)))] AS reviews_by_persons,"
                + " version + 10 AS version)"
                + " FROM plumbline.pull_request FINAL WHERE merged_at IS NOT NULL");
    }

    /**
     * 60 commits of AI and 60 of unknown origin, one a day and origin from 1 June 2025 on. Each writes 100 lines of which ten
     * die after five days (AI: 20) and five after 25; each adds 100 and removes 20, of them four or twelve (AI: 12 or 20) five
     * days old and by the same author, the others 40 days old. Odd commits are twice as large in all.
     */
    static void lines(Warehouse warehouse) throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.line_history (id, provider, repo, sha, number, committed_at, author_person, team,"
                        + " origin, tool, origin_source, born, deaths, added, removed, ended, known_until, zone, version, is_deleted)"
                        + " SELECT concat(o.1, sha), 'github', o.2, lower(hex(SHA1(concat(o.1, toString(number))))) AS sha,"
                        + " toNullable(toUInt32(number + 1)), toDateTime64('2025-06-01 10:00:00', 3, 'UTC') + toIntervalDay(number), 'p', '',"
                        + " o.1, if(o.1 = 'ai_agent', 'openai-codex', ''), 'pull_request', 100 * f,"
                        + " [(5, o.3 * f, o.3 * f), (25, 5 * f, 0)], 100 * f, 20 * f, [(5, y * f, y * f), (40, (20 - y) * f, 0)],"
                        + " toDateTime64('2025-08-13 00:00:00', 3, 'UTC'), 'Europe/Berlin', 1, 0"
                        + " FROM (SELECT number, toUInt32(1 + number % 2) AS f, toUInt32(o.4 + if(number % 4 < 2, 4, -4)) AS y,"
                        + " arrayJoin([('ai_agent', 'acme/shop', toUInt32(20), toUInt32(16)),"
                        + " ('unknown', 'acme/core', toUInt32(10), toUInt32(8))]) AS o FROM numbers(60))");
    }

    /**
     * Every merged pull request of acme/shop and acme/core goes live two hours after its merge with a deployment of its own;
     * every tenth deployment is a rollback. Every 20th pull request was reverted. Two incidents: Q1 is laid on
     * acme/shop#7 (L2, half) and acme/shop#8, Q2 on nobody.
     */
    static void production(Warehouse warehouse) throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.deployment (id, provider, repo, deployment_id, service, environment, production, sha,"
                        + " state, created_at, started_at, finished_at, trigger, pull_requests, zone, events, last_event_at, version,"
                        + " is_deleted) SELECT concat('github:', repo, '/deployment/', toString(number)), 'github', repo, toString(number),"
                        + " 'web', 'production', true, 'abc', 'success', at, at, at, if(number % 10 = 0, 'rollback', 'planned'),"
                        + " [(number, 'merge_sha', assumeNotNull(merged_at), true)], 'Europe/Berlin', 1, at, 1, 0"
                        + " FROM (SELECT *, assumeNotNull(merged_at) + toIntervalHour(2) AS at FROM plumbline.pull_request FINAL"
                        + " WHERE merged_at IS NOT NULL AND repo IN ('acme/shop', 'acme/core'))");
        warehouse.run(
                "INSERT INTO plumbline.rework (id, provider, repo, number, team, origin, tool, merged_at, paths_known,"
                        + " corrections, reverts, version, is_deleted) SELECT concat('github:', repo, '#', toString(number)), 'github', repo,"
                        + " number, team, origin, tool, assumeNotNull(merged_at), true, [],"
                        + " if(number % 20 = 0, [('github:acme/shop#999', 'title', assumeNotNull(merged_at) + toIntervalDay(2), '', NULL)], []),"
                        + " 2, 0 FROM plumbline.pull_request FINAL WHERE merged_at IS NOT NULL");
        warehouse.run(
                "INSERT INTO plumbline.incident (id, provider, incident_id, number, url, service_name, repo, impact, status,"
                        + " triggered_at, resolved_at, causes, tier, ambiguous, version, is_deleted) VALUES"
                        + " ('pagerduty:incident/Q1', 'pagerduty', 'Q1', 41, 'https://acme.pagerduty.com/incidents/Q1', 'web', 'acme/shop',"
                        + " 'major', 'resolved', '2025-07-04 10:00:00', '2025-07-04 12:00:00', [('L2', 'github:acme/shop#7',"
                        + " 'github:acme/shop/deployment/7', 500000, 400000, 'rolled back 2.0 h after', '2025-07-04 08:00:00'),"
                        + " ('L2', 'github:acme/shop#8', 'github:acme/shop/deployment/7', 500000, 400000, 'rolled back 2.0 h after',"
                        + " '2025-07-04 08:00:00'), ('L4', 'github:acme/shop#9', 'github:acme/shop/deployment/9', 0, 200000,"
                        + " 'in production 30.0 h before', '2025-07-03 04:00:00')], 'L2', true, 2, 0),"
                        + " ('pagerduty:incident/Q2', 'pagerduty', 'Q2', 42, '', 'web', 'acme/shop', 'minor', 'open', '2025-07-06 10:00:00',"
                        + " NULL, [], '', false, 2, 0)");
        warehouse.run(
                "INSERT INTO plumbline.delivery (id, provider, repo, number, team, origin, tool, merged_at, deployment, how,"
                        + " deployed_at, incidents_known, incidents, version, is_deleted) SELECT concat('github:', repo, '#',"
                        + " toString(number)), 'github', repo, number, team, origin, tool, assumeNotNull(merged_at), '', 'merge_sha', merged_at,"
                        + " true, if(repo = 'acme/shop' AND number IN (7, 8), [('pagerduty:incident/Q1', 'L2', 500000, 400000,"
                        + " '2025-07-04 10:00:00', 'major')], []), 2, 0 FROM plumbline.pull_request FINAL"
                        + " WHERE merged_at IS NOT NULL AND repo IN ('acme/shop', 'acme/core')");
    }

    /**
     * One comment of CodeRabbit in each ended pull request of acme/shop: two of three decided, half of these accepted, of the
     * accepted every fourth is dead after 21 days. One of a person in each of acme/core, all decided, every third accepted.
     */
    static void suggestions(Warehouse warehouse) throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.suggestion (id, provider, repo, number, comment_id, reviewer_login, reviewer_type,"
                        + " reviewer_pseudonym, reviewer_kind, reviewer_tool, suggestion_block, severity, category, path, line, created_at,"
                        + " tier, decided, accepted, exclusion, alive_after_21_days, origin, tool, team, opened_at, merged_at, closed_at,"
                        + " outcome, version, is_deleted) SELECT concat('github:', repo, '#', toString(number)), 'github', repo, number,"
                        + " number, if(ai, 'coderabbitai[bot]', 'grace'), if(ai, 'Bot', 'User'), 'p', if(ai, 'ai', 'human'),"
                        + " if(ai, 'coderabbit', ''), false, if(number % 2 = 0, 'major', ''), '', 'a.java', 1, opened_at,"
                        + " if(taken, 'A', if(sure, 'R', 'X')), sure, taken, '', if(taken AND ai, number % 4 != 0, NULL), origin, tool, team,"
                        + " opened_at, merged_at, closed_at, outcome, 1, 0"
                        + " FROM (SELECT *, repo = 'acme/shop' AS ai, if(ai, number % 3 != 0, true) AS sure,"
                        + " sure AND if(ai, number % 2 = 0, number % 3 = 0) AS taken FROM plumbline.pull_request FINAL"
                        + " WHERE closed_at IS NOT NULL AND repo IN ('acme/shop', 'acme/core'))");
    }

    /** Copilot, on each of 20 days from 1 July 2025: 40 of 100 in Java and 5 of 20 in C++ accepted; nobody else reports. */
    static void usage(Warehouse warehouse) throws SQLException {
        warehouse.run(
                "INSERT INTO plumbline.usage_day (id, vendor, tool, report, level, day, surface, breakdown, language, kind,"
                        + " unit, accepted, offered, counted, reported_at, observed_at, version, is_deleted)"
                        + " SELECT concat('u', toString(number), l.1), 'copilot', 'github-copilot', 'organization-1-day', 'organization',"
                        + " toDate('2025-07-01') + number, 'completion', 'language-feature', l.1, 'shown', 'suggestions', l.2, l.3, true,"
                        + " '2025-07-25 00:00:00', '2025-07-25 00:00:00', 1, 0"
                        + " FROM (SELECT number, arrayJoin([('Java', 40, 100), ('C++', 5, 20)]) AS l FROM numbers(20))");
    }

    /**
     * Counters by hand, by repository, origin and day. Of merged ones every seventh counts, of closed ones every fourth; ten
     * deployments a week of June to August failed by the low bound in one, by the high bound in two; Copilot 900 of 2,400.
     */
    static void counters(Warehouse warehouse) throws SQLException {
        for (var metric : PER_MERGED) {
            counter(warehouse, metric, "merged_at", 7);
        }
        for (var metric : PER_CLOSED) {
            counter(warehouse, metric, "closed_at", 4);
        }
        warehouse.run(
                "INSERT INTO plumbline.metric_daily SELECT m.1, toDate('2025-06-02') + 7 * number, '', 'acme/shop', 'unknown',"
                        + " '', '', m.2, 10, toDate('2025-07-01'), toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0 FROM (SELECT number,"
                        + " arrayJoin([('change_failure_rate_low', 1), ('change_failure_rate_high', 2)]) AS m FROM numbers(10))");
        warehouse.run(
                "INSERT INTO plumbline.metric_daily SELECT 'ide_acceptance', toDate('2025-07-01') + number, '', '', '',"
                        + " 'github-copilot', 'copilot/shown/completion', 45, 120, toDate('2025-08-01'),"
                        + " toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0 FROM numbers(20)");
    }

    private static void counter(Warehouse warehouse, String metric, String dated, int every) throws SQLException {
        warehouse.run(
                ("INSERT INTO plumbline.metric_daily SELECT '%1$s', toDate(assumeNotNull(%2$s), 'Europe/Berlin') AS counted,"
                                + " team, repo, origin, tool, '', countIf(number %% %3$d = 0), count(), counted + 30,"
                                + " toDateTime64('2025-08-13 11:58:00', 3, 'UTC'), 1, 0 FROM plumbline.pull_request FINAL"
                                + " WHERE %2$s IS NOT NULL AND is_deleted = 0 GROUP BY counted, team, repo, origin, tool")
                        .formatted(metric, dated, every));
    }
}
