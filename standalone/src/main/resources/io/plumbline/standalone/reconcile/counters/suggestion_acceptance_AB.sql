-- Tier A or B / decided, by AI reviewers, on the day the pull request ended; also by reviewer, severity and category.
SELECT ended_on AS day, team, repo, origin, tool,
       arrayJoin([
           '',
           concat('reviewer=', if(reviewer_tool = '', reviewer_login, toString(reviewer_tool))),
           concat('severity=', if(severity = '', 'unstated', toString(severity))),
           concat('category=', if(category = '', 'unstated', toString(category)))]) AS dimension,
       countIf(tier IN ('A', 'B')) AS numerator, count() AS denominator
FROM counted_suggestion
WHERE reviewer_kind = 'ai' AND decided
GROUP BY ALL
