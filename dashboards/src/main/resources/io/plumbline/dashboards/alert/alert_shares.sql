-- Acceptance, corrections and change failures of a team over the last days; corrections of what was merged 14 days earlier.
SELECT
    metric_id,
    toInt64(sum(numerator))     AS numerator_count,
    toInt64(sum(denominator))   AS denominator_count
FROM mart.metric_daily
WHERE metric_id IN ('merged_closed', 'corrective_14d', 'change_failure_rate_low')
  AND (metric_id != 'merged_closed' OR startsWith(origin, 'ai_'))
  AND dimension IS NULL
  AND if(metric_id = 'corrective_14d', day + 14, day) BETWEEN toDate(:from) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY metric_id
ORDER BY metric_id
