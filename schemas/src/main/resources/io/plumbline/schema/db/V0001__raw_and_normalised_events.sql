-- What collectors received, what became of it, and the normalised events read from it.

CREATE DATABASE IF NOT EXISTS plumbline${on_cluster};

-- One row per (source, delivery_id). The first observation wins: version falls as received_at grows.
CREATE TABLE plumbline.raw_event${on_cluster}
(
    source      LowCardinality(String),
    delivery_id String,
    event_type  LowCardinality(String),
    action      LowCardinality(String),
    repo        LowCardinality(String),
    received_at DateTime64(3, 'UTC'),
    headers     Map(LowCardinality(String), String),
    payload     String CODEC(ZSTD(1)),
    version     UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (source, delivery_id)
SETTINGS ${deduplication_window};

-- received = mapped + unmapped + dead_letter
CREATE TABLE plumbline.ingest_outcome${on_cluster}
(
    source      LowCardinality(String),
    delivery_id String,
    event_type  LowCardinality(String),
    action      LowCardinality(String),
    repo        LowCardinality(String),
    received_at DateTime64(3, 'UTC'),
    outcome     Enum8('mapped' = 1, 'unmapped' = 2, 'dead_letter' = 3),
    events      UInt32,
    reason      String,
    version     UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (source, delivery_id)
SETTINGS ${deduplication_window};

CREATE TABLE plumbline.dead_letter${on_cluster}
(
    id          String,
    stage       LowCardinality(String),
    source      LowCardinality(String),
    delivery_id String,
    event_type  LowCardinality(String),
    location    String,
    reason      String,
    failed_at   DateTime64(3, 'UTC'),
    payload     String CODEC(ZSTD(1)),
    version     UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY id
SETTINGS ${deduplication_window};

-- Normalised events of every kind; attributes is the whole event as JSON.
CREATE TABLE plumbline.event${on_cluster}
(
    provider    LowCardinality(String),
    repo        LowCardinality(String),
    number      Nullable(UInt32),
    event_id    String,
    kind        LowCardinality(String),
    action      LowCardinality(String),
    event_at    DateTime64(3, 'UTC'),
    observed_at DateTime64(3, 'UTC'),
    source      LowCardinality(String),
    delivery_id String,
    actor_login String,
    actor_id    Nullable(UInt64),
    actor_type  LowCardinality(String),
    actor_pseudonym String,
    attributes  String CODEC(ZSTD(1)),
    version     UInt64
)
ENGINE = ${Replicated}ReplacingMergeTree(version)
ORDER BY (repo, ifNull(number, 0), kind, event_id)
SETTINGS ${deduplication_window};
