-- One metric by ISO week of the cohort day and by origin, in the period and in the one of equal length before it.
SELECT
    day >= toDate(:from)                                           AS is_now,
    toMonday(day)                                                  AS week,
    toString(origin)                                               AS of_origin,
    sum(numerator)                                                 AS numerator_count,
    sum(denominator)                                               AS denominator_count,
    sumIf(numerator, finality = 'final')                           AS final_numerator_count,
    sumIf(denominator, finality = 'final')                         AS final_denominator_count,
    wilson_lower(numerator_count, denominator_count)               AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count)               AS wilson_upper_95
FROM mart.metric_daily
WHERE metric_id = :metric
  AND day BETWEEN toDate(:previous_from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  -- A tool or an origin narrows the AI side; the rest stays what it is compared with.
  AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(origin, 'ai_'))
  AND (:origin = '' OR origin = :origin OR NOT startsWith(origin, 'ai_'))
GROUP BY is_now, week, of_origin
ORDER BY is_now DESC, week, of_origin
