-- What the filters offer: repositories, teams, tools and origins that occur, most frequent first.
SELECT choice.1 AS field, choice.2 AS value, count() AS uses
FROM mart.pull_request
ARRAY JOIN [
    ('repo', toString(repo)),
    ('team', ifNull(toString(team), '-')),
    ('tool', ifNull(toString(tool), '-')),
    ('origin', toString(origin))] AS choice
WHERE (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
GROUP BY field, value
ORDER BY field, uses DESC, value
LIMIT 300 BY field
