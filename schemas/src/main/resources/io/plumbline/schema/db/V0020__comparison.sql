-- Pull requests as comparisons of AI-written ones with the rest need them.

-- One row for each metric whose cohort a pull request is in. at: the moment it is counted on. events: what the metric counts of
-- it, 0 or 1 of a share, a number of a rate. settles_after_days: window and grace of the metric, counted from the day of at.
-- The attribution tier says how sure the origin is: set by a person, strong, likely, weak; NULL where there is no evidence at all.
CREATE OR REPLACE VIEW mart.comparison${on_cluster} AS
WITH
    p AS
    (
        SELECT
            provider, repo, number,
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
    'findings_per_100_prs'                  AS metric_id,
    p.provider, p.repo, p.number, p.team, p.origin, p.tool, p.attribution_tier, p.task_type, p.areas, p.size_class,
    f.at                                    AS at,
    toUInt16(0)                             AS settles_after_days,
    toFloat64(f.found)                      AS events
FROM p
INNER JOIN
(
    SELECT provider, repo, number, assumeNotNull(ifNull(merged_at, closed_at)) AS at, ai_findings AS found
    FROM plumbline.findings FINAL
    WHERE is_deleted = 0 AND notEmpty(ai_detectors) AND ifNull(merged_at, closed_at) IS NOT NULL
) AS f ON f.provider = p.provider AND f.repo = p.repo AND f.number = p.number
UNION ALL
SELECT
    'corrective_21d'                        AS metric_id,
    p.provider, p.repo, p.number, p.team, p.origin, p.tool, p.attribution_tier, p.task_type, p.areas, p.size_class,
    r.at                                    AS at,
    toUInt16(30)                            AS settles_after_days,
    toFloat64(r.corrected)                  AS events
FROM p
INNER JOIN
(
    SELECT provider, repo, number, merged_at AS at,
           arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections) AS corrected
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0 AND paths_known
) AS r ON r.provider = p.provider AND r.repo = p.repo AND r.number = p.number
UNION ALL
SELECT
    'incidents_per_100_prs_low'             AS metric_id,
    p.provider, p.repo, p.number, p.team, p.origin, p.tool, p.attribution_tier, p.task_type, p.areas, p.size_class,
    d.at                                    AS at,
    toUInt16(21)                            AS settles_after_days,
    d.share                                 AS events
FROM p
INNER JOIN
(
    SELECT provider, repo, number, merged_at AS at,
           arraySum(one -> if(one.2 IN ('L1', 'L2'), one.3, 0), incidents) / 1000000. AS share
    FROM plumbline.delivery FINAL
    WHERE is_deleted = 0 AND incidents_known
) AS d ON d.provider = p.provider AND d.repo = p.repo AND d.number = p.number;
