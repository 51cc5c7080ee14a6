-- Nobody knows who or what wrote it / all, on the day it was opened.
SELECT opened_on AS day, team, repo, origin, tool, dimension,
       countIf(origin = 'unknown') AS numerator, count() AS denominator
FROM pull_request_in_cells
GROUP BY ALL
