SELECT repo, id,
       map('environment', toString(environment), 'state', toString(state), 'sha', sha,
           'created_at', toString(created_at), 'started_at', ifNull(toString(started_at), ''),
           'finished_at', ifNull(toString(finished_at), ''), 'events', toString(events),
           'last_event_at', toString(last_event_at)) AS fields
FROM plumbline.deployment FINAL
WHERE is_deleted = 0
