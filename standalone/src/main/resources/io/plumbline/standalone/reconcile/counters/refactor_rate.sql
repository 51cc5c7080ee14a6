-- Lines of code ended at W days or later / added or removed, on the day of the commit that ended them.
SELECT day_in_zone(committed_at) AS day, team, repo, origin, tool, '' AS dimension,
       sum(arraySum(arrayMap(x -> if(x.1 >= {window_days:UInt32}, x.2, 0), ended))) AS numerator,
       sum(toInt64(added) + removed) AS denominator
FROM (SELECT *, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone FROM plumbline.line_history FINAL
      WHERE is_deleted = 0 AND added + removed > 0)
GROUP BY ALL
