-- Deployments and what they carry.

CREATE TABLE IF NOT EXISTS plumbline.deployment${on_cluster}
(
    id                String,
    provider          LowCardinality(String),
    repo              LowCardinality(String),
    deployment_id     String,
    service           LowCardinality(String),
    environment       LowCardinality(String),
    production        Bool,
    sha               String CODEC(ZSTD(1)),
    ref               String CODEC(ZSTD(1)),
    state             LowCardinality(String),
    created_at        DateTime64(3, 'UTC'),
    started_at        Nullable(DateTime64(3, 'UTC')),
    finished_at       Nullable(DateTime64(3, 'UTC')),
    trigger           LowCardinality(String),
    trigger_reason    String CODEC(ZSTD(1)),
    incident_id       String,
    rolls_back_to     String,
    previous          String,
    pull_requests     Array(Tuple(number UInt32, how LowCardinality(String), merged_at DateTime64(3, 'UTC'), first Bool)),
    unmatched         Bool,
    team              LowCardinality(String),
    creator_pseudonym String,
    creator_type      LowCardinality(String),
    url               String CODEC(ZSTD(1)),
    zone              LowCardinality(String),
    events            UInt32,
    last_event_at     DateTime64(3, 'UTC'),
    version           UInt64,
    is_deleted        UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, deployment_id, provider)
SETTINGS ${deduplication_window};

-- Filled by the loader of pull requests as soon as their facts tell it; until then the opening is the beginning.
ALTER TABLE plumbline.pull_request${on_cluster}
    ADD COLUMN IF NOT EXISTS first_commit_at Nullable(DateTime64(3, 'UTC')) AFTER head_sha;

-- One row per pull request that a deployment carries. brought: it reached the environment of this service with it for the
-- first time. A change begins with its first commit, or with the opening where that is unknown or earlier; its lead time ends
-- when the deployment succeeded.
CREATE OR REPLACE VIEW mart.deployment_pull_request${on_cluster} AS
SELECT
    d.provider                    AS provider,
    d.repo                        AS repo,
    d.deployment_id               AS deployment_id,
    nullIf(toString(d.service), '') AS service,
    d.environment                 AS environment,
    d.production                  AS production,
    d.state                       AS state,
    d.finished_at                 AS finished_at,
    d.carried.1                   AS number,
    d.carried.2                   AS how,
    d.carried.3                   AS merged_at,
    d.carried.4                   AS brought,
    if(p.number = 0, 'unknown', toString(p.origin)) AS origin,
    nullIf(toString(p.tool), '')  AS tool,
    nullIf(toString(p.team), '')  AS team,
    nullIf(toString(p.task_type), '') AS task_type,
    if(p.number = 0, NULL, least(p.opened_at, ifNull(p.first_commit_at, p.opened_at))) AS change_started_at,
    multiIf(p.number = 0, NULL, p.first_commit_at < p.opened_at, 'first_commit', 'opened') AS change_started_with,
    if(d.carried.4 AND d.finished_at >= change_started_at,
       dateDiff('millisecond', change_started_at, assumeNotNull(d.finished_at)) / 3600000., NULL) AS lead_hours,
    if(d.carried.4 AND d.finished_at >= d.carried.3,
       dateDiff('millisecond', d.carried.3, assumeNotNull(d.finished_at)) / 3600000., NULL) AS merge_to_deploy_hours
FROM
(
    SELECT *, arrayJoin(pull_requests) AS carried
    FROM plumbline.deployment FINAL
    WHERE is_deleted = 0
) AS d
LEFT JOIN
(
    SELECT provider, repo, number, origin, tool, team, task_type, opened_at, first_commit_at
    FROM plumbline.pull_request FINAL
    WHERE is_deleted = 0
) AS p ON p.provider = d.provider AND p.repo = d.repo AND p.number = d.carried.1;

