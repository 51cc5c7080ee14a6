-- Every pull request once for each cell it is counted in: without dimension, by task type, by each of its areas.
SELECT *,
       if(zone = '', 'UTC', toString(zone))  AS day_zone,
       toDate(opened_at, day_zone)           AS opened_on,
       ifNull(merged_at, closed_at)          AS ended_at,
       merged_at IS NOT NULL                 AS is_merged,
       startsWith(origin, 'ai_')             AS is_ai,
       arrayJoin(arrayConcat(
           [''],
           if(task_type = '', [], [concat('task_type=', task_type)]),
           arrayMap(area -> concat('area=', area), arrayDistinct(areas)))) AS dimension
FROM plumbline.pull_request FINAL
WHERE is_deleted = 0
