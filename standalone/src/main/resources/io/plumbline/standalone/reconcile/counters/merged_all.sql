-- Merged / all opened, on the day it was opened; one that is still open counts as not accepted.
SELECT opened_on AS day, team, repo, origin, tool, dimension, countIf(is_merged) AS numerator, count() AS denominator
FROM pull_request_in_cells
GROUP BY ALL
