-- Questions over years of work: tables that are read without merging, and joins that keep the smaller side in memory.

-- Reading the newest version of each row (FINAL) of one merged part costs a quarter of reading it from several; half an hour
-- after the last insert ClickHouse merges them all. A table of a million pull requests takes two seconds of one core.
ALTER TABLE plumbline.pull_request${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.metric_daily${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.metric_final${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.suggestion${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.findings${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.deployment${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.incident${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.delivery${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.rework${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;
ALTER TABLE plumbline.line_history${on_cluster} MODIFY SETTING min_age_to_force_merge_seconds = 1800;

-- Where a pull request reached production for the first time: one row for each that a successful deployment brought. A change
-- begins before it, so what was merged after its deployment has no hours.
CREATE OR REPLACE VIEW mart.first_deployment${on_cluster} AS
SELECT
    provider,
    repo,
    carried.1                     AS number,
    carried.3                     AS merged_at,
    deployed_at,
    deployment_id,
    team,
    if(deployed_at >= merged_at, dateDiff('millisecond', merged_at, deployed_at) / 3600000., NULL) AS merge_to_deploy_hours
FROM
(
    SELECT provider, repo, cityHash64(provider, repo) AS repository, deployment_id, assumeNotNull(finished_at) AS deployed_at,
           multiIf(team = '', NULL,
               (toString(team), toStartOfQuarter(toDate(created_at))) IN (SELECT team, quarter FROM plumbline.named_team)
                   OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team,
           arrayJoin(arrayFilter(one -> one.4, pull_requests)) AS carried
    FROM plumbline.deployment FINAL
    WHERE is_deleted = 0 AND production AND state = 'success' AND finished_at IS NOT NULL
)
ORDER BY repository, number, deployed_at, deployment_id
LIMIT 1 BY repository, number;

-- What production said each day (UTC): deployments that ended, and changes by their first deployment, with the hours from first
-- commit or opening to it. The team is the deployment's.
CREATE OR REPLACE VIEW mart.dora_daily${on_cluster} AS
SELECT
    toDate(at, 'UTC')                                    AS day,
    team,
    repo,
    countIf(kind = 'deployment')                         AS deployments_ended,
    countIf(kind = 'deployment' AND succeeded)           AS deployments_count,
    countIf(kind = 'deployment' AND NOT succeeded)       AS failed_count,
    countIf(kind = 'deployment' AND rework)              AS rework_count,
    countIf(kind = 'change')                             AS changes_count,
    countIf(kind = 'change' AND lead IS NULL)            AS changes_without_lead,
    groupArrayIf(assumeNotNull(lead), kind = 'change' AND lead IS NOT NULL) AS lead_hours
FROM
(
    SELECT 'deployment' AS kind, assumeNotNull(finished_at) AS at,
           multiIf(team = '', NULL,
               (toString(team), toStartOfQuarter(toDate(created_at))) IN (SELECT team, quarter FROM plumbline.named_team)
                   OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team,
           repo, state = 'success' AS succeeded, trigger != 'planned' AS rework, CAST(NULL, 'Nullable(Float64)') AS lead
    FROM plumbline.deployment FINAL
    WHERE is_deleted = 0 AND production AND finished_at IS NOT NULL AND state IN ('success', 'failure', 'error')
    UNION ALL
    SELECT 'change' AS kind, c.deployed_at AS at, c.team AS team, c.repo AS repo, true AS succeeded, false AS rework,
           if(p.repository = 0 OR c.deployed_at < p.started_at, NULL, dateDiff('millisecond', p.started_at, c.deployed_at) / 3600000.) AS lead
    FROM
    (
        SELECT cityHash64(provider, repo) AS repository, number, least(opened_at, ifNull(first_commit_at, opened_at)) AS started_at
        FROM plumbline.pull_request FINAL
        WHERE is_deleted = 0
    ) AS p
    RIGHT JOIN
    (
        SELECT cityHash64(provider, repo) AS repository, repo, number, deployed_at, team FROM mart.first_deployment
    ) AS c ON c.repository = p.repository AND c.number = p.number
    SETTINGS join_algorithm = 'hash'
)
GROUP BY day, team, repo;

-- As V0020 says it, with one join for all facts that become known later. Repositories are compared by a hash of 64 bits: names as
-- keys cost twice the time.
CREATE OR REPLACE VIEW mart.comparison${on_cluster} AS
WITH
    p AS
    (
        SELECT
            provider, repo, number, cityHash64(provider, repo) AS repository,
            multiIf(team = '', NULL,
                (toString(team), toStartOfQuarter(toDate(opened_at))) IN (SELECT team, quarter FROM plumbline.named_team)
                    OR (SELECT minimum_people FROM plumbline.privacy_in_force) < 2, toString(team), 'small teams') AS team,
            toString(origin)                AS origin,
            nullIf(toString(tool), '')      AS tool,
            multiIf(overridden_by != '', 'set', attribution_confidence >= 0.9, 'strong', attribution_confidence >= 0.7, 'likely',
                    attribution_confidence > 0, 'weak', NULL) AS attribution_tier,
            nullIf(toString(task_type), '') AS task_type,
            areas,
            written_additions + written_deletions AS written_lines,
            multiIf(written_lines IS NULL, NULL, written_lines < 98, 'small', written_lines < 219, 'medium',
                    written_lines < 1000, 'large', 'huge') AS size_class,
            opened_at,
            ifNull(merged_at, closed_at)    AS ended_at,
            merged_at,
            human_reviews,
            pushes_after_first_human_review
        FROM plumbline.pull_request FINAL
        WHERE is_deleted = 0
    )
SELECT
    'merged_matured'                        AS metric_id,
    provider, repo, number, team, origin, tool, attribution_tier, task_type, areas, size_class,
    opened_at                               AS at,
    toUInt16(15)                            AS settles_after_days,
    toFloat64(ifNull(merged_at <= opened_at + toIntervalDay(14), 0)) AS events
FROM p
UNION ALL
SELECT
    'pr_rework_after_human_review'          AS metric_id,
    provider, repo, number, team, origin, tool, attribution_tier, task_type, areas, size_class,
    assumeNotNull(ended_at)                 AS at,
    toUInt16(0)                             AS settles_after_days,
    toFloat64(pushes_after_first_human_review > 0) AS events
FROM p
WHERE ended_at IS NOT NULL AND human_reviews > 0
UNION ALL
SELECT
    f.metric_id                             AS metric_id,
    p.provider, p.repo, p.number, p.team, p.origin, p.tool, p.attribution_tier, p.task_type, p.areas, p.size_class,
    f.at                                    AS at,
    f.settles_after_days                    AS settles_after_days,
    f.events                                AS events
FROM p
INNER JOIN
(
    SELECT 'findings_per_100_prs' AS metric_id, cityHash64(provider, repo) AS repository, number,
           assumeNotNull(ifNull(merged_at, closed_at)) AS at, toUInt16(0) AS settles_after_days, toFloat64(ai_findings) AS events
    FROM plumbline.findings FINAL
    WHERE is_deleted = 0 AND notEmpty(ai_detectors) AND ifNull(merged_at, closed_at) IS NOT NULL
    UNION ALL
    SELECT 'corrective_21d' AS metric_id, cityHash64(provider, repo) AS repository, number,
           merged_at AS at, toUInt16(30) AS settles_after_days,
           toFloat64(arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections)) AS events
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0 AND paths_known
    UNION ALL
    SELECT 'incidents_per_100_prs_low' AS metric_id, cityHash64(provider, repo) AS repository, number,
           merged_at AS at, toUInt16(21) AS settles_after_days,
           arraySum(one -> if(one.2 IN ('L1', 'L2'), one.3, 0), incidents) / 1000000. AS events
    FROM plumbline.delivery FINAL
    WHERE is_deleted = 0 AND incidents_known
) AS f ON f.repository = p.repository AND f.number = p.number
SETTINGS join_algorithm = 'hash';
