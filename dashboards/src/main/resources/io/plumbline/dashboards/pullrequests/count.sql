-- How many pull requests a filter matches; reads the table because mart.pull_request hides titles.
SELECT
    count()                      AS matching,
    countIf(outcome = 'merged')  AS merged,
    countIf(outcome = 'open')    AS open
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
  AND toDate(multiIf(:dated = 'merged', merged_at, :dated = 'closed', closed_at, toNullable(opened_at)), :zone)
      BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR if(team = '', '-', team) = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), team))
  AND (:tool = '' OR if(tool = '', '-', tool) = :tool)
  AND (:origin = '' OR origin = :origin OR (:origin = 'ai' AND startsWith(origin, 'ai_')))
  AND (:outcome = '' OR outcome = :outcome
       OR (:outcome = 'closed' AND outcome IN ('rejected_by_human', 'auto_closed', 'superseded'))
       OR (:outcome = 'waiting' AND outcome = 'open' AND NOT draft AND ready_at IS NOT NULL AND first_human_review_at IS NULL))
  AND (:title = '' OR positionCaseInsensitiveUTF8(title, :title) > 0)
