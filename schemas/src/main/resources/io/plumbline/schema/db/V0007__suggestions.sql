-- What became of each review comment, of machines and of people, by the same rules.

CREATE TABLE plumbline.suggestion${on_cluster}
(
    id                 String,
    provider           LowCardinality(String),
    repo               LowCardinality(String),
    number             UInt32,
    comment_id         UInt64,
    reviewer_login     String,
    reviewer_id        Nullable(UInt64),
    reviewer_type      LowCardinality(String),
    reviewer_pseudonym String,
    reviewer_kind      LowCardinality(String),
    reviewer_tool      LowCardinality(String),
    suggestion_block   Bool,
    severity           LowCardinality(String),
    category           LowCardinality(String),
    path               String CODEC(ZSTD(1)),
    line               Nullable(UInt32),
    created_at         DateTime64(3, 'UTC'),
    event_id           String CODEC(ZSTD(1)),
    tier               LowCardinality(String),
    reason             String CODEC(ZSTD(1)),
    evidence           Array(Tuple(tier String, reason String, at DateTime64(3, 'UTC'), event_id String, sha String)),
    decided            Bool,
    accepted           Bool,
    decided_at         Nullable(DateTime64(3, 'UTC')),
    upvotes            Nullable(UInt32),
    downvotes          Nullable(UInt32),
    exclusion          LowCardinality(String),
    alive_after_21_days Nullable(Bool),
    origin             LowCardinality(String),
    tool               LowCardinality(String),
    team               LowCardinality(String),
    opened_at          DateTime64(3, 'UTC'),
    merged_at          Nullable(DateTime64(3, 'UTC')),
    closed_at          Nullable(DateTime64(3, 'UTC')),
    outcome            LowCardinality(String),
    zone               LowCardinality(String),
    version            UInt64,
    is_deleted         UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, number, comment_id, provider)
SETTINGS ${deduplication_window};

-- One row per root review comment. People are pseudonyms; machines are named. Reasons and evidence name machines only:
-- what a person did is told by the tier, the time and the event.
CREATE VIEW mart.suggestion${on_cluster} AS
SELECT
    provider,
    repo,
    number,
    comment_id,
    if(reviewer_kind IN ('ai', 'automation'), reviewer_login, reviewer_pseudonym) AS reviewer,
    reviewer_kind,
    nullIf(reviewer_tool, '') AS reviewer_tool,
    suggestion_block,
    nullIf(severity, '')      AS severity,
    nullIf(category, '')      AS category,
    nullIf(path, '')          AS path,
    line,
    created_at,
    tier,
    reason,
    evidence,
    decided,
    accepted,
    decided_at,
    upvotes,
    downvotes,
    nullIf(exclusion, '')     AS exclusion,
    alive_after_21_days,
    origin,
    nullIf(tool, '')          AS tool,
    nullIf(team, '')          AS team,
    opened_at,
    merged_at,
    closed_at,
    outcome
FROM plumbline.suggestion FINAL
WHERE is_deleted = 0;

-- Acceptance of review comments by reviewer: accepted = tier A or B of pull requests that have ended; undecided ones are
-- no part of the denominator and are told as a share of all. People are one line: the baseline, never a ranking.
CREATE VIEW mart.suggestion_acceptance${on_cluster} AS
SELECT
    reviewer_kind,
    reviewer_tool,
    count()                                    AS comments,
    countIf(decided AND tier = 'A')            AS tier_a,
    countIf(decided AND tier = 'B')            AS tier_b,
    countIf(decided AND tier = 'C')            AS tier_c,
    countIf(decided AND tier = 'D')            AS tier_d,
    countIf(decided AND tier = 'R')            AS tier_r,
    countIf(NOT decided)                       AS tier_x,
    countIf(accepted)                          AS accepted_count,
    countIf(decided)                           AS decided_count,
    if(decided_count = 0, NULL, accepted_count / decided_count) AS ratio,
    wilson_lower(accepted_count, decided_count) AS wilson_lower_95,
    wilson_upper(accepted_count, decided_count) AS wilson_upper_95,
    multiIf(decided_count < 10, 'hidden', decided_count < 30, 'weak', 'shown') AS sample_guard,
    tier_x / comments                          AS undecided_share,
    countIf(decided AND suggestion_block)      AS blocks_decided,
    countIf(accepted AND suggestion_block)     AS blocks_accepted,
    countIf(downvotes > 0)                     AS downvoted,
    countIf(downvotes IS NOT NULL)             AS votes_known
FROM mart.suggestion
WHERE exclusion IS NULL
GROUP BY reviewer_kind, reviewer_tool;
