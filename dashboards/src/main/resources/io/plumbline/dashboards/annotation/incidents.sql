-- Grave incidents of a period, the gravest first, to be marked in charts.
SELECT
    incident,
    toDate(triggered_at, :zone)              AS day,
    impact,
    coalesce(service, repo, 'a service')     AS place
FROM mart.incident
WHERE NOT maintenance
  AND impact IN ('critical', 'major')
  AND toDate(triggered_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
  AND (:repo = '' OR repo = :repo)
  AND (:team = '' OR ifNull(team, '-') = :team)
  AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
ORDER BY impact = 'critical' DESC, triggered_at, incident
LIMIT 200
