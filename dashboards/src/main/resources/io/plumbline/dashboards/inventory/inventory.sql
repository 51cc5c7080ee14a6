-- What is stored: pull requests, first and last day with data, newest event and newest counter.
SELECT
    count()                                                                 AS pull_requests,
    if(count() = 0, NULL, min(toDate(opened_at, :zone)))                    AS first_day,
    if(count() = 0, NULL, max(toDate(ifNull(closed_at, opened_at), :zone))) AS last_day,
    if(count() = 0, NULL, max(last_event_at))                               AS last_event_at,
    (SELECT if(count() = 0, NULL, max(as_of)) FROM mart.metric_daily)       AS counted_at
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
  AND (:teams = '' OR has(splitByChar('\n', :teams), toString(team)))
