-- Merged without a review by a person other than the author / merged, on the day it was merged.
SELECT merged_on AS day, team, repo, origin, tool, dimension,
       countIf(human_reviews = 0) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE is_merged
GROUP BY ALL
