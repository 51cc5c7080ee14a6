-- Acceptance of AI-written pull requests, corrections within 14 days and change failures as counts, by ISO week of their cohort.
SELECT
    metric_id,
    toMonday(day)                                   AS week,
    toInt64(sum(numerator))                         AS numerator_count,
    toInt64(sum(denominator))                       AS denominator_count
FROM mart.metric_daily
WHERE metric_id IN ('merged_closed', 'corrective_14d', 'change_failure_rate_low')
  AND (metric_id != 'merged_closed' OR startsWith(origin, 'ai_'))
  AND dimension IS NULL
  AND day BETWEEN toDate(:from) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY metric_id, week
ORDER BY metric_id, week
