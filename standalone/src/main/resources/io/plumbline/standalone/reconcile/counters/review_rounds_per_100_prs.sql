-- Rounds of changes requested, push, review / closed with a review by a person, on the day it was closed.
SELECT ended_on AS day, team, repo, origin, tool, dimension,
       sum(review_rounds) AS numerator, count() AS denominator
FROM pull_request_in_cells
WHERE ended_at IS NOT NULL AND human_reviews > 0 AND dimension = ''
GROUP BY ALL
