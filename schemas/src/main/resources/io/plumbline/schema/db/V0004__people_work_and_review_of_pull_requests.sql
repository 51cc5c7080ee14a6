-- Who a pull request's people are, what it was about, and how it was reviewed.

ALTER TABLE plumbline.pull_request${on_cluster}
    ADD COLUMN author_person       String AFTER author_pseudonym,
    ADD COLUMN accountable_person  String AFTER accountable_pseudonym,
    ADD COLUMN team_source         LowCardinality(String) AFTER team,
    ADD COLUMN task_type           LowCardinality(String) AFTER team_source,
    ADD COLUMN task_type_source    LowCardinality(String) AFTER task_type,
    ADD COLUMN areas               Array(LowCardinality(String)) AFTER task_type_source,
    ADD COLUMN known_paths         UInt32 AFTER areas,
    ADD COLUMN known_commits       UInt32 AFTER known_paths,
    ADD COLUMN ai_commits          UInt32 AFTER known_commits,
    ADD COLUMN overridden_by       String AFTER rule_version,
    ADD COLUMN override_reason     String AFTER overridden_by,
    ADD COLUMN human_reviewers     UInt32 AFTER human_reviews,
    ADD COLUMN bot_reviews         UInt32 AFTER human_reviewers,
    ADD COLUMN self_reviews        UInt32 AFTER bot_reviews,
    ADD COLUMN ai_reviewers        Array(LowCardinality(String)) AFTER self_reviews,
    ADD COLUMN zone                LowCardinality(String) AFTER ai_reviewers,
    ADD COLUMN head_sha            String AFTER merge_commit_sha;

DROP VIEW mart.pull_request${on_cluster};

-- author_id and accountable_id are persons: all accounts of one person have one id. They are pseudonyms.
CREATE VIEW mart.pull_request${on_cluster} AS
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

DROP VIEW mart.acceptance${on_cluster};

-- Acceptance of pull requests by tool, one row per denominator. Cohorts whose window is still open do not count.
-- Cells with a dimension count the same pull requests again, so only those without one are summed.
CREATE VIEW mart.acceptance${on_cluster} AS
SELECT
    tool,
    origin,
    metric_id,
    sum(numerator)   AS numerator_count,
    sum(denominator) AS denominator_count,
    if(denominator_count = 0, NULL, numerator_count / denominator_count) AS ratio,
    wilson_lower(numerator_count, denominator_count) AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count) AS wilson_upper_95,
    multiIf(denominator_count < 10, 'hidden', denominator_count < 30, 'weak', 'shown') AS sample_guard,
    min(day)         AS first_day,
    max(day)         AS last_day
FROM mart.metric_daily
WHERE metric_id IN ('merged_all', 'merged_closed', 'merged_ready', 'merged_matured')
  AND dimension IS NULL
  AND (finality = 'final' OR metric_id != 'merged_matured')
GROUP BY tool, origin, metric_id;

-- The same by kind of task or by area: in which kinds of work is AI output accepted, and in which not.
CREATE VIEW mart.acceptance_by_work${on_cluster} AS
SELECT
    splitByChar('=', assumeNotNull(dimension))[1] AS dimension,
    splitByChar('=', assumeNotNull(dimension))[2] AS value,
    origin,
    tool,
    metric_id,
    sum(numerator)   AS numerator_count,
    sum(denominator) AS denominator_count,
    if(denominator_count = 0, NULL, numerator_count / denominator_count) AS ratio,
    wilson_lower(numerator_count, denominator_count) AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count) AS wilson_upper_95,
    multiIf(denominator_count < 10, 'hidden', denominator_count < 30, 'weak', 'shown') AS sample_guard
FROM mart.metric_daily AS m
WHERE metric_id IN ('merged_all', 'merged_closed', 'merged_ready', 'merged_matured', 'pr_acceptance_closed', 'pr_acceptance_matured',
                    'unreviewed_merge_share', 'rubber_stamp_share')
  AND (startsWith(assumeNotNull(m.dimension), 'task_type=') OR startsWith(assumeNotNull(m.dimension), 'area='))
  AND (finality = 'final' OR metric_id NOT IN ('merged_matured', 'pr_acceptance_matured'))
GROUP BY dimension, value, origin, tool, metric_id;
