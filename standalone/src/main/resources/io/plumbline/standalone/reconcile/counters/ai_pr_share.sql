-- By an agent or with an assistant / all but those of automation bots, on the day it was opened.
SELECT opened_on AS day, team, repo, origin, tool, dimension, countIf(is_ai) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE origin != 'automation_bot'
GROUP BY ALL
