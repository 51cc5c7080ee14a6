-- Published counters that had to be said again, the newest first.
SELECT
    metric_id, day, repo, team, origin, tool, sequence,
    old_numerator, old_denominator, new_numerator, new_denominator, change_ratio, reason, finalised_at, observed_at
FROM mart.restatement
WHERE day BETWEEN toDate(:from) AND toDate(:to)
  AND position(ifNull(dimension, ''), '=') = 0
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
  AND (:origin = '' OR origin = :origin)
ORDER BY observed_at DESC, metric_id, day, repo, origin, tool, team, sequence
LIMIT 100
