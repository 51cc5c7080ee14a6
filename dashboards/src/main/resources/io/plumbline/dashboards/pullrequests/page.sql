-- One page of pull requests, newest first; reads the table because mart.pull_request hides titles.
SELECT
    provider,
    repo,
    number,
    title,
    nullIf(team, '')        AS team,
    origin,
    nullIf(tool, '')        AS tool,
    attribution_confidence  AS confidence,
    opened_at,
    ready_at,
    first_human_review_at,
    merged_at,
    closed_at,
    draft,
    outcome,
    additions,
    deletions,
    changed_files
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
  AND (:after_number < 0 OR (toUnixTimestamp64Milli(opened_at), repo, number, provider)
                          < (:after_millis, :after_repo, :after_number, :after_provider))
ORDER BY opened_at DESC, repo DESC, number DESC, provider DESC
LIMIT :rows
