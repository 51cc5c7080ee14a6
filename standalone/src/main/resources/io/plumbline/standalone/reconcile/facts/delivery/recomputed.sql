-- From the facts of pull requests, deployments and incidents.
SELECT pull.repo AS repo, pull.id AS id,
       map('team', toString(pull.team), 'origin', toString(pull.origin), 'tool', toString(pull.tool),
           'merged_at', toString(pull.merged_at),
           'deployment', ifNull(live.deployment, ''), 'deployed_at', ifNull(toString(live.deployed_at), ''),
           'incidents_known', toString(toBool(
               lower(pull.repo) IN (SELECT lower(repository) FROM mart.service)
               OR pull.repo IN (SELECT repo FROM plumbline.incident FINAL WHERE is_deleted = 0))),
           'incidents', toString(ifNull(blamed.incidents, []))) AS fields
FROM (SELECT * FROM plumbline.pull_request FINAL WHERE is_deleted = 0 AND merged_at IS NOT NULL) AS pull
LEFT JOIN
(
    SELECT provider, repo, number, argMin(id, (finished_at, id)) AS deployment, min(finished_at) AS deployed_at
    FROM
    (
        SELECT id, toString(provider) AS provider, toString(repo) AS repo, assumeNotNull(finished_at) AS finished_at,
               arrayJoin(pull_requests).1 AS number
        FROM plumbline.deployment FINAL
        WHERE is_deleted = 0 AND production AND state = 'success' AND deployment.finished_at IS NOT NULL
    )
    GROUP BY provider, repo, number
) AS live ON live.provider = pull.provider AND live.repo = pull.repo AND live.number = pull.number
LEFT JOIN
(
    SELECT cause.2 AS pull_request, arraySort(groupArray((id, cause.1, cause.4))) AS incidents
    FROM (SELECT id, arrayJoin(causes) AS cause FROM plumbline.incident FINAL WHERE is_deleted = 0)
    WHERE pull_request != ''
    GROUP BY pull_request
) AS blamed ON blamed.pull_request = pull.id
