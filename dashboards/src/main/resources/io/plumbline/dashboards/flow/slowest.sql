-- Merged pull requests with the longest phase, or from first commit to merge when no phase is chosen.
SELECT
    provider,
    repo,
    number,
    origin,
    merged_at,
    size_class,
    if(:clock = 'working', coding_work_hours, coding_hours)   AS coding,
    if(:clock = 'working', pickup_work_hours, pickup_hours)   AS pickup,
    if(:clock = 'working', review_work_hours, review_hours)   AS review,
    if(:clock = 'working', merge_work_hours, merge_hours)     AS merge,
    commit_to_merge_hours,
    multiIf(:phase = 'coding', coding, :phase = 'pickup', pickup, :phase = 'review', review, :phase = 'merge', merge,
        commit_to_merge_hours)                                AS sorted_by
FROM mart.flow
WHERE merged_at IS NOT NULL
  AND sorted_by IS NOT NULL
  AND toDate(assumeNotNull(merged_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
  AND (:tool = '' OR ifNull(tool, '-') = :tool)
  AND (:origin = '' OR origin = :origin)
  AND (:size = '' OR ifNull(size_class, 'unknown') = :size)
  AND (:draft = '' OR (draft_hours > 0) = (:draft = 'yes'))
  AND (:bots = 'with' OR origin != 'automation_bot')
ORDER BY sorted_by DESC, repo, number
LIMIT 25
