-- Time zone of the pull request that was opened last: all have the same but while a new directory is being applied.
SELECT argMax(zone, opened_at) AS zone
FROM plumbline.pull_request
WHERE is_deleted = 0
