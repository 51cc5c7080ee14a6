-- The pull requests that one deployment carries; those of teams that the reader does not see are left out.
SELECT
    carried.provider AS provider, carried.repo AS repo, carried.number AS number, carried.how AS how, carried.merged_at AS merged_at,
    carried.brought AS brought, fact.title AS title, if(fact.number = 0, 'unknown', toString(fact.origin)) AS origin
FROM
(
    SELECT provider, toString(repo) AS repo, one.1 AS number, one.2 AS how, one.3 AS merged_at, one.4 AS brought
    FROM (SELECT provider, repo, arrayJoin(pull_requests) AS one FROM plumbline.deployment FINAL
          WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND deployment_id = :deployment_id)
) AS carried
LEFT JOIN
(
    SELECT provider, repo, number, title, origin, team FROM plumbline.pull_request FINAL WHERE is_deleted = 0 AND provider = :provider AND repo = :repo
) AS fact ON fact.provider = carried.provider AND fact.repo = carried.repo AND fact.number = carried.number
WHERE (:teams = '' OR has(splitByChar('\n', :teams), fact.team))
ORDER BY merged_at DESC, number DESC
LIMIT 500
