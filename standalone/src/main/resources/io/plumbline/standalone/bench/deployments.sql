-- The deployments that the deliveries name: one carries four pull requests of a repository, every twentieth fails and is repeated.
INSERT INTO plumbline.deployment (id, provider, repo, deployment_id, service, environment, production, sha, state, created_at, started_at, finished_at, trigger, pull_requests, team, zone, events, last_event_at, version, is_deleted)
SELECT
    concat(any(deployment), if(attempt.1 = 'failure', '-failed', '')) AS id, provider, repo,
    concat(toString(intDiv(number, 4)), if(attempt.1 = 'failure', '-failed', '')) AS deployment_id,
    concat(repo, '-service'), 'production', true, hex(sipHash64(id)), attempt.1 AS state,
    max(deployed_at) - toIntervalMinute(attempt.2) AS created_at, created_at, created_at + toIntervalMinute(10), if(sipHash64(deployment_id) % 15 = 0, 'hotfix', 'planned'),
    groupArray((number, 'merge_sha', merged_at, state = 'success')), any(team), 'UTC', 3, created_at, 1, 0
FROM plumbline.delivery
ARRAY JOIN if(sipHash64(repo, intDiv(number, 4)) % 20 = 0, [('success', 10), ('failure', 40)], [('success', 10)]) AS attempt
WHERE sipHash64(repo) % {slices:UInt64} = {slice:UInt64}
GROUP BY provider, repo, intDiv(number, 4), attempt
