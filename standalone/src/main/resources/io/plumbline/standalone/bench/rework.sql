-- What became of them: every eighth merged one was corrected, every fiftieth reverted.
INSERT INTO plumbline.rework (id, provider, repo, number, team, origin, tool, task_type, areas, zone, merged_at, paths_known, corrections, reverts, version, is_deleted)
SELECT id, provider, repo, number, team, origin, tool, task_type, areas, zone, assumeNotNull(merged_at), true,
    if(sipHash64(id, 5) % 8 = 0, [(concat('github:', repo, '#', toString(number + 3)), assumeNotNull(merged_at) + toIntervalDay(1 + sipHash64(id, 6) % 29), 'fix', 'file', ['a.java'])], []),
    if(sipHash64(id, 7) % 50 = 0, [(concat('github:', repo, '#', toString(number + 1)), 'title', assumeNotNull(merged_at) + toIntervalDay(1 + sipHash64(id, 8) % 20), '', NULL)], []),
    1, 0
FROM plumbline.pull_request WHERE merged_at IS NOT NULL
