-- One metric of AI-written pull requests and of the rest, by repository, size, task type and four weeks.
SELECT
    repo,
    ifNull(size_class, '-')                                       AS size,
    ifNull(task_type, '-')                                        AS task,
    toInt64(intDiv(dateDiff('day', toDate(:from), day), 28))      AS four_weeks,
    is_ai,
    toInt64(count())                                              AS units,
    sum(events)                                                   AS events_sum,
    sum(events * events)                                          AS squares
FROM
(
    SELECT repo, size_class, task_type, events, startsWith(origin, 'ai_') AS is_ai, toDate(at, :zone) AS day, settles_after_days
    FROM mart.comparison
    WHERE metric_id = :compared
      AND origin != 'automation_bot'
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      -- A tool, an origin or a tier narrows the AI side; the rest stays what it is compared with.
      AND (NOT is_ai OR ((:tool = '' OR ifNull(tool, '-') = :tool) AND (:origin = '' OR origin = :origin)
                         AND (:tier = '' OR attribution_tier = :tier)))
)
WHERE day BETWEEN toDate(:from) AND toDate(:to)
  AND day + settles_after_days <= toDate(now('UTC'))
GROUP BY repo, size, task, four_weeks, is_ai
ORDER BY repo, size, task, four_weeks, is_ai DESC
