-- Shares of incidents, tier L1 or L2, in millionths / merged pull requests, in millionths, on the day of the merge, where incidents are known.
SELECT day_in_zone(merged_at) AS day, team, repo, origin, tool, dimension,
       sum(arraySum(arrayMap(one -> toInt64(one.3), arrayFilter(one -> one.2 IN ('L1', 'L2'), incidents)))) AS numerator,
       count() * 1000000 AS denominator
FROM
(
    SELECT *, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
           arrayJoin(arrayConcat(
               [''],
               if(task_type = '', [], [concat('task_type=', toString(task_type))]),
               arrayMap(area -> concat('area=', toString(area)), areas))) AS dimension
    FROM plumbline.delivery FINAL
    WHERE is_deleted = 0 AND incidents_known
)
GROUP BY ALL
