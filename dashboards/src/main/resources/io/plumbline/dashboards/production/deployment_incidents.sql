-- The incidents that name one deployment among their candidate causes.
SELECT incident, title, triggered_at, impact, cause.1 AS tier, sum(cause.4) / 1e6 AS weight, any(cause.6) AS reason
FROM
(
    SELECT id AS incident, if(title = '', id, title) AS title, triggered_at, impact, arrayJoin(causes) AS cause
    FROM plumbline.incident FINAL
    WHERE is_deleted = 0 AND repo = :repo AND (:teams = '' OR has(splitByChar('\n', :teams), team))
)
WHERE cause.3 = :deployment
GROUP BY incident, title, triggered_at, impact, tier
ORDER BY triggered_at, incident
LIMIT 100
