-- What the filters offer: repositories, teams, tools and origins that occur, most frequent first; small teams by their names.
SELECT choice.1 AS field, choice.2 AS value, count() AS uses
FROM plumbline.pull_request FINAL
ARRAY JOIN [
    ('repo', toString(repo)),
    ('team', if(team = '', '-', toString(team))),
    ('tool', if(tool = '', '-', toString(tool))),
    ('origin', toString(origin))] AS choice
WHERE is_deleted = 0
  AND (:teams = '' OR has(splitByChar('\n', :teams), toString(team)))
GROUP BY field, value
ORDER BY field, uses DESC, value
LIMIT 300 BY field
