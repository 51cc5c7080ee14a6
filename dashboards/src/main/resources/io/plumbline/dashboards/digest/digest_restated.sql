-- Published values of the last 13 weeks that were said anew since the last mail, by metric.
SELECT
    metric_id,
    toInt64(count())    AS cells,
    min(day)            AS first_day,
    max(day)            AS last_day
FROM mart.restatement
WHERE metric_id IN ('merged_closed', 'corrective_14d', 'change_failure_rate_low')
  AND dimension IS NULL
  AND observed_at > parseDateTime64BestEffort(:since, 3, 'UTC')
  AND observed_at <= parseDateTime64BestEffort(:until, 3, 'UTC')
  AND day BETWEEN toDate(:from) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY metric_id
ORDER BY metric_id
