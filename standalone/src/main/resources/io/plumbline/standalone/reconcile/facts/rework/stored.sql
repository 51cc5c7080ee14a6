SELECT kept.repo AS repo, kept.id AS id,
       map('team', toString(kept.team), 'origin', toString(kept.origin), 'tool', toString(kept.tool),
           'task_type', toString(kept.task_type), 'merged_at', toString(kept.merged_at),
           'impossible_corrections', toString(ifNull(wrong.corrections, 0))) AS fields
FROM (SELECT * FROM plumbline.rework FINAL WHERE is_deleted = 0) AS kept
LEFT JOIN
(
    -- Each has to be a merged pull request of the same repository, merged then, within 30 days after.
    SELECT one.id AS id, count() AS corrections
    FROM
    (
        SELECT id, repo, merged_at, arrayJoin(corrections) AS correction
        FROM plumbline.rework FINAL
        WHERE is_deleted = 0
    ) AS one
    LEFT JOIN (SELECT id, repo, merged_at FROM plumbline.pull_request FINAL WHERE is_deleted = 0) AS by
        ON by.id = one.correction.pull_request
    WHERE by.merged_at IS NULL OR by.merged_at != one.correction.at OR by.repo != one.repo OR by.id = one.id
       OR by.merged_at < one.merged_at OR by.merged_at > one.merged_at + toIntervalDay(30)
    GROUP BY one.id
) AS wrong ON wrong.id = kept.id
