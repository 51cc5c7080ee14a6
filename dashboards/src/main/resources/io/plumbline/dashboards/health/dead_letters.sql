-- The newest deliveries that could not be used, and whether they came through later; only for readers of all teams.
SELECT
    letter.id AS id, letter.stage AS stage, letter.source AS source, letter.event_type AS event_type,
    letter.location AS location, letter.reason AS reason, letter.failed_at AS failed_at, letter.payload_bytes AS payload_bytes,
    toBool(told.outcome IN ('mapped', 'unmapped')) AS came_through
FROM mart.dead_letter AS letter
LEFT JOIN (SELECT source, delivery_id, toString(outcome) AS outcome FROM plumbline.ingest_outcome FINAL) AS told
    ON told.source = letter.source AND told.delivery_id = ifNull(letter.delivery_id, '')
WHERE :teams = ''
ORDER BY failed_at DESC, id
LIMIT 50
