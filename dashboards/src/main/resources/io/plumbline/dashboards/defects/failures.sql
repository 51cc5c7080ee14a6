-- Change failure rate by ISO week, low and high bound, in the period and in the one of equal length before it.
SELECT
    day >= toDate(:from)                                             AS is_now,
    toMonday(day)                                                    AS week,
    metric_id = 'change_failure_rate_high'                           AS is_high,
    sum(numerator)                                                   AS numerator_count,
    sum(denominator)                                                 AS denominator_count,
    sumIf(numerator, finality = 'final')                             AS final_numerator_count,
    sumIf(denominator, finality = 'final')                           AS final_denominator_count,
    wilson_lower(numerator_count, denominator_count)                 AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count)                 AS wilson_upper_95
FROM mart.metric_daily
WHERE metric_id IN ('change_failure_rate_low', 'change_failure_rate_high')
  AND dimension IS NULL
  AND day BETWEEN toDate(:previous_from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY is_now, week, is_high
ORDER BY is_now DESC, week, is_high
