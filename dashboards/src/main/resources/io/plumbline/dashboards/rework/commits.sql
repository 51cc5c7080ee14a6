-- Commits that ended the most young lines, with the pull request that brought them.
SELECT
    provider,
    repo,
    sha,
    number,
    committed_at,
    origin,
    tool,
    added                                                                         AS lines_added,
    removed                                                                       AS lines_removed,
    toInt64(arraySum(arrayMap(x -> if(x.1 < :days, x.2, 0), ended)))              AS rework_lines,
    toInt64(arraySum(arrayMap(x -> if(x.1 < :days, x.3, 0), ended)))              AS own_rework_lines
FROM mart.line_history
WHERE toDate(committed_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
  AND (:origin = '' OR origin = :origin)
  AND rework_lines > 0
ORDER BY rework_lines DESC, committed_at DESC, sha
LIMIT 25
