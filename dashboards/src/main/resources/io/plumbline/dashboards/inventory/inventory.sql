-- What is stored at all: pull requests, raw events with what became of them, first and last day with data.
SELECT
    (SELECT count() FROM mart.raw_event)                                AS raw_events,
    (SELECT countIf(outcome = 'mapped') FROM mart.raw_event)            AS mapped_events,
    (SELECT count() FROM mart.dead_letter)                              AS dead_letters,
    count()                                                             AS pull_requests,
    if(count() = 0, NULL, min(toDate(opened_at, :zone)))                AS first_day,
    if(count() = 0, NULL, max(toDate(ifNull(closed_at, opened_at), :zone))) AS last_day,
    if(count() = 0, NULL, max(last_event_at))                           AS last_event_at,
    (SELECT if(count() = 0, NULL, max(as_of)) FROM mart.metric_daily)   AS counted_at
FROM mart.pull_request
