-- Merged / merged or closed by somebody, on the day it ended; what a bot swept away does not count.
SELECT ended_on AS day, team, repo, origin, tool, dimension,
       countIf(is_merged) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE ended_at IS NOT NULL AND outcome != 'auto_closed'
GROUP BY ALL
