-- With a negative span / opened, on the day it was opened.
SELECT opened_on AS day, team, repo, origin, tool, dimension,
       countIf(clock_skews > 0) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE dimension = ''
GROUP BY ALL
