-- Findings of AI reviewers in AI-written pull requests beside the rest: sums from which rates and their spread are computed.
SELECT
    is_ai,
    sort,
    count()                                                         AS pull_requests,
    sum(findings)                                                   AS findings_count,
    toFloat64(sum(findings * findings))                             AS squares,
    countIf(changed > 0)                                            AS sized_pull_requests,
    sumIf(findings, changed > 0)                                    AS sized_findings,
    sumIf(changed, changed > 0) / 1000                              AS kloc,
    sumIf(findings * findings * 1000. / changed, changed > 0)       AS squares_per_kloc
FROM
(
    SELECT
        startsWith(origin, 'ai_')                                   AS is_ai,
        toInt64(ifNull(changed_lines, 0))                           AS changed,
        arrayJoin([
            'all',
            'critical', 'major', 'minor', 'trivial', 'info', 'severity unstated',
            'FUNCTIONAL_CORRECTNESS', 'SECURITY_AND_PRIVACY', 'PERFORMANCE_AND_SCALABILITY',
            'MAINTAINABILITY_AND_CODE_QUALITY', 'DATA_INTEGRITY_AND_INTEGRATION', 'STABILITY_AND_AVAILABILITY',
            'category unstated'])
                                                                    AS sort,
        toInt64(arraySum(
            one -> if(
                one.1 != 'people'
                    AND (sort = 'all' OR one.2 = sort OR one.3 = sort
                        OR (sort = 'severity unstated' AND one.2 = '') OR (sort = 'category unstated' AND one.3 = '')),
                one.4, 0),
            counts))                                                AS findings
    FROM mart.findings
    WHERE notEmpty(ai_detectors)
      AND origin != 'automation_bot'
      AND toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      -- A tool or an origin narrows the AI side; the rest stays what it is compared with.
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(origin, 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(origin, 'ai_'))
)
GROUP BY is_ai, sort
ORDER BY is_ai DESC, sort
