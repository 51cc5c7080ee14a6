-- One metric of all pull requests around the roll-out of AI tools, by repository, weeks since the roll-out and four weeks.
WITH work AS
(
    SELECT metric_id, repo, events, startsWith(origin, 'ai_') AS is_ai, toMonday(toDate(at, :zone)) AS week,
           toDate(at, :zone) + settles_after_days <= toDate(now('UTC')) AS is_settled
    FROM mart.comparison
    WHERE metric_id IN (:compared, 'merged_matured')
      AND origin != 'automation_bot'
      AND toDate(at, :zone) <= toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      -- A tool or an origin says whose roll-out it is.
      AND (NOT is_ai OR ((:tool = '' OR ifNull(tool, '-') = :tool) AND (:origin = '' OR origin = :origin)))
)
SELECT
    w.repo                                                        AS repo,
    if(r.repo = '', NULL, r.first_week)                           AS began,
    if(r.repo = '', NULL, toInt64(intDiv(dateDiff('day', r.first_week, w.week), 7))) AS weeks_since,
    toInt64(intDiv(dateDiff('day', toDate('1970-01-05'), w.week), 28)) AS four_weeks,
    toInt64(count())                                              AS units,
    sum(w.events)                                                 AS events_sum,
    sum(w.events * w.events)                                      AS squares
FROM (SELECT * FROM work WHERE metric_id = :compared AND is_settled) AS w
LEFT JOIN
(
    -- The first week in which a repository had two AI-written pull requests, or the week that the reader names.
    SELECT repo, if(:rollout = '', min(week), toMonday(toDateOrZero(:rollout))) AS first_week
    FROM (SELECT repo, week FROM work WHERE metric_id = 'merged_matured' AND is_ai GROUP BY repo, week HAVING count() >= 2)
    GROUP BY repo
) AS r ON r.repo = w.repo
GROUP BY repo, began, weeks_since, four_weeks
ORDER BY repo, four_weeks, weeks_since
