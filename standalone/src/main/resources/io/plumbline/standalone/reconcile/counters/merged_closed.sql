-- Merged / merged or closed, on the day it ended.
SELECT ended_on AS day, team, repo, origin, tool, dimension,
       countIf(is_merged) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE ended_at IS NOT NULL
GROUP BY ALL
