-- Added lines of AI pull requests / added lines of all but automation bots' where known, on the day it was opened.
SELECT opened_on AS day, team, repo, origin, tool, dimension,
       sumIf(assumeNotNull(additions), is_ai) AS numerator, sum(assumeNotNull(additions)) AS denominator
FROM pull_request_in_cells
WHERE origin != 'automation_bot' AND additions IS NOT NULL
GROUP BY ALL
