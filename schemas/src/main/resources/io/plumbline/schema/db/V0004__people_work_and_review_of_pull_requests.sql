-- Who a pull request's people are, what it was about, and how it was reviewed.

ALTER TABLE plumbline.pull_request${on_cluster}
    ADD COLUMN IF NOT EXISTS author_person       String AFTER author_pseudonym,
    ADD COLUMN IF NOT EXISTS accountable_person  String AFTER accountable_pseudonym,
    ADD COLUMN IF NOT EXISTS team_source         LowCardinality(String) AFTER team,
    ADD COLUMN IF NOT EXISTS task_type           LowCardinality(String) AFTER team_source,
    ADD COLUMN IF NOT EXISTS task_type_source    LowCardinality(String) AFTER task_type,
    ADD COLUMN IF NOT EXISTS areas               Array(LowCardinality(String)) AFTER task_type_source,
    ADD COLUMN IF NOT EXISTS known_paths         UInt32 AFTER areas,
    ADD COLUMN IF NOT EXISTS known_commits       UInt32 AFTER known_paths,
    ADD COLUMN IF NOT EXISTS ai_commits          UInt32 AFTER known_commits,
    ADD COLUMN IF NOT EXISTS overridden_by       String AFTER rule_version,
    ADD COLUMN IF NOT EXISTS override_reason     String AFTER overridden_by,
    ADD COLUMN IF NOT EXISTS human_reviewers     UInt32 AFTER human_reviews,
    ADD COLUMN IF NOT EXISTS bot_reviews         UInt32 AFTER human_reviewers,
    ADD COLUMN IF NOT EXISTS self_reviews        UInt32 AFTER bot_reviews,
    ADD COLUMN IF NOT EXISTS ai_reviewers        Array(LowCardinality(String)) AFTER self_reviews,
    ADD COLUMN IF NOT EXISTS zone                LowCardinality(String) AFTER ai_reviewers,
    ADD COLUMN IF NOT EXISTS head_sha            String AFTER merge_commit_sha;

-- author_id and accountable_id are persons: all accounts of one person have one id. They are pseudonyms.
CREATE OR REPLACE VIEW mart.pull_request${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    hex(SHA256(title))                AS title_hash,
    author_person                     AS author_id,
    author_type,
    accountable_person                AS accountable_id,
    nullIf(team, '')                  AS team,
    nullIf(team_source, '')           AS team_source,
    origin,
    nullIf(tool, '')                  AS tool,
    attribution_confidence,
    rule_version,
    overridden_by != ''               AS origin_overridden,
    known_commits,
    ai_commits,
    nullIf(task_type, '')             AS task_type,
    nullIf(task_type_source, '')      AS task_type_source,
    areas,
    known_paths,
    opened_at,
    ready_at,
    draft,
    first_review_at,
    first_human_review_at,
    first_bot_review_at,
    approved_at,
    merged_at,
    closed_at,
    outcome,
    if(merged_at IS NOT NULL, dateDiff('millisecond', opened_at, merged_at) / 3600000., NULL) AS open_to_merge_hours,
    if(merged_at IS NULL AND closed_at IS NOT NULL, dateDiff('millisecond', opened_at, closed_at) / 3600000., NULL) AS open_to_reject_hours,
    if(first_human_review_at IS NOT NULL AND ready_at IS NOT NULL, dateDiff('millisecond', ready_at, first_human_review_at) / 3600000., NULL) AS pickup_human_hours,
    if(first_bot_review_at IS NOT NULL AND ready_at IS NOT NULL, dateDiff('millisecond', ready_at, first_bot_review_at) / 3600000., NULL) AS pickup_bot_hours,
    additions,
    deletions,
    changed_files,
    commits,
    reviews,
    human_reviews,
    human_reviewers,
    bot_reviews,
    self_reviews,
    ai_reviewers,
    review_comments,
    review_rounds,
    pushes,
    pushes_after_first_human_review,
    reopenings,
    events,
    last_event_at
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0;

-- Cells that do not overlap: summing them never counts anything twice.
CREATE OR REPLACE VIEW mart.metric_daily${on_cluster} AS
SELECT
    metric_id,
    day,
    nullIf(team, '')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    nullIf(m.dimension, '') AS dimension,
    numerator,
    denominator,
    if(matures_on <= toDate(now('UTC')), 'final', 'provisional') AS finality,
    loaded_at             AS as_of
FROM plumbline.metric_daily AS m FINAL
WHERE is_deleted = 0 AND position(m.dimension, '=') = 0;

-- The same counts again by one further dimension (task_type, area, ..). One that is in two areas is counted in both.
CREATE OR REPLACE VIEW mart.metric_daily_by_dimension${on_cluster} AS
SELECT
    metric_id,
    day,
    nullIf(team, '')      AS team,
    repo,
    origin,
    nullIf(tool, '')      AS tool,
    substring(m.dimension, 1, position(m.dimension, '=') - 1) AS dimension,
    substring(m.dimension, position(m.dimension, '=') + 1)    AS value,
    numerator,
    denominator,
    if(matures_on <= toDate(now('UTC')), 'final', 'provisional') AS finality,
    loaded_at             AS as_of
FROM plumbline.metric_daily AS m FINAL
WHERE is_deleted = 0 AND position(m.dimension, '=') > 0;

-- Acceptance by kind of task or by area: in which kinds of work is AI output accepted, and in which not.
CREATE OR REPLACE VIEW mart.acceptance_by_work${on_cluster} AS
SELECT
    dimension,
    value,
    origin,
    tool,
    metric_id,
    sum(numerator)   AS numerator_count,
    sum(denominator) AS denominator_count,
    if(denominator_count = 0, NULL, numerator_count / denominator_count) AS ratio,
    wilson_lower(numerator_count, denominator_count) AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count) AS wilson_upper_95,
    multiIf(denominator_count < 10, 'hidden', denominator_count < 30, 'weak', 'shown') AS sample_guard
