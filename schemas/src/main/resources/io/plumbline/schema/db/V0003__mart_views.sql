-- The public SQL surface: stable names, people as pseudonyms, ratios computed and never stored.

CREATE DATABASE IF NOT EXISTS mart${on_cluster};

-- Wilson score interval, 95 %: bounds of the share x/n. NULL when n = 0: nothing is known, which is not zero.
CREATE FUNCTION IF NOT EXISTS wilson_lower${on_cluster} AS (x, n) ->
    if(n = 0, NULL, greatest(0., (x / n + 3.841458820694124 / (2 * n)
        - 1.959963984540054 * sqrt(x / n * (1 - x / n) / n + 3.841458820694124 / (4 * n * n))) / (1 + 3.841458820694124 / n)));

CREATE FUNCTION IF NOT EXISTS wilson_upper${on_cluster} AS (x, n) ->
    if(n = 0, NULL, least(1., (x / n + 3.841458820694124 / (2 * n)
        + 1.959963984540054 * sqrt(x / n * (1 - x / n) / n + 3.841458820694124 / (4 * n * n))) / (1 + 3.841458820694124 / n)));

CREATE VIEW mart.pull_request${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    hex(SHA256(title))                AS title_hash,
    author_pseudonym                  AS author_id,
    author_type,
    accountable_pseudonym             AS accountable_id,
    nullIf(team, '')                  AS team,
    origin,
    nullIf(tool, '')                  AS tool,
    attribution_confidence,
    rule_version,
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
    additions,
    deletions,
    changed_files,
    commits,
    reviews,
    human_reviews,
    review_comments,
    review_rounds,
    pushes,
    pushes_after_first_human_review,
    reopenings,
    events,
    last_event_at
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0;

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
    loaded_at             AS as_of
FROM plumbline.metric_daily FINAL
WHERE is_deleted = 0;

-- Acceptance of pull requests by tool, one row per denominator. Cohorts whose window is still open do not count.
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
  AND (finality = 'final' OR metric_id != 'merged_matured')
GROUP BY tool, origin, metric_id;

CREATE VIEW mart.event${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    event_id,
    kind,
    action,
    event_at,
    observed_at,
    source,
    delivery_id,
    if(actor_type = 'Bot', actor_login, actor_pseudonym) AS actor_id,
    actor_type
FROM plumbline.event FINAL;

-- One row per raw event with what became of it; outcome is NULL until it has been normalised.
CREATE VIEW mart.raw_event${on_cluster} AS
SELECT
    r.source              AS source,
    r.delivery_id         AS delivery_id,
    r.event_type          AS event_type,
    nullIf(r.action, '')  AS action,
    nullIf(r.repo, '')    AS repo,
    r.received_at         AS received_at,
    length(r.payload)     AS payload_bytes,
    hex(SHA256(r.payload)) AS payload_sha256,
    o.outcome             AS outcome,
    o.events              AS events,
    o.reason              AS reason
FROM (SELECT * FROM plumbline.raw_event FINAL) AS r
LEFT JOIN
(
    SELECT source, delivery_id, toNullable(toString(outcome)) AS outcome, toNullable(events) AS events, nullIf(reason, '') AS reason
    FROM plumbline.ingest_outcome FINAL
) AS o ON o.source = r.source AND o.delivery_id = r.delivery_id;

CREATE VIEW mart.dead_letter${on_cluster} AS
SELECT id, stage, source, nullIf(delivery_id, '') AS delivery_id, nullIf(event_type, '') AS event_type,
       nullIf(location, '') AS location, reason, failed_at, length(payload) AS payload_bytes
FROM plumbline.dead_letter FINAL;
