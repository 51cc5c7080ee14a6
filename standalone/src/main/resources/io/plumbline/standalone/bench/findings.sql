-- An AI reviewer looked at two of five.
INSERT INTO plumbline.findings (id, provider, repo, number, team, origin, tool, task_type, areas, zone, opened_at, merged_at, closed_at, changed_lines,
    ai_detectors, reviewed_by_people, counts, ai_findings, people_findings, version, is_deleted)
SELECT id, provider, repo, number, team, origin, tool, task_type, areas, zone, opened_at, merged_at, closed_at, additions + deletions,
    if(looked, ['coderabbit'], []), human_reviews > 0,
    if(looked AND found > 0, [('coderabbit', ['critical', 'major', 'minor'][1 + found % 3], 'FUNCTIONAL_CORRECTNESS', toUInt32(found))], []),
    if(looked, found, 0), review_comments, 1, 0
FROM (SELECT *, sipHash64(id, 9) % 5 < 2 AS looked, sipHash64(id, 10) % 4 AS found FROM plumbline.pull_request)
