-- Every pull request once for each cell it is counted in: without dimension, by task type, by each of its areas.
SELECT *,
       if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
       day_in_zone(opened_at)                AS opened_on,
       ifNull(merged_at, closed_at)          AS ended_at,
       day_in_zone(ended_at)                 AS ended_on,
       day_in_zone(merged_at)                AS merged_on,
       merged_at IS NOT NULL                 AS is_merged,
       startsWith(origin, 'ai_')             AS is_ai,
       arrayJoin(arrayConcat(
           [''],
           if(task_type = '', [], [concat('task_type=', task_type)]),
           arrayMap(area -> concat('area=', area), arrayDistinct(areas)))) AS dimension
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