FROM mart.metric_daily_by_dimension
WHERE dimension IN ('task_type', 'area')
  AND metric_id IN ('merged_all', 'merged_closed', 'merged_ready', 'merged_matured', 'pr_acceptance_closed',
                    'pr_acceptance_matured', 'unreviewed_merge_share', 'rubber_stamp_share')
  AND (finality = 'final' OR metric_id NOT IN ('merged_matured', 'pr_acceptance_matured'))
GROUP BY dimension, value, origin, tool, metric_id;

-- What became of pull requests, by who wrote them and what they were about. A sweep by a bot is no human decision.
CREATE OR REPLACE VIEW mart.outcome${on_cluster} AS
SELECT
    origin,
    tool,
    team,
    task_type,
    count()                                   AS pull_requests,
    countIf(outcome = 'merged')               AS merged,
    countIf(outcome = 'rejected_by_human')    AS rejected_by_human,
    countIf(outcome = 'auto_closed')          AS auto_closed,
    countIf(outcome = 'superseded')           AS superseded,
    countIf(outcome = 'open')                 AS still_open
FROM mart.pull_request
GROUP BY origin, tool, team, task_type;

-- How long reviews take, people and bots apart, by the ISO week in which pull requests became ready. Hours are of the wall
-- clock. Pull requests that nobody has reviewed have no pick-up time; how many they are is beside it, because a median of
-- the reviewed ones alone looks better than it is.
CREATE OR REPLACE VIEW mart.review_clock${on_cluster} AS
SELECT
    toMonday(toDate(ready_at))                                               AS ready_week,
    team,
    origin,
    tool,
    count()                                                                  AS ready,
    countIf(pickup_human_hours IS NOT NULL)                                  AS reviewed_by_people,
    countIf(pickup_bot_hours IS NOT NULL)                                    AS reviewed_by_bots,
    if(countIf(pickup_human_hours >= 0) = 0, NULL,
        quantileExactInclusiveIf(0.5)(assumeNotNull(pickup_human_hours), pickup_human_hours >= 0)) AS pickup_human_p50_hours,
    if(countIf(pickup_human_hours >= 0) = 0, NULL,
        quantileExactInclusiveIf(0.9)(assumeNotNull(pickup_human_hours), pickup_human_hours >= 0)) AS pickup_human_p90_hours,
    if(countIf(pickup_bot_hours >= 0) = 0, NULL,
        quantileExactInclusiveIf(0.5)(assumeNotNull(pickup_bot_hours), pickup_bot_hours >= 0)) AS pickup_bot_p50_hours,
    countIf(pickup_human_hours < 0)                                          AS clock_skew,
    countIf(merged_at IS NOT NULL)                                           AS merged,
    countIf(merged_at IS NOT NULL AND human_reviews = 0)                     AS merged_without_human_review,
    countIf(merged_at IS NOT NULL AND merged_at < ready_at + INTERVAL 60 SECOND) AS merged_within_60_seconds
FROM mart.pull_request
WHERE ready_at IS NOT NULL
GROUP BY ready_week, team, origin, tool;
