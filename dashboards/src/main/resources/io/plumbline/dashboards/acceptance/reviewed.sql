-- Root review comments of pull requests that ended in the period, by reviewer: decided, accepted, and alive 21 days later.
SELECT
    toString(reviewer_kind)                                                 AS kind,
    if(reviewer_kind = 'human', '', ifNull(toString(reviewer_tool), ''))    AS reviewer,
    closed_day >= toDate(:from)                                             AS is_now,
    count()                                                                 AS shown,
    countIf(decided)                                                        AS decided_count,
    countIf(accepted)                                                       AS accepted_count,
    countIf(decided AND (NOT accepted OR alive_after_21_days IS NOT NULL))  AS decided_known,
    countIf(accepted AND alive_after_21_days IS NOT NULL)                   AS accepted_known,
    countIf(accepted AND ifNull(alive_after_21_days, false))                AS alive_count
FROM
(
    SELECT *, toDate(ifNull(merged_at, closed_at), :zone) AS closed_day
    FROM mart.suggestion
    WHERE exclusion IS NULL
      AND reviewer_kind IN ('ai', 'human')
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
      AND (:severity = '' OR ifNull(severity, '') = :severity)
)
WHERE closed_day BETWEEN toDate(:previous_from) AND toDate(:to)
GROUP BY kind, reviewer, is_now
ORDER BY kind, reviewer, is_now DESC
