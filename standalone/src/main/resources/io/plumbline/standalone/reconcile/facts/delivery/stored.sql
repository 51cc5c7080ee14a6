SELECT repo, id,
       map('team', toString(team), 'origin', toString(origin), 'tool', toString(tool), 'merged_at', toString(merged_at),
           'deployment', deployment, 'deployed_at', ifNull(toString(deployed_at), ''),
           'incidents_known', toString(incidents_known),
           'incidents', toString(arraySort(arrayMap(one -> (one.1, one.2, one.3), incidents)))) AS fields
FROM plumbline.delivery FINAL
WHERE is_deleted = 0
