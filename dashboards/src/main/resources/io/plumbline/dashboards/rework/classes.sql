-- What changed lines were, by ISO week of the commit: new work, old code changed, help to others and rework of one's own.
SELECT
    toMonday(toDate(committed_at, :zone))                                                         AS week,
    count()                                                                                       AS commits,
    sum(toInt64(arraySum(arrayMap(x -> if(x.1 < 30, x.3, 0), ended))))                            AS own_rework,
    sum(toInt64(arraySum(arrayMap(x -> if(x.1 < 30, toInt64(x.2) - x.3, 0), ended))))             AS helping_others,
    sum(toInt64(arraySum(arrayMap(x -> if(x.1 >= 30, x.2, 0), ended))))                           AS legacy_refactor,
    sum(greatest(toInt64(added) - removed, 0))                                                    AS new_work
FROM mart.line_history
WHERE toDate(committed_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
  AND (:origin = '' OR origin = :origin)
GROUP BY week
ORDER BY week
