-- How far the line is: what each step has stored, the newest of it, and what waits for the next step.
SELECT step, stored, newest, waiting
FROM
(
    SELECT 1 AS place, 'deliveries' AS step, count() AS stored, if(stored = 0, NULL, max(received_at)) AS newest,
           toInt64(countIf((source, delivery_id) NOT IN (SELECT source, delivery_id FROM plumbline.ingest_outcome))) AS waiting
    FROM plumbline.raw_event FINAL
    UNION ALL
    SELECT 2 AS place, 'events' AS step, count() AS stored, if(stored = 0, NULL, max(observed_at)) AS newest, toInt64(0) AS waiting
    FROM plumbline.event FINAL
    UNION ALL
    SELECT 3 AS place, 'pull requests' AS step, count() AS stored, if(stored = 0, NULL, max(last_observed_at)) AS newest, toInt64(0) AS waiting
    FROM plumbline.pull_request FINAL
    WHERE is_deleted = 0
    UNION ALL
    SELECT 4 AS place, 'counters' AS step, count() AS stored, if(stored = 0, NULL, max(loaded_at)) AS newest, toInt64(0) AS waiting
    FROM plumbline.metric_daily FINAL
    WHERE is_deleted = 0
)
ORDER BY place
