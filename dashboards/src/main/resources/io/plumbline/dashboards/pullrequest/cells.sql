-- The daily counters of one repository, origin and tool on the days on which one pull request counts.
SELECT metric_id, day, sum(numerator) AS numerator_count, sum(denominator) AS denominator_count
FROM mart.metric_daily
WHERE repo = :repo
  AND origin = :origin
  AND ifNull(tool, '') = :tool
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND has(arrayMap(text -> toDate(text), splitByChar('\n', :marked_days)), day)
GROUP BY metric_id, day
ORDER BY metric_id, day
