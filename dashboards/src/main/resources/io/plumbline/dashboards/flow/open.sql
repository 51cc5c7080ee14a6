-- Pull requests open now by state and by days since they were opened.
SELECT
    state,
    any(waits_for)                                    AS waits,
    countIf(days < 1)                                 AS today_count,
    countIf(days BETWEEN 1 AND 3)                     AS from_one_to_three,
    countIf(days BETWEEN 4 AND 7)                     AS from_four_to_seven,
    countIf(days BETWEEN 8 AND 14)                    AS from_eight_to_fourteen,
    countIf(days BETWEEN 15 AND 30)                   AS from_fifteen_to_thirty,
    countIf(days > 30)                                AS over_thirty,
    count()                                           AS all_open,
    countIf(startsWith(toString(origin), 'ai_'))      AS ai_open,
    quantileExactInclusive(0.5)(days)                 AS p50_days
FROM
(
    SELECT *, dateDiff('day', toDate(opened_at, :zone), toDate(:today)) AS days
    FROM mart.open_pull_request
    WHERE (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
      AND (:draft = '' OR (state = 'draft') = (:draft = 'yes'))
      AND (:bots = 'with' OR origin != 'automation_bot')
)
GROUP BY state
ORDER BY all_open DESC, state
