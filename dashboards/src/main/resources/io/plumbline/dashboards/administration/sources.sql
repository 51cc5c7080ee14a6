-- Every source that has delivered anything: how much, when last, and what became of it.
SELECT
    source,
    sum(deliveries_n)              AS deliveries,
    max(last_n)                    AS last_received_at,
    sum(mapped_n)                  AS mapped,
    sum(unmapped_n)                AS unmapped,
    sum(letters_n)                 AS dead_letters
FROM
(
    SELECT source, count() AS deliveries_n, max(received_at) AS last_n, 0 AS mapped_n, 0 AS unmapped_n, 0 AS letters_n
    FROM plumbline.raw_event FINAL
    GROUP BY source
    UNION ALL
    SELECT source, 0, toDateTime64(0, 3, 'UTC'), countIf(outcome = 'mapped'), countIf(outcome != 'mapped'), 0
    FROM plumbline.ingest_outcome FINAL
    GROUP BY source
    UNION ALL
    SELECT source, 0, toDateTime64(0, 3, 'UTC'), 0, 0, count()
    FROM plumbline.dead_letter FINAL
    WHERE source != ''
    GROUP BY source
)
GROUP BY source
ORDER BY source
