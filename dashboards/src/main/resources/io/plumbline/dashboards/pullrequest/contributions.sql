-- What one pull request adds to the counters that rest on its comments, findings, corrections and incidents.
SELECT metric_id, day, sum(numerator) AS numerator_count, sum(denominator) AS denominator_count
FROM
(
    SELECT part.1 AS metric_id, toNullable(toDate(merged_at, :zone)) AS day, toInt64(part.2) AS numerator, toInt64(1) AS denominator
    FROM plumbline.rework FINAL
    ARRAY JOIN arrayConcat(
        if(paths_known, [
            ('corrective_14d', arrayExists(c -> c.at <= merged_at + toIntervalDay(14), corrections)),
            ('corrective_21d', arrayExists(c -> c.at <= merged_at + toIntervalDay(21), corrections))], []),
        [('revert_rate_30d', arrayExists(r -> r.at <= merged_at + toIntervalDay(30)
            AND (r.undone_at IS NULL OR r.undone_at > merged_at + toIntervalDay(30)), reverts))]) AS part
    WHERE is_deleted = 0 AND provider = :provider AND repo = :repo AND number = :number
    UNION ALL
    SELECT part.1 AS metric_id, toDate(ifNull(merged_at, closed_at), :zone) AS day, toInt64(part.2) AS numerator, toInt64(1) AS denominator
    FROM plumbline.suggestion FINAL
    ARRAY JOIN arrayConcat(
        if(reviewer_kind = 'ai' AND decided, [('suggestion_acceptance_AB', tier IN ('A', 'B'))], []),
        if(reviewer_kind = 'human' AND decided, [('review_comment_acceptance_human', tier IN ('A', 'B'))], []),
        if(reviewer_kind = 'ai' AND decided AND suggestion_block, [('suggestion_block_acceptance', tier IN ('A', 'B'))], []),
        if(reviewer_kind = 'ai' AND decided AND downvotes IS NOT NULL, [('suggestion_downvote_rate', ifNull(downvotes > 0, 0))], [])) AS part
    WHERE is_deleted = 0 AND exclusion = '' AND provider = :provider AND repo = :repo AND number = :number
    UNION ALL
    SELECT 'suggestion_undecided_share' AS metric_id, toNullable(toDate(created_at, :zone)) AS day, toInt64(NOT decided) AS numerator, toInt64(1) AS denominator
    FROM plumbline.suggestion FINAL
    WHERE is_deleted = 0 AND exclusion = '' AND reviewer_kind = 'ai' AND provider = :provider AND repo = :repo AND number = :number
    UNION ALL
    SELECT part.1 AS metric_id, toDate(ifNull(merged_at, closed_at), :zone) AS day, toInt64(part.2) AS numerator, toInt64(part.3) AS denominator
    FROM plumbline.findings FINAL
    ARRAY JOIN arrayConcat(
        if(notEmpty(ai_detectors), [('findings_per_100_prs', toInt64(ai_findings), toInt64(1))], []),
        if(notEmpty(ai_detectors) AND ifNull(changed_lines, 0) > 0, [('findings_per_kloc', toInt64(ai_findings), toInt64(ifNull(changed_lines, 0)))], []),
        if(reviewed_by_people, [('human_findings_per_100_prs', toInt64(people_findings), toInt64(1))], [])) AS part
    WHERE is_deleted = 0 AND ifNull(merged_at, closed_at) IS NOT NULL AND provider = :provider AND repo = :repo AND number = :number
    UNION ALL
    SELECT part.1 AS metric_id, toNullable(toDate(merged_at, :zone)) AS day, toInt64(part.2) AS numerator, toInt64(1000000) AS denominator
    FROM plumbline.delivery FINAL
    ARRAY JOIN [
        ('incidents_per_100_prs_low', arraySum(arrayMap(one -> toInt64(one.3), arrayFilter(one -> one.2 IN ('L1', 'L2'), incidents)))),
        ('incidents_per_100_prs_high', arraySum(arrayMap(one -> toInt64(one.3), incidents)))] AS part
    WHERE is_deleted = 0 AND incidents_known AND provider = :provider AND repo = :repo AND number = :number
)
WHERE day IS NOT NULL
GROUP BY metric_id, day
ORDER BY metric_id, day
