-- Pull requests opened and merged in a period and in the one before it, their origins, and what waits for a person now.
SELECT
    countIf(opened_day BETWEEN toDate(:from) AND toDate(:to))                                         AS opened,
    countIf(opened_day BETWEEN toDate(:previous_from) AND toDate(:previous_to))                       AS opened_before,
    countIf(merged_day BETWEEN toDate(:from) AND toDate(:to))                                         AS merged,
    countIf(merged_day BETWEEN toDate(:previous_from) AND toDate(:previous_to))                       AS merged_before,
    countIf(opened_day BETWEEN toDate(:from) AND toDate(:to) AND origin = 'ai_agent')                 AS ai_agent,
    countIf(opened_day BETWEEN toDate(:from) AND toDate(:to) AND origin = 'ai_assisted')              AS ai_assisted,
    countIf(opened_day BETWEEN toDate(:from) AND toDate(:to) AND origin = 'automation_bot')           AS automation_bot,
    countIf(opened_day BETWEEN toDate(:from) AND toDate(:to) AND origin = 'unknown')                  AS unknown,
    countIf(is_waiting)                                                                               AS waiting,
    countIf(is_waiting AND origin IN ('ai_agent', 'ai_assisted'))                                     AS waiting_ai,
    if(waiting = 0, NULL, minIf(ready_at, is_waiting))                                                AS waiting_since,
    countIf(outcome = 'open')                                                                         AS open_now
FROM
(
    SELECT
        origin,
        outcome,
        ready_at,
        toDate(opened_at, :zone) AS opened_day,
        toDate(merged_at, :zone) AS merged_day,
        (outcome = 'open' AND NOT draft AND ready_at IS NOT NULL AND first_human_review_at IS NULL) AS is_waiting
    FROM mart.pull_request
    WHERE (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool)
      AND (:origin = '' OR origin = :origin)
)
