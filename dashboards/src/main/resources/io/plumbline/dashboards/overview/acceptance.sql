-- Acceptance of pull requests by tool: counts and Wilson 95 % bounds for each of the four denominators.
SELECT
    tool,
    if(tool IS NULL, origin, '')                          AS origin_without_tool,
    metric_id,
    sumIf(numerator, is_counted)                          AS numerator_count,
    sumIf(denominator, is_counted)                        AS denominator_count,
    sumIf(denominator, NOT is_counted)                    AS provisional_count,
    wilson_lower(numerator_count, denominator_count)      AS wilson_lower_95,
    wilson_upper(numerator_count, denominator_count)      AS wilson_upper_95
FROM
(
    -- A cohort whose window is still open is shown apart and does not enter the share.
    SELECT *, (finality = 'final' OR metric_id != 'merged_matured') AS is_counted
    FROM mart.metric_daily
    WHERE metric_id IN ('merged_all', 'merged_closed', 'merged_ready', 'merged_matured')
      AND day BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
)
GROUP BY tool, origin_without_tool, metric_id
ORDER BY tool, origin_without_tool, metric_id
