-- Incidents, their candidate causes, and what production said of each pull request.

CREATE TABLE IF NOT EXISTS plumbline.incident${on_cluster}
(
    id               String,
    provider         LowCardinality(String),
    incident_id      String,
    number           Nullable(UInt64),
    title            String CODEC(ZSTD(1)),
    url              String CODEC(ZSTD(1)),
    service_id       LowCardinality(String),
    service_name     LowCardinality(String),
    repo             LowCardinality(String),
    team             LowCardinality(String),
    severity         LowCardinality(String),
    impact           LowCardinality(String),
    severity_changes UInt32,
    status           LowCardinality(String),
    maintenance      Bool,
    triggered_at     DateTime64(3, 'UTC'),
    acknowledged_at  Nullable(DateTime64(3, 'UTC')),
    resolved_at      Nullable(DateTime64(3, 'UTC')),
    reopenings       UInt32,
    spans            Array(Tuple(opened_at DateTime64(3, 'UTC'), resolved_at Nullable(DateTime64(3, 'UTC')))),
    causes           Array(Tuple(tier String, pull_request String, deployment String, weight_millionths UInt32, high_millionths UInt32, reason String, at DateTime64(3, 'UTC'))),
    tier             LowCardinality(String),
    ambiguous        Bool,
    zone             LowCardinality(String),
    events           UInt32,
    last_event_at    DateTime64(3, 'UTC'),
    version          UInt64,
    is_deleted       UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY id
SETTINGS ${deduplication_window};

CREATE TABLE IF NOT EXISTS plumbline.delivery${on_cluster}
(
    id              String,
    provider        LowCardinality(String),
    repo            LowCardinality(String),
    number          UInt32,
    team            LowCardinality(String),
    origin          LowCardinality(String),
    tool            LowCardinality(String),
    task_type       LowCardinality(String),
    areas           Array(LowCardinality(String)),
    zone            LowCardinality(String),
    merged_at       DateTime64(3, 'UTC'),
    deployment      String,
    how             LowCardinality(String),
    deployed_at     Nullable(DateTime64(3, 'UTC')),
    incidents_known Bool,
    incidents       Array(Tuple(incident String, tier String, weight_millionths UInt32, high_millionths UInt32, triggered_at DateTime64(3, 'UTC'), impact String)),
    version         UInt64,
    is_deleted      UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, number, provider)
SETTINGS ${deduplication_window};

-- One row per incident. Texts are left out: they may name people.
CREATE OR REPLACE VIEW mart.incident${on_cluster} AS
SELECT
    id                                AS incident,
    provider,
    incident_id,
    number,
    nullIf(url, '')                   AS url,
    nullIf(toString(service_id), '')  AS service_id,
    nullIf(toString(service_name), '') AS service,
    nullIf(toString(repo), '')        AS repo,
    nullIf(toString(team), '')        AS team,
    nullIf(toString(severity), '')    AS severity,
    impact,
    severity_changes,
    status,
    maintenance,
    triggered_at,
    acknowledged_at,
    resolved_at,
    reopenings,
    if(acknowledged_at IS NULL, NULL, dateDiff('millisecond', triggered_at, assumeNotNull(acknowledged_at)) / 3600000.) AS acknowledge_hours,
    if(resolved_at IS NULL, NULL, dateDiff('millisecond', triggered_at, assumeNotNull(resolved_at)) / 3600000.) AS resolve_hours,
    status = 'resolved' AND resolved_at IS NULL AS clock_skew,
    nullIf(toString(tier), '')        AS tier,
    ambiguous,
    toUInt32(length(causes))          AS candidates,
    toUInt32(countEqual(causes.tier, toString(tier))) AS candidates_of_tier,
    events,
    last_event_at
FROM plumbline.incident FINAL
WHERE is_deleted = 0;

-- Every candidate of every incident, the strongest first. weight: share within the strongest tier; high_weight: among all.
CREATE OR REPLACE VIEW mart.incident_cause${on_cluster} AS
SELECT
    id                                AS incident,
    nullIf(toString(repo), '')        AS repo,
    triggered_at,
    impact,
    cause.1                           AS tier,
    cause.1 = tier_of_incident        AS strongest,
    nullIf(cause.2, '')               AS pull_request,
    nullIf(cause.3, '')               AS deployment,
    cause.4 / 1000000.                AS weight,
    cause.5 / 1000000.                AS high_weight,
    cause.6                           AS reason,
    cause.7                           AS at
FROM
(
    SELECT id, repo, triggered_at, impact, toString(tier) AS tier_of_incident, arrayJoin(causes) AS cause
    FROM plumbline.incident FINAL
    WHERE is_deleted = 0
);

-- Hours to resolution by impact, and recovery of failed deployments (only what a change caused by tier L1 or L2, from the end
-- of that deployment). Open incidents are counted as censored and are in no median.
CREATE OR REPLACE VIEW mart.recovery${on_cluster} AS
SELECT
    repo,
    team,
    impact,
    count()                                                      AS incidents,
    countIf(status != 'resolved')                                AS still_open,
    countIf(skewed)                                              AS clock_skew,
    countIf(resolve_hours IS NOT NULL)                           AS resolved,
    if(resolved = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(resolve_hours), resolve_hours IS NOT NULL)) AS resolve_hours_median,
    if(resolved = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(resolve_hours), resolve_hours IS NOT NULL)) AS resolve_hours_p90,
    countIf(by_change)                                           AS change_caused,
    countIf(by_change AND status != 'resolved')              AS change_caused_open,
    countIf(recovery_hours IS NOT NULL)                          AS recovered,
    if(recovered = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(recovery_hours), recovery_hours IS NOT NULL)) AS recovery_hours_median,
    if(recovered = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(recovery_hours), recovery_hours IS NOT NULL)) AS recovery_hours_p90
