-- Merged less than 60 s after it was ready for review (opened, when that is unknown) / merged, on the day it was merged.
SELECT merged_on AS day, team, repo, origin, tool, dimension,
       countIf(assumeNotNull(merged_at) < ifNull(ready_at, opened_at) + toIntervalSecond(60)) AS numerator,
       count() AS denominator
FROM pull_request_in_cells
WHERE is_merged
GROUP BY ALL
