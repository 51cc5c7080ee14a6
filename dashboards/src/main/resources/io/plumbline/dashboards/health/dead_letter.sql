-- One delivery that could not be used, with its bytes; reads the table because mart.dead_letter hides them.
SELECT
    letter.id AS id, letter.stage AS stage, letter.source AS source, letter.delivery_id AS delivery_id,
    letter.event_type AS event_type, letter.location AS location, letter.reason AS reason, letter.failed_at AS failed_at,
    letter.payload AS payload, length(letter.payload) AS payload_bytes, hex(SHA256(letter.payload)) AS payload_sha256,
    isValidUTF8(letter.payload) AS is_text,
    toBool(told.outcome IN ('mapped', 'unmapped')) AS came_through
FROM (SELECT * FROM plumbline.dead_letter FINAL WHERE id = :id AND :teams = '') AS letter
LEFT JOIN (SELECT source, delivery_id, toString(outcome) AS outcome FROM plumbline.ingest_outcome FINAL) AS told
    ON told.source = letter.source AND told.delivery_id = letter.delivery_id
