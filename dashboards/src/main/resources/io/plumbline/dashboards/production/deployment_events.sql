-- What was told of one deployment, in order, with the deliveries that told it.
SELECT action, event_at, source, delivery_id, actor_login, actor_type, JSONExtractString(attributes, 'description') AS text
FROM plumbline.event FINAL
WHERE kind = 'deployment' AND provider = :provider AND repo = :repo AND JSONExtractString(attributes, 'deploymentId') = :deployment_id
ORDER BY event_at, observed_at, event_id
LIMIT 1000
