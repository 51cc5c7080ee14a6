-- Merged within the window (days of 24 hours) of its opening / not a draft at some time, on the day it was opened.
SELECT opened_on AS day, team, repo, origin, tool, dimension,
       countIf(is_merged AND merged_at <= opened_at + toIntervalDay({window_days:UInt32})) AS numerator,
       count() AS denominator
FROM pull_request_in_cells
WHERE ready_at IS NOT NULL
GROUP BY ALL
