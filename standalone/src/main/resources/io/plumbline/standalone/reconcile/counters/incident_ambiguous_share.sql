-- Incidents with several candidates in their strongest tier / with any, on the day of the trigger; maintenance counts nowhere.
SELECT day_in_zone(triggered_at) AS day, team, repo, '' AS origin, '' AS tool, '' AS dimension,
       countIf(countEqual(causes.tier, toString(tier)) > 1) AS numerator, count() AS denominator
FROM
(
    SELECT *, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone
    FROM plumbline.incident FINAL
    WHERE is_deleted = 0 AND NOT maintenance AND tier != ''
)
GROUP BY ALL
