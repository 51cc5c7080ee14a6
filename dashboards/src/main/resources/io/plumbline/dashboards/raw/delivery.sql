-- One delivery as it was received, with what became of it; reads the table because mart.raw_event hides payloads.
SELECT
    raw.source       AS source,
    raw.delivery_id  AS delivery_id,
    raw.event_type   AS event_type,
    raw.action       AS action,
    raw.repo         AS repo,
    raw.received_at  AS received_at,
    raw.payload      AS payload,
    length(raw.payload) AS payload_bytes,
    outcome.outcome  AS outcome,
    outcome.events   AS events,
    outcome.reason   AS reason
FROM (SELECT * FROM plumbline.raw_event FINAL WHERE source = :source AND delivery_id = :delivery) AS raw
LEFT JOIN
(
    SELECT source, delivery_id, toNullable(toString(outcome)) AS outcome, toNullable(events) AS events, nullIf(reason, '') AS reason
    FROM plumbline.ingest_outcome FINAL
    WHERE source = :source AND delivery_id = :delivery
) AS outcome ON outcome.source = raw.source AND outcome.delivery_id = raw.delivery_id