FROM
(
    SELECT
        nullIf(toString(repo), '') AS repo,
        nullIf(toString(team), '') AS team,
        impact,
        status,
        tier IN ('L1', 'L2')       AS by_change,
        status = 'resolved' AND resolved_at IS NULL AS skewed,
        if(resolved_at IS NULL, NULL, dateDiff('millisecond', triggered_at, assumeNotNull(resolved_at)) / 3600000.) AS resolve_hours,
        arrayFilter(one -> one.1 = toString(tier) AND one.3 != '', causes) AS laid_on,
        if(resolved_at IS NULL OR NOT by_change OR empty(laid_on), NULL,
           greatest(0., dateDiff('millisecond', arrayMax(one -> one.7, laid_on), assumeNotNull(resolved_at)) / 3600000.)) AS recovery_hours
    FROM plumbline.incident FINAL
    WHERE is_deleted = 0 AND NOT maintenance
)
GROUP BY repo, team, impact;

-- Change failure rate by week of the deployment, low and high bound, each with its Wilson interval.
CREATE OR REPLACE VIEW mart.change_failure${on_cluster} AS
SELECT
    toMonday(day)                                                         AS week,
    team,
    repo,
    toInt64(sumIf(denominator, metric_id = 'change_failure_rate_low'))    AS deployments,
    toInt64(sumIf(numerator, metric_id = 'change_failure_rate_low'))      AS failed_low,
    toInt64(sumIf(numerator, metric_id = 'change_failure_rate_high'))     AS failed_high,
    if(deployments = 0, NULL, failed_low / deployments)                   AS ratio_low,
    wilson_lower(failed_low, deployments)                                 AS low_wilson_lower_95,
    wilson_upper(failed_low, deployments)                                 AS low_wilson_upper_95,
    if(deployments = 0, NULL, failed_high / deployments)                  AS ratio_high,
    wilson_lower(failed_high, deployments)                                AS high_wilson_lower_95,
    wilson_upper(failed_high, deployments)                                AS high_wilson_upper_95,
    multiIf(deployments < 10, 'hidden', deployments < 20, 'weak', 'shown') AS sample_guard
FROM mart.metric_daily
WHERE metric_id IN ('change_failure_rate_low', 'change_failure_rate_high') AND dimension IS NULL
GROUP BY week, team, repo;

-- Shares of incidents per merged pull request by origin and tool, only where somebody tells of incidents: silence is not
-- zero. ambiguous_share: of the shares counted in the high bound, those of incidents with several candidates.
CREATE OR REPLACE VIEW mart.incidents_per_pull_request${on_cluster} AS
SELECT
    origin,
    tool,
    team,
    count()                                            AS pull_requests,
    sum(low)                                           AS incidents_low,
    sum(high)                                          AS incidents_high,
    100 * incidents_low / pull_requests                AS per_100_low,
    100 * incidents_high / pull_requests               AS per_100_high,
    sum(shared)                                        AS incidents_ambiguous,
    if(incidents_high = 0, NULL, incidents_ambiguous / incidents_high) AS ambiguous_share,
    multiIf(pull_requests < 10, 'hidden', pull_requests < 100, 'weak', 'shown') AS sample_guard
FROM
(
    SELECT
        toString(origin)           AS origin,
        nullIf(toString(tool), '') AS tool,
        nullIf(toString(team), '') AS team,
        arraySum(arrayMap(one -> one.3, arrayFilter(one -> one.2 IN ('L1', 'L2'), incidents))) / 1000000. AS low,
        arraySum(arrayMap(one -> one.3, incidents)) / 1000000. AS high,
        -- A share of less than the whole: others stand beside it.
        arraySum(arrayMap(one -> one.3, arrayFilter(one -> one.3 < 1000000, incidents))) / 1000000. AS shared
    FROM plumbline.delivery FINAL
    WHERE is_deleted = 0 AND incidents_known
)
GROUP BY origin, tool, team;

-- Whether anybody tells of incidents, for every repository that is known by pull requests, deployments or the directory.
CREATE OR REPLACE VIEW mart.incident_source${on_cluster} AS
SELECT
    repo,
    max(in_directory)                 AS mapped_to_service,
    toUInt64(sum(incident_count))     AS incidents,
    mapped_to_service OR incidents > 0 AS connected,
    toUInt64(sum(merged))             AS merged_pull_requests
FROM
(
    SELECT toString(repo) AS repo, false AS in_directory, 0 AS incident_count, count() AS merged
    FROM plumbline.delivery FINAL WHERE is_deleted = 0 GROUP BY repo
    UNION ALL
    SELECT toString(repo) AS repo, false AS in_directory, count() AS incident_count, 0 AS merged
    FROM plumbline.incident FINAL WHERE is_deleted = 0 AND repo != '' GROUP BY repo
    UNION ALL
    SELECT repository AS repo, true AS in_directory, 0 AS incident_count, 0 AS merged
    FROM mart.service GROUP BY repository
)
GROUP BY repo;
