-- From the normalised events: what a deployment is by itself. Which pull requests it carries is not decided a second time.
WITH ['created', 'waiting', 'queued', 'pending', 'in_progress', 'inactive', 'failure', 'error', 'success'] AS ranks
SELECT repo, concat(provider, ':', repo, '/deployment/', deployment_id) AS id,
       map('environment', argMax(environment, (event_at, rank, event_id)),
           'state', if(countIf(state = 'success') > 0, 'success', argMax(state, (event_at, rank, event_id))),
           'sha', argMaxIf(sha, (event_at, rank, event_id), sha != ''),
           'created_at', toString(ifNull(min(created_at), min(event_at))),
           'started_at', if(countIf(state = 'in_progress') = 0, '', toString(minIf(event_at, state = 'in_progress'))),
           'finished_at', multiIf(
               countIf(state = 'success') > 0, toString(minIf(event_at, state = 'success')),
               countIf(state IN ('failure', 'error')) > 0, toString(minIf(event_at, state IN ('failure', 'error'))), ''),
           'events', toString(least(count(), 60)),
           'last_event_at', toString(max(event_at))) AS fields
FROM
(
    SELECT toString(provider) AS provider, toString(repo) AS repo, event_id, event_at,
           JSONExtractString(attributes, 'deploymentId') AS deployment_id,
           JSONExtractString(attributes, 'environment')  AS environment,
           JSONExtractString(attributes, 'state')        AS state,
           JSONExtractString(attributes, 'sha')          AS sha,
           parseDateTime64BestEffortOrNull(JSONExtractString(attributes, 'createdAt'), 3, 'UTC') AS created_at,
           indexOf(ranks, state)                         AS rank
    FROM plumbline.event FINAL
    WHERE kind = 'deployment'
)
GROUP BY provider, repo, deployment_id
