-- One metric of AI-written pull requests and of the rest by ISO week, settled ones and all.
SELECT
    toMonday(day)                                                 AS week,
    is_ai,
    toInt64(count())                                              AS units,
    sum(events)                                                   AS events_sum,
    sum(events * events)                                          AS squares,
    toInt64(countIf(day + settles_after_days <= toDate(now('UTC')))) AS settled_units
FROM
(
    SELECT events, startsWith(origin, 'ai_') AS is_ai, toDate(at, :zone) AS day, settles_after_days
    FROM mart.comparison
    WHERE metric_id = :compared
      AND origin != 'automation_bot'
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (NOT is_ai OR ((:tool = '' OR ifNull(tool, '-') = :tool) AND (:origin = '' OR origin = :origin)
                         AND (:tier = '' OR attribution_tier = :tier)))
)
WHERE day BETWEEN toDate(:from) AND toDate(:to)
GROUP BY week, is_ai
ORDER BY week, is_ai DESC
