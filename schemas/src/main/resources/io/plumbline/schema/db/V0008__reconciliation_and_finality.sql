-- What a second computation found, what was published as final, and what had to be said again.

-- One row per run and check.
CREATE TABLE plumbline.reconcile_run${on_cluster}
(
    run          String,
    started_at   DateTime64(3, 'UTC'),
    ended_at     DateTime64(3, 'UTC'),
    check        LowCardinality(String),
    compared     UInt64,
    differences  UInt64,
    reconciled   Bool,
    took_seconds Float64
)
ENGINE = ${Replicated}ReplacingMergeTree
ORDER BY (started_at, run, check);

-- The differences that a run listed; a run lists at most so many of each check.
CREATE TABLE plumbline.reconcile_difference${on_cluster}
(
    run        String,
    check      LowCardinality(String),
    repo       LowCardinality(String),
    subject    String,
    field      LowCardinality(String),
    stored     String,
    recomputed String
)
ENGINE = ${Replicated}ReplacingMergeTree
ORDER BY (run, check, repo, subject, field);

-- The newest published value of a cell; 0/0 when everything in it was taken back.
CREATE TABLE plumbline.metric_final${on_cluster}
(
    metric_id    LowCardinality(String),
    day          Date,
    team         LowCardinality(String),
    repo         LowCardinality(String),
    origin       LowCardinality(String),
    tool         LowCardinality(String),
    dimension    LowCardinality(String),
    numerator    Int64,
    denominator  Int64,
    finalised_at DateTime64(3, 'UTC'),
    restatements UInt32,
    version      UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (metric_id, day, repo, origin, tool, team, dimension)
SETTINGS ${deduplication_window};

-- One row for every time that a published cell changed; sequence counts them from 1 in each cell.
CREATE TABLE plumbline.restatement${on_cluster}
(
    metric_id       LowCardinality(String),
    day             Date,
    team            LowCardinality(String),
    repo            LowCardinality(String),
    origin          LowCardinality(String),
    tool            LowCardinality(String),
    dimension       LowCardinality(String),
    sequence        UInt32,
    old_numerator   Int64,
    old_denominator Int64,
    new_numerator   Int64,
    new_denominator Int64,
    reason          String,
    finalised_at    DateTime64(3, 'UTC'),
    observed_at     DateTime64(3, 'UTC'),
    version         UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (metric_id, day, repo, origin, tool, team, dimension, sequence)
SETTINGS ${deduplication_window};

CREATE VIEW mart.reconcile_run${on_cluster} AS
SELECT
    run,
    started_at,
    ended_at,
    check,
    compared,
    if(reconciled, differences, NULL) AS differences,
    reconciled,
    took_seconds
FROM plumbline.reconcile_run FINAL;

-- Without the values: those of facts may hold names and titles.
CREATE VIEW mart.reconcile_difference${on_cluster} AS
SELECT run, check, repo, subject, field
FROM plumbline.reconcile_difference FINAL;

CREATE VIEW mart.metric_final${on_cluster} AS
SELECT
    metric_id,
    day,
    nullIf(team, '')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(dimension, '') AS dimension,
    numerator,
    denominator,
    finalised_at,
    restatements
FROM plumbline.metric_final FINAL;

-- What was said, what is known now, why, and when it was found. change_ratio is NULL where either side had nothing.
CREATE VIEW mart.restatement${on_cluster} AS
SELECT
    metric_id,
    day,
    nullIf(team, '')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(dimension, '') AS dimension,
    sequence,
    old_numerator,
    old_denominator,
    new_numerator,
    new_denominator,
    if(old_denominator = 0 OR new_denominator = 0, NULL,
       new_numerator / new_denominator - old_numerator / old_denominator) AS change_ratio,
    reason,
    finalised_at,
    observed_at
FROM plumbline.restatement FINAL;

DROP VIEW IF EXISTS mart.metric_daily${on_cluster};

-- finality says whether the window has passed, which decides what belongs to a cohort. published_final says whether this very
-- value was published as final: with the window passed it is false while the cell settles, or before a restatement.
CREATE VIEW mart.metric_daily${on_cluster} AS
SELECT
    metric_id,
    day,
    nullIf(team, '')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(dimension, '') AS dimension,
    numerator,
    denominator,
    if(matures_on <= toDate(now('UTC')), 'final', 'provisional') AS finality,
    loaded_at             AS as_of,
    matures_on,
    toBool((metric_id, day, plumbline.metric_daily.team, repo, origin, plumbline.metric_daily.tool, plumbline.metric_daily.dimension,
     numerator, denominator) IN (
        SELECT metric_id, day, team, repo, origin, tool, dimension, numerator, denominator
        FROM plumbline.metric_final FINAL
    ))                    AS published_final
FROM plumbline.metric_daily FINAL
WHERE is_deleted = 0;
