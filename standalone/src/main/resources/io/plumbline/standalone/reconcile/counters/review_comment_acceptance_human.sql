-- Tier A or B / decided, by people, on the day the pull request ended.
SELECT ended_on AS day, team, repo, origin, tool, '' AS dimension,
       countIf(tier IN ('A', 'B')) AS numerator, count() AS denominator
FROM counted_suggestion
WHERE reviewer_kind = 'human' AND decided
GROUP BY ALL
