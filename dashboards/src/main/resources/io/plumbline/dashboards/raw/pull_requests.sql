-- Which pull requests the events of one delivery belong to.
SELECT DISTINCT provider, repo, assumeNotNull(number) AS number
FROM mart.event
WHERE source = :source
  AND delivery_id = :delivery
  AND number IS NOT NULL
ORDER BY provider, repo, number
LIMIT 20
