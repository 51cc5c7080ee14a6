-- Every merged pull request has such a fact. What corrected it is checked to be possible, not decided a second time.
SELECT repo, id,
       map('team', toString(team), 'origin', toString(origin), 'tool', toString(tool), 'task_type', toString(task_type),
           'merged_at', toString(merged_at), 'impossible_corrections', '0') AS fields
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0 AND merged_at IS NOT NULL
