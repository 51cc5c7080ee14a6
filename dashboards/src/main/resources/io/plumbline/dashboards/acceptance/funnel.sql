-- What became of what AI reviewers suggested in pull requests that ended in the period: shown, decided, accepted, merged, alive.
SELECT
    count()                                                                     AS shown,
    countIf(decided)                                                            AS decided_count,
    countIf(accepted)                                                           AS accepted_count,
    countIf(accepted AND merged_at IS NOT NULL)                                 AS merged_count,
    countIf(accepted AND merged_at IS NOT NULL AND alive_after_21_days IS NOT NULL) AS followed_count,
    countIf(accepted AND merged_at IS NOT NULL AND ifNull(alive_after_21_days, false)) AS alive_count
FROM mart.suggestion
WHERE exclusion IS NULL
  AND reviewer_kind = 'ai'
  AND toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
  AND (:origin = '' OR origin = :origin)
  AND (:severity = '' OR ifNull(severity, '') = :severity)
