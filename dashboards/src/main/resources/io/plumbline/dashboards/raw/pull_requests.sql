-- Which pull requests the events of one delivery belong to, and whose they are.
SELECT told.provider AS provider, told.repo AS repo, told.number AS number, nullIf(fact.team, '') AS team
FROM
(
    SELECT DISTINCT provider, repo, assumeNotNull(number) AS number
    FROM mart.event
    WHERE source = :source AND delivery_id = :delivery AND number IS NOT NULL
) AS told
LEFT JOIN
(
    SELECT provider, repo, number, team FROM plumbline.pull_request FINAL WHERE is_deleted = 0
) AS fact ON fact.provider = told.provider AND fact.repo = told.repo AND fact.number = told.number
ORDER BY provider, repo, number
LIMIT 20