-- One row per deployment, with the pull requests that it carries counted by origin.
CREATE OR REPLACE VIEW mart.deployment${on_cluster} AS
SELECT
    d.provider                       AS provider,
    d.repo                           AS repo,
    d.deployment_id                  AS deployment_id,
    nullIf(toString(d.service), '')  AS service,
    d.environment                    AS environment,
    d.production                     AS production,
    nullIf(d.sha, '')                AS sha,
    nullIf(d.ref, '')                AS ref,
    d.state                          AS state,
    d.created_at                     AS created_at,
    d.started_at                     AS started_at,
    d.finished_at                    AS finished_at,
    if(d.finished_at >= d.created_at, dateDiff('millisecond', d.created_at, assumeNotNull(d.finished_at)) / 3600000., NULL) AS duration_hours,
    d.trigger                        AS trigger,
    d.trigger_reason                 AS trigger_reason,
    nullIf(d.incident_id, '')        AS incident_id,
    nullIf(d.rolls_back_to, '')      AS rolls_back_to,
    nullIf(d.previous, '')           AS previous,
    d.unmatched                      AS unmatched,
    toUInt32(length(d.pull_requests)) AS pull_requests,
    toUInt32(arrayCount(one -> one.4, d.pull_requests)) AS brought,
    c.ai_agent                       AS ai_agent,
    c.ai_assisted                    AS ai_assisted,
    c.automation_bot                 AS automation_bot,
    c.unknown                        AS unknown,
    nullIf(toString(d.team), '')     AS team,
    nullIf(d.creator_pseudonym, '')  AS creator_id,
    nullIf(toString(d.creator_type), '') AS creator_type,
    nullIf(d.url, '')                AS url
FROM (SELECT * FROM plumbline.deployment FINAL WHERE is_deleted = 0) AS d
LEFT JOIN
(
    SELECT
        provider,
        repo,
        deployment_id,
        toUInt32(countIf(origin = 'ai_agent'))       AS ai_agent,
        toUInt32(countIf(origin = 'ai_assisted'))    AS ai_assisted,
        toUInt32(countIf(origin = 'automation_bot')) AS automation_bot,
        toUInt32(countIf(origin = 'unknown'))        AS unknown
    FROM mart.deployment_pull_request
    GROUP BY provider, repo, deployment_id
) AS c ON c.provider = d.provider AND c.repo = d.repo AND c.deployment_id = d.deployment_id;

-- Production deployments that ended, by the day (UTC) they ended, and the changes that reached production that day for the
-- first time. A change is counted once: in the first production deployment of any service that brought it.
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
    SELECT 'deployment' AS kind, assumeNotNull(finished_at) AS at, team, repo, state = 'success' AS succeeded,
           trigger != 'planned' AS rework, CAST(NULL, 'Nullable(Float64)') AS lead
    FROM mart.deployment
    WHERE production AND finished_at IS NOT NULL AND state IN ('success', 'failure', 'error')
    UNION ALL
    SELECT 'change' AS kind, first.1 AS at, first.2 AS team, repo, true AS succeeded, false AS rework, first.3 AS lead
    FROM
    (
        SELECT provider, repo, number,
               argMin(tuple(assumeNotNull(finished_at), owner, lead_hours), (finished_at, deployment_id)) AS first
        FROM
        (
            SELECT c.*, d.team AS owner
            FROM mart.deployment_pull_request AS c
            INNER JOIN (SELECT provider, repo, deployment_id, nullIf(toString(team), '') AS team FROM plumbline.deployment FINAL WHERE is_deleted = 0) AS d
                ON d.provider = c.provider AND d.repo = c.repo AND d.deployment_id = c.deployment_id
            WHERE c.production AND c.brought AND c.state = 'success' AND c.finished_at IS NOT NULL
        )
        GROUP BY provider, repo, number
    )
)
GROUP BY day, team, repo;

-- The keys of DORA that deployments alone tell, by week (from Monday, UTC), team and repository.
CREATE OR REPLACE VIEW mart.dora${on_cluster} AS
SELECT
    toMonday(day)                                      AS week,
    team,
    repo,
    sum(deployments_count)                             AS deployments,
    sum(deployments_ended)                             AS ended,
    sum(failed_count)                                  AS failed,
    sum(rework_count)                                  AS rework,
    if(ended = 0, NULL, rework / ended)                AS rework_rate,
    wilson_lower(rework, ended)                        AS rework_wilson_lower_95,
    wilson_upper(rework, ended)                        AS rework_wilson_upper_95,
    multiIf(ended < 10, 'hidden', ended < 20, 'weak', 'shown') AS rework_sample_guard,
    sum(changes_count)                                 AS changes,
    sum(changes_without_lead)                          AS changes_without_lead_time,
    length(groupArrayArray(d.lead_hours) AS leads)     AS lead_n,
    if(lead_n = 0, NULL, arrayReduce('quantileExactInclusive(0.5)', leads))  AS lead_p50_hours,
    if(lead_n = 0, NULL, arrayReduce('quantileExactInclusive(0.75)', leads)) AS lead_p75_hours,
    'first commit (or opening) to first production success' AS lead_definition
FROM mart.dora_daily AS d
GROUP BY week, team, repo;
