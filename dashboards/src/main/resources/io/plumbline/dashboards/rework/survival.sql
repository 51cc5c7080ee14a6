-- Lines of the commits of a period that are alive at some ages, by side; at an age only commits that old when last read count.
SELECT
    if(startsWith(of_origin, 'ai_'), 'ai', of_origin)       AS side,
    age                                                     AS days,
    countIf(seen_days >= age)                               AS commits,
    countIf(seen_days < age)                                AS commits_too_young,
    sumIf(lines, seen_days >= age)                          AS at_risk,
    sumIf(living, seen_days >= age)                         AS alive,
    sumIf(toFloat64(living) * living, seen_days >= age)     AS squares,
    sumIf(toFloat64(living) * lines, seen_days >= age)      AS products,
    sumIf(toFloat64(lines) * lines, seen_days >= age)       AS line_squares
FROM
(
    SELECT
        toString(origin)                                                     AS of_origin,
        arrayJoin([3, 7, 14, 21, 30, 60, 90, 180])                           AS age,
        toInt64(born)                                                        AS lines,
        lines - toInt64(arraySum(arrayMap(x -> if(x.1 < age, x.2, 0), deaths))) AS living,
        intDiv(dateDiff('second', committed_at, known_until), 86400)         AS seen_days
    FROM mart.line_history
    WHERE born > 0
      AND toDate(committed_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
)
GROUP BY side, days
ORDER BY side, days
