-- From the normalised events and the directory: what an incident is by itself. Its causes are checked to be possible.
SELECT if(of_id.repository != '', of_id.repository, if(of_name.repository != '', of_name.repository, stated_repo)) AS repo, life.id AS id,
       map('repo', repo, 'severity', severity, 'triggered_at', toString(triggered_at), 'acknowledged_at', acknowledged_at,
           'resolved_at', multiIf(listed, 'told by a list', last_turn != 'resolved' OR last_turn_at < triggered_at, '', toString(last_turn_at)),
           'events', toString(events), 'impossible_weights', '0') AS fields
FROM
(
    SELECT id,
           argMaxIf(severity, (event_at, event_id), severity != '')          AS severity,
           argMaxIf(service_id, (event_at, event_id), service_id != '')      AS service_id,
           argMaxIf(service_name, (event_at, event_id), service_name != '')  AS service_name,
           argMaxIf(repo, (event_at, event_id), repo != '')                  AS stated_repo,
           countIf(action = 'listed') > 0                                    AS listed,
           countIf(action = 'deleted') > 0                                   AS deleted,
           if(countIf(stated_trigger IS NOT NULL OR action = 'triggered') > 0,
              minIf(ifNull(stated_trigger, event_at), stated_trigger IS NOT NULL OR action = 'triggered'), min(event_at)) AS triggered_at,
           arraySort(arrayFilter(at -> at IS NOT NULL, groupArray(if(action = 'acknowledged', event_at, stated_acknowledgement)))) AS acknowledgements,
           if(empty(acknowledgements), '', toString(acknowledgements[1]))    AS acknowledged_at,
           argMaxIf(action, (event_at, action = 'reopened'), action IN ('resolved', 'reopened')) AS last_turn,
           maxIf(event_at, action IN ('resolved', 'reopened'))               AS last_turn_at,
           least(count(), 2000)                                              AS events
    FROM
    (
        SELECT concat(toString(provider), ':incident/', JSONExtractString(attributes, 'incidentId')) AS id,
               toString(repo) AS repo, event_id, event_at, toString(action) AS action,
               JSONExtractString(attributes, 'severity')    AS severity,
               JSONExtractString(attributes, 'serviceId')   AS service_id,
               JSONExtractString(attributes, 'serviceName') AS service_name,
               parseDateTime64BestEffortOrNull(JSONExtractString(attributes, 'triggeredAt'), 3, 'UTC')    AS stated_trigger,
               parseDateTime64BestEffortOrNull(JSONExtractString(attributes, 'acknowledgedAt'), 3, 'UTC') AS stated_acknowledgement
        FROM plumbline.event FINAL
        WHERE kind = 'incident'
    )
    GROUP BY id
    HAVING NOT deleted
) AS life
LEFT JOIN (SELECT service AS key, any(repository) AS repository FROM mart.service GROUP BY key) AS of_id ON of_id.key = life.service_id
LEFT JOIN (SELECT lower(name) AS key, any(repository) AS repository FROM mart.service GROUP BY key) AS of_name
    ON of_name.key = lower(life.service_name)
