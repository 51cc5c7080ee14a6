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
      SELECT provider, repo, number FROM mart.comparison
      WHERE metric_id = :cohort AND toDate(at, :zone) BETWEEN toDate(:from) AND toDate(:to)
        AND toDate(at, :zone) + settles_after_days <= toDate(now('UTC'))))
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR if(team = '', '-', team) = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), team))
  AND (:tool = '' OR if(tool = '', '-', tool) = :tool)
  AND (:origin = '' OR origin = :origin OR (:origin = 'ai' AND startsWith(origin, 'ai_')))
  AND (:outcome = '' OR outcome = :outcome
       OR (:outcome = 'closed' AND outcome IN ('rejected_by_human', 'auto_closed', 'superseded'))
       OR (:outcome = 'waiting' AND outcome = 'open' AND NOT draft AND ready_at IS NOT NULL AND first_human_review_at IS NULL))
  AND (:task = '' OR if(task_type = '', '-', task_type) = :task)
  AND (:area = '' OR if(:area = '-', empty(areas), has(areas, :area)))
  AND (:size = '' OR :size = multiIf(written_additions + written_deletions IS NULL, 'unknown', written_additions + written_deletions < 98, 'small',
       written_additions + written_deletions < 219, 'medium', written_additions + written_deletions < 1000, 'large', 'huge'))
  AND (:tier = '' OR :tier = multiIf(overridden_by != '', 'set', attribution_confidence >= 0.9, 'strong',
       attribution_confidence >= 0.7, 'likely', attribution_confidence > 0, 'weak', 'none'))
  AND (:after21 != 'corrected' OR (repo, number, provider) IN (
       SELECT repo, number, provider FROM plumbline.rework FINAL
       WHERE :after21 = 'corrected' AND is_deleted = 0 AND paths_known AND arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections)))
  AND (:after21 != 'reverted' OR (repo, number, provider) IN (
       SELECT repo, number, provider FROM plumbline.rework FINAL
       WHERE :after21 = 'reverted' AND is_deleted = 0 AND arrayExists(r -> r.undone_at IS NULL, reverts)))
  AND (:after21 != 'incident' OR (repo, number, provider) IN (
       SELECT repo, number, provider FROM plumbline.delivery FINAL
       WHERE :after21 = 'incident' AND is_deleted = 0 AND arrayExists(i -> i.weight_millionths > 0, incidents)))
  AND (:title = '' OR positionCaseInsensitiveUTF8(title, :title) > 0)
