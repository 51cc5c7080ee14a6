-- Pull requests opened, merged and known to be AI-written by ISO week, for the small lines in the tiles.
SELECT
    toMonday(day)                                                          AS week,
    countIf(what = 'opened')                                               AS opened,
    countIf(what = 'merged')                                               AS merged,
    countIf(what = 'opened' AND origin IN ('ai_agent', 'ai_assisted'))     AS ai
FROM
(
    SELECT origin, event.1 AS what, event.2 AS day
    FROM mart.pull_request
    ARRAY JOIN [('opened', toNullable(toDate(opened_at, :zone))), ('merged', toDate(merged_at, :zone))] AS event
    WHERE (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
)
WHERE day BETWEEN toDate(:from) AND toDate(:to)
GROUP BY week
ORDER BY week
