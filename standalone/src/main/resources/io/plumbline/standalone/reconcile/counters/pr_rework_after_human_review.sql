-- Pushed to after the first review by a person / closed with such a review, on the day it was closed.
SELECT ended_on AS day, team, repo, origin, tool, dimension,
       countIf(pushes_after_first_human_review > 0) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE ended_at IS NOT NULL AND human_reviews > 0
GROUP BY ALL
