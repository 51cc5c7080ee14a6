-- Findings by detector, in AI-written pull requests and in the rest that it looked at: sums, spread and percentiles.
SELECT
    detector,
    is_ai,
    count()                                        AS pull_requests,
    sum(found)                                     AS findings_count,
    sum(toFloat64(found) * found)                  AS squares,
    quantileExactInclusive(0.5)(found)             AS p50,
    quantileExactInclusive(0.9)(found)             AS p90,
    quantileExactInclusive(0.95)(found)            AS p95,
    max(found)                                     AS most
FROM
(
    SELECT
        startsWith(toString(origin), 'ai_')                                             AS is_ai,
        arrayJoin(arrayConcat(
            if(empty(ai_detectors), [], ['all AI reviewers']),
            arrayMap(one -> toString(one), ai_detectors),
            if(reviewed_by_people, ['people'], [])))                                    AS detector,
        toInt64(arraySum(one -> if(
            (detector = 'all AI reviewers' AND one.1 != 'people') OR one.1 = detector,
            if(:severity = '' OR one.2 = :severity, one.4, 0), 0), counts))             AS found
    FROM mart.findings
    WHERE origin != 'automation_bot'
      AND toDate(ifNull(merged_at, closed_at), :zone) BETWEEN toDate(:from) AND toDate(:to)
      AND (:repo = '' OR repo = :repo)
      AND (:team = '' OR ifNull(team, '-') = :team)
      AND (:teams = '' OR has(splitByChar('\n', :teams), ifNull(team, '-')))
      AND (:tool = '' OR ifNull(tool, '-') = :tool OR NOT startsWith(toString(origin), 'ai_'))
      AND (:origin = '' OR origin = :origin OR NOT startsWith(toString(origin), 'ai_'))
)
GROUP BY detector, is_ai
ORDER BY detector != 'all AI reviewers', detector = 'people', detector, is_ai DESC
