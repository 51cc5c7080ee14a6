-- Every root review comment that counts. Origin and tool of its cells are kind and tool of its reviewer.
SELECT * REPLACE (reviewer_kind AS origin, reviewer_tool AS tool),
       if(zone = '', 'UTC', toString(zone)) AS day_zone,
       day_in_zone(created_at)              AS made_on,
       ifNull(merged_at, closed_at)         AS ended_at,
       day_in_zone(ended_at)                AS ended_on
FROM plumbline.suggestion FINAL
WHERE is_deleted = 0 AND exclusion = ''
