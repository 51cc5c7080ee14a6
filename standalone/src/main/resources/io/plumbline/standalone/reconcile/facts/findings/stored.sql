SELECT repo, id,
       map('team', toString(team), 'origin', toString(origin), 'tool', toString(tool),
           'merged_at', toString(merged_at), 'closed_at', toString(closed_at),
           'ai_findings', toString(ai_findings), 'people_findings', toString(people_findings),
           'sorts', toString(arraySort(arrayMap(one -> (one.1, one.2, one.3, one.4), counts)))) AS fields
FROM plumbline.findings FINAL
WHERE is_deleted = 0
