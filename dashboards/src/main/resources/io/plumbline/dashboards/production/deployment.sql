-- One deployment; reads the table because its page also serves what mart.deployment leaves out.
SELECT
    id, provider, repo, deployment_id, toString(service) AS service, environment, production, sha, ref, state,
    created_at, finished_at, trigger, trigger_reason, rolls_back_to, previous, unmatched, nullIf(toString(team), '') AS team, url
FROM plumbline.deployment FINAL
WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND deployment_id = :deployment_id
