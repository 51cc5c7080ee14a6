-- Production of all merged ones; every hundredth is laid to an incident.
INSERT INTO plumbline.delivery (id, provider, repo, number, team, origin, tool, task_type, areas, zone, merged_at, deployment, how, deployed_at, incidents_known, incidents, version, is_deleted)
SELECT id, provider, repo, number, team, origin, tool, task_type, areas, zone, assumeNotNull(merged_at), concat('github:', repo, '/deployment/', toString(intDiv(number, 4))), 'merge_sha',
    assumeNotNull(merged_at) + toIntervalHour(5), true,
    if(sipHash64(id, 11) % 100 = 0, [(concat('pagerduty:incident/', toString(sipHash64(id, 12) % 2000)), 'L2', toUInt32(1000000), toUInt32(1000000), assumeNotNull(merged_at) + toIntervalHour(9), 'major')], []),
    1, 0
FROM plumbline.pull_request WHERE merged_at IS NOT NULL
