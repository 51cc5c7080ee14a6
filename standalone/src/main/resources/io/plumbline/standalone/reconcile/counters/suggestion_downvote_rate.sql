-- Voted down / decided with known votes, by AI reviewers, on the day the pull request ended.
SELECT ended_on AS day, team, repo, origin, tool, '' AS dimension,
       countIf(downvotes > 0) AS numerator, count() AS denominator
FROM counted_suggestion
WHERE reviewer_kind = 'ai' AND decided AND downvotes IS NOT NULL
GROUP BY ALL
