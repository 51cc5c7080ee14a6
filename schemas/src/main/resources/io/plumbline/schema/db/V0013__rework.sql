-- Corrections and reverts of merged pull requests.

CREATE TABLE IF NOT EXISTS plumbline.rework${on_cluster}
(
    id                 String,
    provider           LowCardinality(String),
    repo               LowCardinality(String),
    number             UInt32,
    team               LowCardinality(String),
    origin             LowCardinality(String),
    tool               LowCardinality(String),
    task_type          LowCardinality(String),
    areas              Array(LowCardinality(String)),
    zone               LowCardinality(String),
    merged_at          DateTime64(3, 'UTC'),
    paths_known        Bool,
    corrections        Array(Tuple(pull_request String, at DateTime64(3, 'UTC'), kind String, confidence String, paths Array(String))),
    reverts            Array(Tuple(by String, how String, at DateTime64(3, 'UTC'), undone_by String, undone_at Nullable(DateTime64(3, 'UTC')))),
    lines_born         Nullable(UInt32),
    lines_alive_after_21_days Nullable(UInt32),
    line_data_until    Nullable(DateTime64(3, 'UTC')),
    version            UInt64,
    is_deleted         UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, number, provider)
SETTINGS ${deduplication_window};

-- One row per merged pull request. A first correction or revert is the earliest that is known.
CREATE OR REPLACE VIEW mart.rework${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    nullIf(team, '')      AS team,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(task_type, '') AS task_type,
    areas,
    merged_at,
    paths_known,
    length(corrections)   AS corrections_30d,
    if(empty(corrections), NULL, corrections[1].at) AS first_corrected_at,
    if(empty(corrections), NULL, dateDiff('millisecond', merged_at, corrections[1].at) / 3600000) AS merge_to_correction_hours,
    if(paths_known, arrayExists(c -> c.at <= merged_at + toIntervalDay(14), corrections), NULL) AS corrected_14d,
    if(paths_known, arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections), NULL) AS corrected_21d,
    if(empty(reverts), NULL, reverts[1].at) AS first_reverted_at,
    if(empty(reverts), NULL, dateDiff('millisecond', merged_at, reverts[1].at) / 3600000) AS merge_to_revert_hours,
    arrayExists(r -> r.at <= merged_at + toIntervalDay(30)
        AND (r.undone_at IS NULL OR r.undone_at > merged_at + toIntervalDay(30)), reverts) AS reverted_30d,
    arrayExists(r -> r.undone_at IS NULL, reverts) AS is_reverted,
    lines_born,
    lines_alive_after_21_days,
    if(lines_born > 0, lines_alive_after_21_days / lines_born, NULL) AS line_survival_21d,
    line_data_until
FROM plumbline.rework FINAL
WHERE is_deleted = 0;

-- One row per correction: what was corrected, and by which pull request.
CREATE OR REPLACE VIEW mart.correction${on_cluster} AS
SELECT
    r.provider               AS provider,
    r.repo                   AS repo,
    r.number                 AS number,
    r.merged_at              AS merged_at,
    r.origin                 AS origin,
    nullIf(r.tool, '')       AS tool,
    nullIf(r.team, '')       AS team,
    nullIf(r.task_type, '')  AS task_type,
    toUInt32(splitByChar('#', r.c.pull_request)[-1]) AS correction_number,
    r.c.at                   AS corrected_at,
    dateDiff('millisecond', r.merged_at, r.c.at) / 86400000 AS days_between,
    r.c.kind                 AS kind,
    r.c.confidence           AS confidence,
    r.c.paths                AS paths,
    nullIf(f.origin, '')     AS correction_origin,
    nullIf(f.tool, '')       AS correction_tool,
    nullIf(f.team, '')       AS correction_team
FROM
(
    SELECT provider, repo, number, merged_at, origin, tool, team, task_type, c
    FROM plumbline.rework FINAL
    ARRAY JOIN corrections AS c
    WHERE is_deleted = 0
) AS r
LEFT JOIN
(
    SELECT id, toString(origin) AS origin, toString(tool) AS tool, toString(team) AS team
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0
) AS f ON f.id = r.c.pull_request;

-- One row per revert of a merged pull request, undone ones included.
CREATE OR REPLACE VIEW mart.revert${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    merged_at,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(team, '')      AS team,
    nullIf(task_type, '') AS task_type,
    if(position(v.by, '#') > 0, toUInt32OrNull(splitByChar('#', v.by)[-1]), NULL) AS revert_number,
    if(position(v.by, '#') > 0, NULL, v.by) AS revert_commit,
    v.at                  AS reverted_at,
    dateDiff('millisecond', merged_at, v.at) / 86400000 AS days_between,
    v.how                 AS how,
    nullIf(v.undone_by, '') AS undone_by,
    v.undone_at           AS undone_at,
    v.undone_at IS NULL   AS in_force
FROM plumbline.rework FINAL
ARRAY JOIN reverts AS v
WHERE is_deleted = 0;

-- Shares by origin, tool, team and repository, of pull requests that are old enough for the window.
CREATE OR REPLACE VIEW mart.rework_rate${on_cluster} AS
SELECT
    metric_id,
    window_days,
    origin,
    tool,
    team,
    repo,
    countIf(counts)                         AS numerator_count,
    count()                                 AS denominator_count,
    numerator_count / denominator_count     AS ratio,
    wilson_lower(numerator_count, denominator_count) AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count) AS wilson_upper_95,
    multiIf(denominator_count < 10, 'hidden',
            denominator_count < if(metric_id = 'revert_rate_30d', 100, 30), 'weak', 'shown') AS sample_guard
FROM
(
    SELECT origin, tool, team, repo, merged_at, m.1 AS metric_id, m.2 AS window_days, m.3 AS counts
    FROM mart.rework
    ARRAY JOIN [
        ('corrective_14d', toUInt16(14), corrected_14d),
        ('corrective_21d', toUInt16(21), corrected_21d),
        ('revert_rate_30d', toUInt16(30), toNullable(reverted_30d))] AS m
)
WHERE counts IS NOT NULL AND merged_at <= now64(3, 'UTC') - toIntervalDay(window_days)
GROUP BY metric_id, window_days, origin, tool, team, repo;
