-- Root comments of people / pull requests that a person reviewed, on the day it ended.
SELECT ended_on AS day, team, repo, origin, tool, dimension, sum(toInt64(people_findings)) AS numerator, count() AS denominator
FROM
(
    SELECT *,
           if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
           ifNull(merged_at, closed_at)                              AS ended_at,
           day_in_zone(ended_at)                                     AS ended_on
    FROM plumbline.findings FINAL
    WHERE is_deleted = 0 AND reviewed_by_people AND ended_at IS NOT NULL
)
ARRAY JOIN arrayConcat(
    [''],
    if(task_type = '', [], [concat('task_type=', toString(task_type))]),
    arrayMap(area -> concat('area=', area), arrayDistinct(areas))) AS dimension
GROUP BY ALL
