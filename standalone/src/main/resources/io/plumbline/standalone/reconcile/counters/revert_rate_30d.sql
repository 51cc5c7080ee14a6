-- Taken back within the window and not brought back within it / merged, on the day it was merged; also by task type and area.
SELECT day, team, repo, origin, tool, dimension, countIf(reverted) AS numerator, count() AS denominator
FROM
(
    SELECT team, repo, origin, tool, merged_at, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
           day_in_zone(merged_at) AS day,
           merged_at + toIntervalDay({window_days:UInt32}) AS until,
           arrayExists(r -> r.at <= until AND (r.undone_at IS NULL OR r.undone_at > until), reverts) AS reverted,
           arrayJoin(arrayConcat(
               [''],
               if(task_type = '', [], [concat('task_type=', task_type)]),
               arrayMap(area -> concat('area=', area), areas))) AS dimension
    FROM plumbline.rework FINAL
    WHERE is_deleted = 0
)
GROUP BY ALL
