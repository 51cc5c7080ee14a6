-- What was told of one incident, in order, with the deliveries that told it.
SELECT
    action, event_at, source, delivery_id, actor_login, actor_type,
    if(JSONExtractString(attributes, 'text') = '', JSONExtractString(attributes, 'status'), JSONExtractString(attributes, 'text')) AS text
FROM plumbline.event FINAL
WHERE kind = 'incident' AND provider = :incident_provider AND JSONExtractString(attributes, 'incidentId') = :incident_id
ORDER BY event_at, observed_at, event_id
LIMIT 1000
