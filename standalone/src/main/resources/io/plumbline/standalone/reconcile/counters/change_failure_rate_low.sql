-- Successful production deployments that an incident is laid on by its strongest tier, L1 or L2 / all of them, where incidents are known.
SELECT day_in_zone(finished_at) AS day, team, repo, '' AS origin, '' AS tool, '' AS dimension,
       countIf(id IN (
           SELECT arrayJoin(arrayMap(one -> one.3, arrayFilter(one -> one.1 IN ('L1', 'L2') AND one.4 > 0 AND one.3 != '', causes)))
           FROM plumbline.incident FINAL
           WHERE is_deleted = 0)) AS numerator,
       count() AS denominator
FROM
(
    SELECT *, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone
    FROM plumbline.deployment FINAL
    WHERE is_deleted = 0 AND production AND state = 'success' AND finished_at IS NOT NULL
)
WHERE toString(repo) IN (SELECT toString(repo) FROM plumbline.incident FINAL WHERE is_deleted = 0 AND repo != '')
   OR lower(repo) IN (SELECT lower(repository) FROM mart.service)
GROUP BY ALL
