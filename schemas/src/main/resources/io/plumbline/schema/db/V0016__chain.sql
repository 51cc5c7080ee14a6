-- One chain from a suggestion to what became of it.

-- One row per pull request: what was suggested in it, what was accepted, and what happened next. NULL = unknown, never zero:
-- without paths nobody knows what corrected it, without line data what survived, without an incident source what it broke.
CREATE OR REPLACE VIEW mart.chain${on_cluster} AS
SELECT
    p.provider                         AS provider,
    p.repo                             AS repo,
    p.number                           AS number,
    p.team                             AS team,
    p.origin                           AS origin,
    p.tool                             AS tool,
    p.task_type                        AS task_type,
    p.outcome                          AS outcome,
    p.opened_at                        AS opened_at,
    toUInt32(ifNull(s.shown, 0))       AS suggestions_shown,
    toUInt32(ifNull(s.decided, 0))     AS suggestions_decided,
    toUInt32(ifNull(s.accepted, 0))    AS suggestions_accepted,
    p.merged_at                        AS merged_at,
    d.deployed_at                      AS deployed_at,
    d.deployment_id                    AS deployment_id,
    r.lines_born                       AS lines_merged,
    r.lines_alive_after_21_days        AS lines_alive_after_21_days,
    r.line_survival_21d                AS line_survival_21d,
    r.corrected_21d                    AS corrected_21d,
    r.first_corrected_at               AS first_corrected_at,
    if(p.merged_at IS NULL, NULL, toBool(ifNull(r.is_reverted, false)))  AS reverted,
    r.first_reverted_at                AS first_reverted_at,
    d.incident_count                   AS incidents,
    d.weight_low                       AS incident_weight_low,
    d.weight_high                      AS incident_weight_high,
    d.strongest_tier                   AS strongest_tier,
    multiIf(p.merged_at IS NULL, if(p.closed_at IS NULL, 'open', 'not merged'),
            d.weight_low > 0, 'in an incident',
            ifNull(r.is_reverted, false), 'reverted',
            ifNull(r.corrected_21d, false), 'corrected',
            d.deployed_at IS NOT NULL, 'in production',
            'merged')                  AS reached
FROM mart.pull_request AS p
LEFT JOIN
(
    SELECT provider, repo, number,
           count()                                AS shown,
           countIf(decided)                       AS decided,
           countIf(accepted)                      AS accepted
    FROM mart.suggestion
    WHERE reviewer_kind = 'ai' AND exclusion IS NULL
    GROUP BY provider, repo, number
) AS s ON s.provider = p.provider AND s.repo = p.repo AND s.number = p.number
LEFT JOIN mart.rework AS r ON r.provider = p.provider AND r.repo = p.repo AND r.number = p.number
LEFT JOIN
(
    SELECT provider, repo, number, deployed_at,
           nullIf(splitByString('/deployment/', d.deployment)[-1], '') AS deployment_id,
           if(incidents_known, toUInt32(arrayUniq(arrayMap(one -> one.incident, d.incidents))), NULL) AS incident_count,
           if(incidents_known, arraySum(one -> if(one.tier IN ('L1', 'L2'), one.weight_millionths, 0), d.incidents) / 1e6, NULL)
               AS weight_low,
           if(incidents_known, arraySum(one -> one.weight_millionths, d.incidents) / 1e6, NULL) AS weight_high,
           if(empty(d.incidents), NULL, arraySort(arrayMap(one -> toString(one.tier), d.incidents))[1]) AS strongest_tier
    FROM plumbline.delivery AS d FINAL
    WHERE is_deleted = 0
) AS d ON d.provider = p.provider AND d.repo = p.repo AND d.number = p.number
SETTINGS join_use_nulls = 1;

-- One row per review comment of an AI reviewer or a person, with the chain of its pull request.
CREATE OR REPLACE VIEW mart.suggestion_chain${on_cluster} AS
SELECT
    s.provider             AS provider,
    s.repo                 AS repo,
    s.number               AS number,
    s.comment_id           AS comment_id,
    s.reviewer_kind        AS reviewer_kind,
    s.reviewer_tool        AS reviewer_tool,
    s.severity             AS severity,
    s.category             AS category,
    s.created_at           AS shown_at,
    s.tier                 AS tier,
    s.accepted             AS accepted,
    s.alive_after_21_days  AS alive_after_21_days,
    c.merged_at            AS merged_at,
    c.deployed_at          AS deployed_at,
    c.line_survival_21d    AS pull_request_line_survival_21d,
    c.corrected_21d        AS pull_request_corrected_21d,
    c.reverted             AS pull_request_reverted,
    c.incidents            AS pull_request_incidents,
    c.strongest_tier       AS pull_request_strongest_tier,
    c.origin               AS origin,
    c.tool                 AS tool,
    c.team                 AS team
FROM mart.suggestion AS s
INNER JOIN mart.chain AS c ON c.provider = s.provider AND c.repo = s.repo AND c.number = s.number
WHERE s.exclusion IS NULL;

-- How far the pull requests of each origin and tool came. Each step has its own denominator: those of which it is known.
CREATE OR REPLACE VIEW mart.chain_summary${on_cluster} AS
SELECT
    origin,
    tool,
    count()                                        AS pull_requests,
    sum(suggestions_shown)                         AS suggestions_shown,
    sum(suggestions_decided)                       AS suggestions_decided,
    sum(suggestions_accepted)                      AS suggestions_accepted,
    countIf(merged_at IS NOT NULL)                 AS merged,
    countIf(deployed_at IS NOT NULL)               AS deployed,
    sum(if(lines_alive_after_21_days IS NULL, 0, lines_merged)) AS lines_followed_21_days,
    sum(lines_alive_after_21_days)                 AS lines_alive_21_days,
    countIf(corrected_21d IS NOT NULL AND merged_at <= now64(3, 'UTC') - toIntervalDay(21)) AS corrected_known,
    countIf(corrected_21d AND merged_at <= now64(3, 'UTC') - toIntervalDay(21))             AS corrected,
    countIf(reverted)                              AS reverted,
    countIf(incidents IS NOT NULL)                 AS incidents_known,
    sum(incident_weight_low)                       AS incident_weight_low,
    sum(incident_weight_high)                      AS incident_weight_high
FROM mart.chain
GROUP BY origin, tool;
