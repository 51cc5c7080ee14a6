-- What became of each review comment of one pull request; reads the table because mart.suggestion hides people's logins.
SELECT
    comment_id, reviewer_login, reviewer_kind,
    nullIf(reviewer_tool, '') AS reviewer_tool,
    suggestion_block,
    nullIf(severity, '') AS severity,
    nullIf(category, '') AS category,
    path, line, created_at, tier, reason, decided,
    nullIf(exclusion, '') AS exclusion,
    told.source AS source, told.delivery_id AS delivery_id
FROM
(
    SELECT * FROM plumbline.suggestion FINAL
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
) AS comment
LEFT JOIN
(
    SELECT event_id, any(source) AS source, any(delivery_id) AS delivery_id
    FROM plumbline.event
    WHERE provider = :provider AND repo = :repo AND number = :number AND kind = 'review_comment'
    GROUP BY event_id
) AS told ON told.event_id = comment.event_id
ORDER BY created_at, comment_id
LIMIT 2001
