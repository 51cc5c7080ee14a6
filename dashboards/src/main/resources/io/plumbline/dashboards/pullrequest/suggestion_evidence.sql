-- The signs that tell what became of each review comment of one pull request, strongest first, with their deliveries.
SELECT comment_id, sign.tier AS tier, sign.reason AS reason, sign.at AS at, sign.sha AS sha,
       told.source AS source, told.delivery_id AS delivery_id
FROM
(
    SELECT comment_id, sign, place, if(sign.event_id != '', sign.event_id, sign.sha) AS shown_by
    FROM plumbline.suggestion FINAL
    ARRAY JOIN evidence AS sign, arrayEnumerate(evidence) AS place
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
) AS found
LEFT JOIN
(
    SELECT if(kind = 'commit', arrayElement(splitByChar('/', event_id), -1), event_id) AS shown_by,
           any(source) AS source, any(delivery_id) AS delivery_id
    FROM plumbline.event
    WHERE provider = :provider AND repo = :repo
      AND (number = :number AND kind IN ('review_comment', 'review_thread') OR kind = 'commit')
    GROUP BY shown_by
) AS told ON told.shown_by = found.shown_by
ORDER BY comment_id, place
LIMIT 10000
