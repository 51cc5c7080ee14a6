-- What happened to one pull request, in order; reads the table because mart.event hides logins and texts.
SELECT
    event_id, kind, action, event_at, observed_at, source, delivery_id, actor_login, actor_type, attributes
FROM plumbline.event FINAL
WHERE provider = :provider
  AND repo = :repo
  AND number = :number
ORDER BY event_at, observed_at, kind, event_id
LIMIT 1001
