-- Acceptance in editors and agents by vendor, kind of denominator and surface, in the period and in the one before it.
SELECT
    metric_id,
    ifNull(dimension, '')                                 AS of_dimension,
    day >= toDate(:from)                                  AS is_now,
    sum(numerator)                                        AS accepted_count,
    sum(denominator)                                      AS offered_count,
    sumIf(denominator, finality != 'final')               AS provisional_count,
    max(day)                                              AS last_day
FROM mart.metric_daily
WHERE metric_id IN ('ide_acceptance', 'human_decision_acceptance')
  AND day BETWEEN toDate(:previous_from) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
GROUP BY metric_id, of_dimension, is_now
ORDER BY metric_id DESC, of_dimension, is_now DESC
