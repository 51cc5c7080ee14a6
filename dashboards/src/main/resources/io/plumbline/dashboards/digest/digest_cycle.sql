-- Hours from the first commit to the merge of what was merged, by ISO week; pull requests of automation bots are left out.
SELECT
    toMonday(toDate(merged_at, :zone))                                  AS week,
    count()                                                             AS merged,
    arrayStringConcat(arrayMap(one -> toString(one), arraySort(groupArrayIf(
        assumeNotNull(commit_to_merge_hours), commit_to_merge_hours IS NOT NULL))), ' ') AS hours
FROM mart.flow
WHERE merged_at IS NOT NULL
  AND origin != 'automation_bot'
  AND toDate(merged_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY week
ORDER BY week
