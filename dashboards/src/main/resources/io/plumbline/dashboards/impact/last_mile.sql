-- Five metrics of AI-written pull requests and of the rest in each area (* = all), by repository and four weeks.
SELECT
    area,
    metric_id                                                     AS metric,
    repo,
    toInt64(intDiv(dateDiff('day', toDate(:from), day), 28))      AS four_weeks,
    is_ai,
    toInt64(count())                                              AS units,
    sum(events)                                                   AS events_sum,
    sum(events * events)                                          AS squares
FROM
(
    SELECT metric_id, repo, events, areas, startsWith(origin, 'ai_') AS is_ai, toDate(at, :zone) AS day, settles_after_days
    FROM mart.comparison
    WHERE origin != 'automation_bot'
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (NOT is_ai OR ((:tool = '' OR ifNull(tool, '-') = :tool) AND (:origin = '' OR origin = :origin)
                         AND (:tier = '' OR attribution_tier = :tier)))
)
ARRAY JOIN arrayConcat(['*'], if(empty(areas), ['-'], arrayMap(one -> toString(one), areas))) AS area
WHERE day BETWEEN toDate(:from) AND toDate(:to)
  AND day + settles_after_days <= toDate(now('UTC'))
GROUP BY area, metric, repo, four_weeks, is_ai
ORDER BY area, metric, repo, four_weeks, is_ai DESC
