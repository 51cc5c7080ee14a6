-- Size of merged pull requests without generated files, by side.
SELECT
    side,
    count()                                            AS merged,
    toInt64(countIf(written_lines IS NOT NULL))        AS n,
    countIf(size_class = 'small')                      AS small,
    countIf(size_class = 'medium')                     AS medium,
    countIf(size_class = 'large')                      AS large,
    countIf(size_class = 'huge')                       AS huge,
    if(n = 0, NULL, arrayReduce('quantileExactInclusive(0.5)', (arraySort(groupArrayIf(assumeNotNull(written_lines), written_lines IS NOT NULL)) AS sorted_lines)))        AS p50_lines,
    if(n = 0, NULL, arrayReduce('quantileExactInclusive(0.75)', sorted_lines))       AS p75_lines,
    if(n = 0, NULL, arrayReduce('quantileExactInclusive(0.9)', sorted_lines))        AS p90_lines,
    if(n < 6, NULL, sorted_lines[toInt64(greatest(1, floor(n / 2 - 0.98 * sqrt(n))))])       AS p50_lower_lines,
    if(n < 6, NULL, sorted_lines[toInt64(least(toFloat64(n), 1 + ceil(n / 2 + 0.98 * sqrt(n))))])       AS p50_upper_lines
FROM
(
    SELECT
        arrayJoin(multiIf(startsWith(toString(origin), 'ai_'), ['ai', toString(origin)], [toString(origin)])) AS side,
        toInt64(written_lines) AS written_lines,
        size_class
    FROM mart.flow
    WHERE merged_at IS NOT NULL
      AND toDate(assumeNotNull(merged_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
      AND (:bots = 'with' OR origin != 'automation_bot')
)
GROUP BY side
ORDER BY side
