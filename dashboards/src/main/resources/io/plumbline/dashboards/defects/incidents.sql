-- Incidents of a period with every candidate cause: deployment and pull request, tier, share and reason.
SELECT
    i.incident                          AS incident,
    i.provider                          AS provider,
    i.number                            AS number,
    i.url                               AS url,
    i.service                           AS service,
    i.repo                              AS repo,
    i.impact                            AS impact,
    i.status                            AS status,
    i.triggered_at                      AS triggered_at,
    i.resolve_hours                     AS resolve_hours,
    i.ambiguous                         AS ambiguous,
    i.candidates                        AS candidates,
    nullIf(c.tier, '')                  AS tier,
    c.strongest                         AS strongest,
    c.deployment                        AS deployment,
    c.pull_request                      AS pull_request,
    c.weight                            AS weight,
    c.high_weight                       AS high_weight,
    c.reason                            AS reason
FROM
(
    SELECT *
    FROM mart.incident
    WHERE NOT maintenance
      AND toDate(triggered_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR ifNull(repo, '') = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tier = '' OR if(:tier = 'none', tier IS NULL, ifNull(tier, '') = :tier))
    ORDER BY triggered_at DESC, incident
    LIMIT 50
) AS i
LEFT JOIN mart.incident_cause AS c ON c.incident = i.incident
ORDER BY i.triggered_at DESC, i.incident, c.tier, c.weight DESC, c.high_weight DESC, c.pull_request
