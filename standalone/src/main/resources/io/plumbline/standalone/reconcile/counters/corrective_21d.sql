-- Corrected within the window / merged with known paths, on the day it was merged; also by task type and area.
SELECT day, team, repo, origin, tool, dimension, countIf(corrected) AS numerator, count() AS denominator
FROM
(
    SELECT team, repo, origin, tool, merged_at, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
           day_in_zone(merged_at) AS day,
           arrayExists(c -> c.at <= merged_at + toIntervalDay({window_days:UInt32}), corrections) AS corrected,
           arrayJoin(arrayConcat(
               [''],
               if(task_type = '', [], [concat('task_type=', task_type)]),
               arrayMap(area -> concat('area=', area), areas))) AS dimension
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0 AND paths_known
)
GROUP BY ALL
