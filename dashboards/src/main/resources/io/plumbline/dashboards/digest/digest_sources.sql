-- When each source last delivered, and its longest pause in the 13 weeks before, on how many days it delivered.
SELECT
    toString(source)                                                        AS source,
    max(received_at)                                                        AS last_at,
    toInt64(uniqExact(toDate(received_at, 'UTC')))                          AS days,
    arrayMax(arrayDifference(arraySort(groupUniqArray(toInt64(intDiv(toUnixTimestamp(received_at), 3600)))))) AS longest_pause_hours
FROM plumbline.raw_event
WHERE received_at > parseDateTime64BestEffort(:since, 3, 'UTC')
  AND received_at <= parseDateTime64BestEffort(:until, 3, 'UTC')
GROUP BY source
ORDER BY source
