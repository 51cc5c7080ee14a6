-- The daily counters that these facts add up to, as the streams would have made them.
INSERT INTO plumbline.metric_daily (metric_id, day, team, repo, origin, tool, dimension, numerator, denominator, matures_on, loaded_at, version, is_deleted)
SELECT cell.1, assumeNotNull(cell.2), team, repo, origin, tool, '', sum(cell.3), count(), assumeNotNull(cell.2) + cell.4, toDateTime64('2026-11-16 00:00:00', 3, 'UTC'), 1, 0
FROM plumbline.pull_request AS p
LEFT JOIN
(
    SELECT id, toInt64(arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections)) AS corrected, toInt64(notEmpty(reverts)) AS taken_back
    FROM plumbline.rework
    WHERE sipHash64(repo) % {slices:UInt64} = {slice:UInt64}
) AS r ON r.id = p.id
ARRAY JOIN arrayFilter(c -> c.2 IS NOT NULL, [
    ('merged_all', toNullable(toDate(opened_at)), toInt64(merged_at IS NOT NULL), 0),
    ('merged_closed', toDate(closed_at), toInt64(merged_at IS NOT NULL), 0),
    ('merged_ready', toDate(opened_at), toInt64(merged_at IS NOT NULL), 0),
    ('merged_matured', toDate(opened_at), toInt64(ifNull(merged_at <= opened_at + toIntervalDay(14), 0)), 15),
    ('unreviewed_merge_share', toDate(merged_at), toInt64(human_reviews = 0), 0),
    ('unknown_origin_share', toDate(opened_at), toInt64(origin = 'unknown'), 0),
    ('ai_pr_share', if(origin = 'automation_bot', NULL, toDate(opened_at)), toInt64(startsWith(origin, 'ai_')), 0),
    ('corrective_21d', toDate(merged_at), r.corrected, 22),
    ('revert_rate_30d', toDate(merged_at), r.taken_back, 31)]) AS cell
WHERE sipHash64(repo) % {slices:UInt64} = {slice:UInt64}
GROUP BY cell.1, cell.2, cell.4, team, repo, origin, tool
