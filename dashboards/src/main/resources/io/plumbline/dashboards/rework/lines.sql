-- Lines that commits added, removed and rewrote young, by ISO week and origin of the commit that ended them, in two periods.
SELECT
    day >= toDate(:from)               AS is_now,
    toMonday(day)                      AS week,
    of_origin,
    count()                            AS commits,
    sum(born)                          AS lines_added,
    sum(gone)                          AS lines_removed,
    sum(changed)                       AS lines_changed,
    sum(young)                         AS rework_lines,
    sum(gone - young)                  AS refactor_lines,
    -- Commits are the bunches whose spread makes the interval.
    sum(toFloat64(young) * young)      AS squares,
    sum(toFloat64(young) * changed)    AS products,
    sum(toFloat64(changed) * changed)  AS changed_squares
FROM
(
    SELECT
        toString(origin)                                                        AS of_origin,
        toDate(committed_at, :zone)                                             AS day,
        toInt64(added)                                                          AS born,
        toInt64(removed)                                                        AS gone,
        born + gone                                                             AS changed,
        toInt64(arraySum(arrayMap(x -> if(x.1 < :days, x.2, 0), ended)))        AS young
    FROM mart.line_history
    WHERE toDate(committed_at, :zone) BETWEEN toDate(:previous_from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      -- A tool or an origin narrows the AI side; the rest stays what it is compared with.
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
)
GROUP BY is_now, week, of_origin
ORDER BY is_now DESC, week, of_origin
