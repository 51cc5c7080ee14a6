-- How many pull requests a filter matches; reads the table because mart.pull_request hides titles.
SELECT
    count()                      AS matching,
    countIf(outcome = 'merged')  AS merged,
    countIf(outcome = 'open')    AS open
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
  AND (:cohort != '' OR toDate(multiIf(:dated = 'merged', merged_at, :dated = 'closed', closed_at, toNullable(opened_at)), :zone)
      BETWEEN toDate(:from) AND toDate(:to))
  -- Exactly those that a figure counts, by the day that it counts them on.
  AND (:cohort = '' OR (provider, repo, number) IN (
      SELECT provider, repo, number
      FROM mart.comparison
      WHERE metric_id = :cohort
        AND toDate(at, :zone) BETWEEN toDate(:from) AND toDate(:to)
        AND toDate(at, :zone) + settles_after_days <= toDate(now('UTC'))))
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR if(team = '', '-', team) = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), team))
  AND (:tool = '' OR if(tool = '', '-', tool) = :tool)
  AND (:origin = '' OR origin = :origin OR (:origin = 'ai' AND startsWith(origin, 'ai_')))
  AND (:tier = '' OR :tier = multiIf(attribution_confidence <= 0, '-', attribution_confidence >= 0.95, 'certain',
                                     attribution_confidence >= 0.7, 'strong', 'weak'))
  AND (:task = '' OR if(task_type = '', '-', task_type) = :task)
  AND (:area = '' OR (:area = '-' AND empty(areas)) OR has(areas, :area))
  AND (:size = '' OR :size = multiIf(ifNull(written_additions + written_deletions, 4294967295) AS written_lines = 4294967295, '-',
                                     written_lines < 98, 'small', written_lines < 219, 'medium', written_lines < 1000, 'large', 'huge'))
  AND (:outcome = '' OR outcome = :outcome
       OR (:outcome = 'closed' AND outcome IN ('rejected_by_human', 'auto_closed', 'superseded'))
       OR (:outcome = 'waiting' AND outcome = 'open' AND NOT draft AND ready_at IS NOT NULL AND first_human_review_at IS NULL))
  AND (:title = '' OR positionCaseInsensitiveUTF8(title, :title) > 0)
