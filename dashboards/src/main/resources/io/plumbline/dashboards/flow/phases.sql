-- Hours of each phase of merged pull requests by ISO week of the merge, and of all weeks together (week is NULL).
SELECT
    week,
    span.1                                                                             AS phase,
    count()                                                                            AS merged,
    toInt64(countIf(span.2 IS NOT NULL))                                               AS n,
    if(n = 0, NULL, avgIf(assumeNotNull(span.2), span.2 IS NOT NULL))                  AS mean_hours,
    if(n = 0, NULL, quantileExactInclusiveIf(0.5)(assumeNotNull(span.2), span.2 IS NOT NULL))   AS p50_hours,
    if(n = 0, NULL, quantileExactInclusiveIf(0.75)(assumeNotNull(span.2), span.2 IS NOT NULL))  AS p75_hours,
    if(n = 0, NULL, quantileExactInclusiveIf(0.9)(assumeNotNull(span.2), span.2 IS NOT NULL))   AS p90_hours,
    -- Order statistics that bound the median with 95 %, of all weeks together.
    if(n < 6 OR week IS NOT NULL, NULL, (arraySort(groupArrayIf(assumeNotNull(span.2), span.2 IS NOT NULL AND week IS NULL)) AS sorted_hours)[toInt64(greatest(1, floor(n / 2 - 0.98 * sqrt(n))))])   AS p50_lower_hours,
    if(n < 6 OR week IS NOT NULL, NULL, sorted_hours[toInt64(least(toFloat64(n), 1 + ceil(n / 2 + 0.98 * sqrt(n))))])   AS p50_upper_hours
FROM
(
    SELECT
        arrayJoin([toNullable(toMonday(toDate(assumeNotNull(f.merged_at), :zone))), NULL]) AS week,
        arrayJoin([
            ('coding', if(:clock = 'working', f.coding_work_hours, f.coding_hours)),
            ('pickup', if(:clock = 'working', f.pickup_work_hours, f.pickup_hours)),
            ('review', if(:clock = 'working', f.review_work_hours, f.review_hours)),
            ('merge', if(:clock = 'working', f.merge_work_hours, f.merge_hours)),
            ('deploy', if(:clock = 'working', NULL, d.deploy_hours))])                      AS span
    FROM
    (
        SELECT *
        FROM mart.flow
        WHERE merged_at IS NOT NULL
          AND toDate(assumeNotNull(merged_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
          AND (:repo = '' OR repo = :repo)
          AND (:team = '' OR ifNull(team, '-') = :team)
          AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
          AND (:tool = '' OR ifNull(tool, '-') = :tool)
          AND (:origin = '' OR origin = :origin)
          AND (:size = '' OR ifNull(size_class, 'unknown') = :size)
          AND (:draft = '' OR (draft_hours > 0) = (:draft = 'yes'))
          AND (:bots = 'with' OR origin != 'automation_bot')
    ) AS f
    LEFT JOIN
    (
        -- What was live before the first day cannot have been merged in these weeks.
        SELECT provider, repo, number, merge_to_deploy_hours AS deploy_hours
        FROM mart.first_deployment
        WHERE deployed_at >= toDate(:from) - 1
    ) AS d ON d.provider = f.provider AND d.repo = f.repo AND d.number = f.number
    SETTINGS join_use_nulls = 1
)
GROUP BY week, phase
ORDER BY week NULLS FIRST, phase
