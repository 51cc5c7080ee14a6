-- Facts by id and daily counters. version grows with every recomputation; is_deleted carries tombstones.

CREATE TABLE plumbline.pull_request${on_cluster}
(
    id                     String,
    provider               LowCardinality(String),
    repo                   LowCardinality(String),
    number                 UInt32,
    forge_id               Nullable(UInt64),
    title                  String CODEC(ZSTD(1)),
    html_url               String,
    author_login           String,
    author_id              Nullable(UInt64),
    author_type            LowCardinality(String),
    author_pseudonym       String,
    accountable_login      String,
    accountable_pseudonym  String,
    team                   LowCardinality(String),
    origin                 LowCardinality(String),
    tool                   LowCardinality(String),
    attribution_confidence Float64,
    evidence               Array(Tuple(rule String, signal String, value String, weight Float64)),
    rule_version           LowCardinality(String),
    head_ref               String,
    base_ref               String,
    labels                 Array(String),
    opened_at              DateTime64(3, 'UTC'),
    ready_at               Nullable(DateTime64(3, 'UTC')),
    draft                  Bool,
    first_review_at        Nullable(DateTime64(3, 'UTC')),
    first_human_review_at  Nullable(DateTime64(3, 'UTC')),
    first_bot_review_at    Nullable(DateTime64(3, 'UTC')),
    approved_at            Nullable(DateTime64(3, 'UTC')),
    merged_at              Nullable(DateTime64(3, 'UTC')),
    closed_at              Nullable(DateTime64(3, 'UTC')),
    closed_by_login        String,
    merged_by_login        String,
    outcome                LowCardinality(String),
    additions              Nullable(UInt32),
    deletions              Nullable(UInt32),
    changed_files          Nullable(UInt32),
    commits                Nullable(UInt32),
    reviews                UInt32,
    human_reviews          UInt32,
    review_comments        UInt32,
    review_rounds          UInt32,
    pushes                 UInt32,
    pushes_after_first_human_review UInt32,
    reopenings             UInt32,
    merge_commit_sha       String,
    events                 UInt32,
    last_event_at          DateTime64(3, 'UTC'),
    last_observed_at       DateTime64(3, 'UTC'),
    version                UInt64,
    is_deleted             UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (repo, number, provider)
SETTINGS ${deduplication_window};

-- Unknown team, tool and dimension are the empty string here and NULL in the mart views.
CREATE TABLE plumbline.metric_daily${on_cluster}
(
    metric_id   LowCardinality(String),
    day         Date,
    team        LowCardinality(String),
    repo        LowCardinality(String),
    origin      LowCardinality(String),
    tool        LowCardinality(String),
    dimension   LowCardinality(String),
    numerator   Int64,
    denominator Int64,
    matures_on  Date,
    loaded_at   DateTime64(3, 'UTC'),
    version     UInt64,
    is_deleted  UInt8
)
ENGINE = ${Replicated}ReplacingMergeTree(version, is_deleted)
ORDER BY (metric_id, day, repo, origin, tool, team, dimension)
SETTINGS ${deduplication_window};
