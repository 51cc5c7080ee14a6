-- First commit to merge in doubling steps of hours, by side: how many pull requests each step has, and percentiles of the side.
SELECT
    side,
    step,
    count()                                              AS pull_requests,
    any(merged_of_side)                                  AS merged,
    any(known_of_side)                                   AS n,
    any(p50_of_side)                                     AS p50_hours,
    any(p75_of_side)                                     AS p75_hours,
    any(p90_of_side)                                     AS p90_hours,
    any(lower_of_side)                                   AS p50_lower_hours,
    any(upper_of_side)                                   AS p50_upper_hours
FROM
(
    SELECT
        side,
        arrayJoin(hours)                                                              AS one,
        toInt32(least(11, greatest(-2, floor(log2(greatest(one, 0.01))))))            AS step,
        merges                                                                        AS merged_of_side,
        toInt64(length(hours))                                                        AS known_of_side,
        arrayReduce('quantileExactInclusive(0.5)', hours)                             AS p50_of_side,
        arrayReduce('quantileExactInclusive(0.75)', hours)                            AS p75_of_side,
        arrayReduce('quantileExactInclusive(0.9)', hours)                             AS p90_of_side,
        if(known_of_side < 6, NULL, hours[toInt64(greatest(1, floor(known_of_side / 2 - 0.98 * sqrt(known_of_side))))])   AS lower_of_side,
        if(known_of_side < 6, NULL, hours[toInt64(least(toFloat64(known_of_side), 1 + ceil(known_of_side / 2 + 0.98 * sqrt(known_of_side))))]) AS upper_of_side
    FROM
    (
        SELECT
            if(startsWith(toString(origin), 'ai_'), 'ai', toString(origin))                               AS side,
            count()                                                                                       AS merges,
            arraySort(groupArrayIf(assumeNotNull(commit_to_merge_hours), commit_to_merge_hours IS NOT NULL)) AS hours
        FROM mart.flow
        WHERE merged_at IS NOT NULL
          AND toDate(assumeNotNull(merged_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
          AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
          AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
          AND (:size = '' OR ifNull(size_class, 'unknown') = :size)
          AND (:draft = '' OR (draft_hours > 0) = (:draft = 'yes'))
          AND (:bots = 'with' OR origin != 'automation_bot')
        GROUP BY side
    )
)
GROUP BY side, step
ORDER BY side, step
