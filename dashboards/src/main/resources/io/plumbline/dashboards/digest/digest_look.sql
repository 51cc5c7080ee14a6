-- At most three things of the week worth a look: incidents, reverts, pull requests that wait for a first review.
SELECT kind, provider, repo, number, at, detail, link_to
FROM
(
    SELECT 'incident' AS kind, '' AS provider, ifNull(repo, '') AS repo, toUInt32(0) AS number, triggered_at AS at,
           concat(toString(impact), ' ', toString(status)) AS detail,
           ifNull(cause, '') AS link_to,
           multiIf(status != 'resolved', 0, impact = 'critical', 1, impact = 'major', 2, 4) AS place
    FROM mart.incident
    LEFT JOIN
    (
        SELECT incident, argMax(pull_request, weight) AS cause
        FROM mart.incident_cause
        WHERE strongest AND pull_request IS NOT NULL
        GROUP BY incident
    ) AS causes USING (incident)
    WHERE NOT maintenance
      AND toDate(triggered_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    UNION ALL
    SELECT 'revert', toString(provider), toString(repo), number, reverted_at, toString(round(days_between, 1)), '', 3
    FROM mart.revert
    WHERE in_force
      AND toDate(reverted_at, :zone) BETWEEN toDate(:week_from) AND toDate(:week_to)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
    UNION ALL
    SELECT 'waiting', toString(provider), toString(repo), number, assumeNotNull(ready_at), '', '', 5
    FROM mart.pull_request
    WHERE outcome = 'open' AND NOT draft AND ready_at IS NOT NULL AND first_human_review_at IS NULL
      AND origin != 'automation_bot'
      AND toDate(ready_at, :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
)
ORDER BY place, at, repo, number
LIMIT 2 BY kind
LIMIT 3
