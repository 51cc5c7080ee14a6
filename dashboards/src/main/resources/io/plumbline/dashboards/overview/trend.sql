-- Acceptance by ISO week of the cohort day, for one metric, split by tool or by origin.
SELECT
    toMonday(day)                                                  AS week,
    if(:split = 'origin', toString(origin), ifNull(tool, '-'))     AS series,
    sum(numerator)                                                 AS numerator_count,
    sum(denominator)                                               AS denominator_count,
    sumIf(numerator, finality = 'final')                           AS final_numerator_count,
    sumIf(denominator, finality = 'final')                         AS final_denominator_count,
    wilson_lower(numerator_count, denominator_count)               AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count)               AS wilson_upper_95
FROM mart.metric_daily
WHERE metric_id = :metric
  AND day BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
  AND (:origin = '' OR origin = :origin)
  AND (:split = 'origin' OR tool IS NOT NULL)
GROUP BY week, series
ORDER BY week, series
