-- Findings of AI reviewers / changed lines of the pull requests that one looked at, where the size is known.
SELECT ended_on AS day, team, repo, origin, tool, cell.1 AS dimension, sum(cell.2) AS numerator,
       sum(toInt64(assumeNotNull(changed_lines))) AS denominator
FROM
(
    SELECT *,
           if(zone = '', {organisation_zone:String}, toString(zone)) AS day_zone,
           ifNull(merged_at, closed_at)                              AS ended_at,
           day_in_zone(ended_at)                                     AS ended_on,
           arrayFilter(one -> one.1 != 'people', counts)             AS found
    FROM plumbline.findings FINAL
    WHERE is_deleted = 0 AND notEmpty(ai_detectors) AND ended_at IS NOT NULL AND ifNull(changed_lines, 0) > 0
)
ARRAY JOIN arrayConcat(
    [('', toInt64(ai_findings))],
    arrayMap(
        value -> (concat('severity=', if(value = '', 'unstated', value)), toInt64(arraySum(one -> if(one.2 = value, one.4, 0), found))),
        ['critical', 'major', 'minor', 'trivial', 'info', '']),
    arrayMap(
        value -> (concat('category=', if(value = '', 'unstated', value)), toInt64(arraySum(one -> if(one.3 = value, one.4, 0), found))),
        ['FUNCTIONAL_CORRECTNESS', 'SECURITY_AND_PRIVACY', 'PERFORMANCE_AND_SCALABILITY',
         'MAINTAINABILITY_AND_CODE_QUALITY', 'DATA_INTEGRITY_AND_INTEGRATION', 'STABILITY_AND_AVAILABILITY', '']),
    arrayMap(
        value -> (concat('reviewer=', value), toInt64(arraySum(one -> if(one.1 = value, one.4, 0), found))),
        ai_detectors)) AS cell
GROUP BY ALL
