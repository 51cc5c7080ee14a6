-- Received against stored by day of reception: every delivery has one outcome, every pull request told of has one fact.
SELECT
    day,
    sum(received)                              AS deliveries,
    sum(is_mapped)                             AS mapped,
    sum(is_unmapped)                           AS unmapped,
    sum(is_dead)                               AS dead_letters,
    toInt64(deliveries) - toInt64(mapped) - toInt64(unmapped) - toInt64(dead_letters) AS delivery_difference,
    sum(told)                                  AS pull_requests_told,
    sum(stored)                                AS pull_requests_stored,
    toInt64(pull_requests_told) - toInt64(pull_requests_stored)                       AS pull_request_difference
FROM
(
    SELECT
        toDate(raw.received_at, :zone)           AS day,
        toUInt64(1)                              AS received,
        toUInt64(found.outcome = 'mapped')       AS is_mapped,
        toUInt64(found.outcome = 'unmapped')     AS is_unmapped,
        toUInt64(found.outcome = 'dead_letter')  AS is_dead,
        toUInt64(0)                              AS told,
        toUInt64(0)                              AS stored
    FROM (SELECT source, delivery_id, received_at FROM plumbline.raw_event FINAL) AS raw
    LEFT JOIN (SELECT source, delivery_id, toString(outcome) AS outcome FROM plumbline.ingest_outcome FINAL) AS found
        ON found.source = raw.source AND found.delivery_id = raw.delivery_id
    UNION ALL
    SELECT
        toDate(events.first_at, :zone)           AS day,
        toUInt64(0)                              AS received,
        toUInt64(0)                              AS is_mapped,
        toUInt64(0)                              AS is_unmapped,
        toUInt64(0)                              AS is_dead,
        toUInt64(1)                              AS told,
        toUInt64(facts.number != 0)              AS stored
    FROM
    (
        SELECT provider, repo, assumeNotNull(number) AS number, min(event_at) AS first_at
        FROM plumbline.event
        WHERE kind = 'pull_request' AND number IS NOT NULL
        GROUP BY provider, repo, number
    ) AS events
    LEFT JOIN (SELECT provider, repo, number FROM plumbline.pull_request FINAL WHERE is_deleted = 0) AS facts
        ON facts.provider = events.provider AND facts.repo = events.repo AND facts.number = events.number
)
WHERE day BETWEEN toDate(:from) AND toDate(:to)
GROUP BY day
ORDER BY day DESC
