-- What each source has sent, when it was last heard of, and what became of its deliveries.
SELECT
    raw.source                                  AS source,
    count()                                     AS deliveries,
    max(raw.received_at)                        AS newest,
    countIf(told.outcome = 'mapped')            AS mapped,
    countIf(told.outcome = 'unmapped')          AS unmapped,
    countIf(told.outcome = 'dead_letter')       AS dead_letters
FROM (SELECT source, delivery_id, received_at FROM plumbline.raw_event FINAL) AS raw
LEFT JOIN (SELECT source, delivery_id, toString(outcome) AS outcome FROM plumbline.ingest_outcome FINAL) AS told
    ON told.source = raw.source AND told.delivery_id = raw.delivery_id
GROUP BY source
ORDER BY source
