-- What the filters offer: repositories, teams, tools and origins that occur, most frequent first.
SELECT field, value, uses
FROM
(
    SELECT 'repo' AS field, repo AS value, count() AS uses FROM mart.pull_request GROUP BY repo
    UNION ALL
    SELECT 'team' AS field, ifNull(team, '-') AS value, count() AS uses FROM mart.pull_request GROUP BY value
    UNION ALL
    SELECT 'tool' AS field, ifNull(tool, '-') AS value, count() AS uses FROM mart.pull_request GROUP BY value
    UNION ALL
    SELECT 'origin' AS field, origin AS value, count() AS uses FROM mart.pull_request GROUP BY origin
)
ORDER BY field, uses DESC, value
LIMIT 300 BY field
