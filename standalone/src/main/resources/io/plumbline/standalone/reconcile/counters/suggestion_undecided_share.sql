-- Not decided / all, by AI reviewers, on the day the comment was made.
SELECT made_on AS day, team, repo, origin, tool, '' AS dimension,
       countIf(NOT decided) AS numerator, count() AS denominator
FROM counted_suggestion
WHERE reviewer_kind = 'ai'
GROUP BY ALL
