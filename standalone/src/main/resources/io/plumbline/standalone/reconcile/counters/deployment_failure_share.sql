-- Failed / production deployments that ended, on the day they ended.
SELECT ended_on AS day, team, repo, '' AS origin, '' AS tool, '' AS dimension,
       countIf(state != 'success') AS numerator, count() AS denominator
FROM
(
    SELECT *,
           if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
           day_in_zone(finished_at) AS ended_on
    FROM plumbline.deployment FINAL
    WHERE is_deleted = 0 AND production AND finished_at IS NOT NULL AND state IN ('success', 'failure', 'error')
)
GROUP BY ALL
