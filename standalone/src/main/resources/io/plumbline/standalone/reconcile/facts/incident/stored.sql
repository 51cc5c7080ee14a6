SELECT repo, id,
       map('repo', toString(repo), 'severity', toString(severity), 'triggered_at', toString(triggered_at),
           'acknowledged_at', ifNull(toString(acknowledged_at), ''),
           'resolved_at', if(id IN (
               SELECT concat(toString(provider), ':incident/', JSONExtractString(attributes, 'incidentId'))
               FROM plumbline.event FINAL WHERE kind = 'incident' AND action = 'listed'),
               'told by a list', ifNull(toString(resolved_at), '')),
           'events', toString(events),
           'impossible_weights', toString(sum_of_weights NOT IN (0, 1000000) OR (tier != '' AND sum_of_weights = 0))) AS fields
FROM
(
    SELECT *, arraySum(arrayMap(one -> one.weight_millionths, causes)) AS sum_of_weights
    FROM plumbline.incident FINAL
    WHERE is_deleted = 0
)
