-- Merged without a push after it was ready / merged, on the day it was merged.
SELECT merged_on AS day, team, repo, origin, tool, dimension,
       countIf(NOT changed_after_submission) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE is_merged AND dimension = ''
GROUP BY ALL
