-- Pull requests of agents merged within 14 days of opening, by tool and ISO week of opening, in two periods.
SELECT
    day >= toDate(:from)                                  AS is_now,
    toMonday(day)                                         AS week,
    ifNull(tool, '-')                                     AS of_tool,
    sum(numerator)                                        AS numerator_count,
    sum(denominator)                                      AS denominator_count,
    sumIf(numerator, finality = 'final')                  AS final_numerator_count,
    sumIf(denominator, finality = 'final')                AS final_denominator_count,
    wilson_lower(numerator_count, denominator_count)      AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count)      AS wilson_upper_95
FROM mart.metric_daily
WHERE metric_id = 'merged_matured'
  AND origin = 'ai_agent'
  AND day BETWEEN toDate(:previous_from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
GROUP BY is_now, week, of_tool
ORDER BY is_now DESC, week, of_tool
