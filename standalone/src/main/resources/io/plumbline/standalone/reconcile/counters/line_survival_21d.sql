-- Lines of code alive at 21 days / written, on the day of the commit, once the history is read that far.
SELECT day_in_zone(committed_at) AS day, team, repo, origin, tool, '' AS dimension,
       sum(toInt64(born) - arraySum(arrayMap(x -> if(x.1 < {window_days:UInt32}, x.2, 0), deaths))) AS numerator,
       sum(toInt64(born)) AS denominator
FROM (SELECT *, if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone FROM plumbline.line_history FINAL
      WHERE is_deleted = 0 AND born > 0
        AND known_until >= committed_at + toIntervalDay({window_days:UInt32}))
GROUP BY ALL
